// The live companion: reads this very page again every few seconds, and puts in what has changed. It ends with the last step.
const pause = 5000
const regions = () => [...document.querySelectorAll('[data-live]')]
const isComplete = () => document.querySelector('[data-complete]') !== null

async function look() {
  // Nobody watches: nothing is asked until somebody does.
  if (!document.hidden && !(await refresh())) return
  setTimeout(look, pause)
}

/** Whether to go on. */
async function refresh() {
  const response = await fetch(window.location.href, { cache: 'no-store' }).catch(() => undefined)
  if (response?.status === 404) {
    // Revoked, or its time is over: the page says so itself.
    window.location.reload()
    return false
  }
  if (!response?.ok) return true
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const region of regions()) {
    const next = fresh.querySelector(`[data-live="${region.dataset.live}"]`)
    // Untouched where nothing is new: a screen reader would read it all again, and a focus would be lost.
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
