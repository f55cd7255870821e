// The live companion: loads this page again every few seconds, and shows what has changed. It stops after the last
// step.
const pause = 5000
const regions = () => [...document.querySelectorAll('[data-live]')]
const isComplete = () => document.querySelector('[data-complete]') !== null

async function look() {
  // If the page is not visible, it asks nothing until it is.
  if (!document.hidden && !(await refresh())) return
  setTimeout(look, pause)
}

/** Whether to continue. */
async function refresh() {
  const response = await fetch(window.location.href, { cache: 'no-store' }).catch(() => undefined)
  if (response?.status === 404) {
    // The link was revoked or has expired, and the page says so itself.
    window.location.reload()
    return false
  }
  if (!response?.ok) return true
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const region of regions()) {
    const next = fresh.querySelector(`[data-live="${region.dataset.live}"]`)
    // Left alone if nothing is new: a screen reader would read it all again, and the focus would be lost.
    if (!next || next.innerHTML === region.innerHTML) continue
    region.toggleAttribute('data-complete', next.hasAttribute('data-complete'))
    region.replaceChildren(...next.childNodes)
  }
  return !isComplete()
}

if (!isComplete()) {
  document.querySelector('[data-live-hint]')?.removeAttribute('hidden')
  setTimeout(look, pause)
}
