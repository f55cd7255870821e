// Opens the Microsoft sign-in in a pop-up. Without this script, or if a pop-up is impossible, the button is a link,
// and the same sign-in runs in this page.
//
// Microsoft's pages cut a pop-up off from the page that opened it (Cross-Origin-Opener-Policy). `popup.closed` is then
// true while the window is plainly open, and nothing sent through it arrives. So this page never asks the window. It
// asks the server how the attempt stands: when the pop-up's last page sends a message on the channel, when the person
// comes back to this page, and every few seconds.

const waiting = document.querySelector('[data-waiting]')
const waitingText = document.querySelector('[data-waiting-text]')
const back = document.querySelector('[data-back]')
const isUnfinished = document.querySelector('[data-unfinished]') !== null
const addressPart = document.querySelector('[data-address]')
const addressInput = addressPart?.querySelector('input')
if (addressPart) addressPart.hidden = false
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('tmas-sign-in') : undefined

/** @type {{ id: string, href: string, timer: number | undefined, pause: number } | undefined} */
let current

/** Whether the sign-in goes on in this page, so that the person can come back to it by the Back button. */
let isAway = false

for (const link of document.querySelectorAll('[data-microsoft]')) {
  const originalHref = link.getAttribute('href')
  link.addEventListener('click', (event) => {
    link.href = withHint(link.href, originalHref)
    // On a phone a pop-up is a tab that is easily lost. A click with a modifier key is meant to open a tab of its own.
    if (matchMedia('(pointer: coarse)').matches) {
      isAway = true
      return
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    stop()
    current = { id: crypto.randomUUID(), href: link.href, timer: undefined, pause: 1000 }
    open()
  })
}

waiting.querySelector('[data-again]').addEventListener('click', () => open())
waiting.querySelector('[data-here]').addEventListener('click', () => {
  isAway = true
  location.assign(address(false))
})
waiting.querySelector('[data-cancel]').addEventListener('click', cancel)
channel?.addEventListener('message', (event) => {
  // The sign-in that this page asks about has come to an end in its own window.
  if (!current && isUnfinished) location.reload()
  if (!current || event.data?.popup !== current.id) return
  // Any page of this origin can send this. It only makes us ask the server, or stop waiting.
  if (event.data.isTurnedAway) leave(current.id, turnedAway())
  else void check()
})
addEventListener('pageshow', (event) => {
  // The browser has kept this page whole while the person was at Microsoft. Only the server knows what became of it.
  if (event.persisted && (isAway || !current)) location.reload()
  else void check()
})
addEventListener('focus', async () => {
  await check()
  // Back in this page, and still no answer: the window may show an error, or be closed. No one can know which.
  if (current) back.hidden = false
})
document.addEventListener('visibilitychange', () => check())

function open() {
  const left = screenX + Math.max(0, (outerWidth - 520) / 2)
  const popup = window.open(
    address(true),
    'tmas-microsoft',
    `popup,width=520,height=680,left=${left},top=${screenY + 80}`,
  )
  if (!popup) {
    // The server is notified, so that managers can see why someone gave up.
    isAway = true
    location.assign(`${address(false)}&blocked=1`)
    return
  }
  waiting.hidden = false
  back.hidden = true
  waiting.scrollIntoView({ block: 'nearest' })
  // Written only now, so that a screen reader announces it.
  waitingText.textContent = waitingText.dataset.text
  clearTimeout(current.timer)
  current.timer = setTimeout(check, current.pause)
}

/**
 * The address that was typed, or else the content of the username field if it looks like one, or else who signed in last
 * in this browser. Microsoft fills it in, and managers can find whose attempt it was.
 */
function withHint(href, originalHref) {
  const fields = [addressInput, document.querySelector('[name="username"]')]
  const typed = fields
    .map((field) => field?.value.trim() ?? '')
    .find((text) => /^[^\s@]+@[^\s@]+$/.test(text))
  const url = new URL(href)
  const remembered = new URL(originalHref, location.href).searchParams.get('login_hint')
  const hint = typed ?? remembered
  if (hint === null) url.searchParams.delete('login_hint')
  else url.searchParams.set('login_hint', hint)
  return url.href
}

function address(inPopup) {
  const url = new URL(current.href)
  url.searchParams.set('popup', current.id)
  if (inPopup) url.searchParams.set('display', 'popup')
  return url.href
}

/** The sign-in page that says that there were too many attempts. */
function turnedAway() {
  const url = new URL('/sign-in?refused=throttled', location.href)
  const started = new URL(current.href).searchParams
  for (const name of ['return_to', 'chain'])
    if (started.has(name)) url.searchParams.set(name, started.get(name))
  return url.href
}

/** Asks how the attempt stands. If it has ended, goes where it leads; otherwise asks again later. */
async function check() {
  if (!current) return
  const asked = current
  clearTimeout(asked.timer)
  asked.pause = Math.min(asked.pause * 1.3, 5000)
  asked.timer = setTimeout(check, asked.pause)
  try {
    const answer = await fetch(`/sign-in/microsoft/status?popup=${asked.id}`, { cache: 'no-store' })
    const status = answer.ok ? await answer.json() : undefined
    if (status?.location && asked === current) leave(asked.id, status.location)
  } catch {
    // Offline for a moment. The next time will show.
  }
}

async function cancel() {
  const { id } = current
  stop()
  waiting.hidden = true
  try {
    const answer = await fetch('/sign-in/microsoft/cancel', {
      method: 'POST',
      body: new URLSearchParams({ popup: id }),
    })
    const status = answer.ok ? await answer.json() : undefined
    if (status?.location) leave(id, status.location)
  } catch {
    // Nothing to undo, because the attempt ends by itself.
  }
}

/** Goes where the attempt led. The pop-up's last page, now or later, closes when it reads that this page knows. */
function leave(id, address) {
  stop()
  location.replace(address)
  // Last, because a browser that stores no data for us throws here.
  localStorage.setItem('tmas-sign-in-known', id)
}

function stop() {
  clearTimeout(current?.timer)
  current = undefined
}
