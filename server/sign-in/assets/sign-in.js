// Opens the Microsoft sign-in in a pop-up. Without this script, or if a pop-up is impossible, the button is a link,
// and the same sign-in runs in this page.
//
// Microsoft's pages cut a pop-up off from the page that opened it (Cross-Origin-Opener-Policy). `popup.closed` is then
// true while the window is plainly open, and nothing sent through it arrives. So this page never asks the window. It
// asks the server how the attempt stands: when the pop-up's last page sends a message on the channel, when the person
// comes back to this page, and every few seconds.

const waiting = document.querySelector('[data-waiting]')
const waitingText = document.querySelector('[data-waiting-text]')
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('tmas-sign-in') : undefined

/** @type {{ id: string, href: string, timer: number | undefined, pause: number } | undefined} */
let current

for (const link of document.querySelectorAll('[data-microsoft]')) {
  link.addEventListener('click', (event) => {
    link.href = withHint(link.href)
    // On a phone a pop-up is a tab that is easily lost. A click with a modifier key is meant to open a tab of its own.
    if (matchMedia('(pointer: coarse)').matches) return
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    stop()
    current = { id: crypto.randomUUID(), href: link.href, timer: undefined, pause: 1000 }
    open()
  })
}

waiting.querySelector('[data-again]').addEventListener('click', () => open())
waiting.querySelector('[data-here]').addEventListener('click', () => location.assign(address(false)))
waiting.querySelector('[data-cancel]').addEventListener('click', cancel)
channel?.addEventListener('message', (event) => {
  if (!current || event.data?.popup !== current.id) return
  // Any page of this origin can send this. It only makes us ask the server, or stop waiting.
  if (event.data.isTurnedAway) leave(current.id, turnedAway())
  else void check()
})
for (const moment of ['focus', 'pageshow']) addEventListener(moment, () => check())
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
    location.assign(`${address(false)}&blocked=1`)
    return
  }
  waiting.hidden = false
  waiting.scrollIntoView({ block: 'nearest' })
  // Written only now, so that a screen reader announces it.
  waitingText.textContent = waitingText.dataset.text
  clearTimeout(current.timer)
  current.timer = setTimeout(check, current.pause)
}

/**
 * The content of the username field, if it looks like an address. Microsoft fills it in, and managers can find whose
 * attempt it was.
 */
function withHint(href) {
  const typed = document.querySelector('[name="username"]').value.trim()
  const url = new URL(href)
  if (/^[^\s@]+@[^\s@]+$/.test(typed)) url.searchParams.set('login_hint', typed)
  else url.searchParams.delete('login_hint')
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
