// Asks every few seconds whether a manager has entered the code that this page shows, for as long as a code is valid.
// The button below does the same without this script.
const form = document.querySelector('[data-taken]')
const waiting = document.querySelector('[data-waiting]')
const until = Date.now() + 15 * 60 * 1000
waiting.textContent = waiting.dataset.text
form.hidden = true

async function look() {
  try {
    const answer = await fetch('/shared-computer/taken', {
      method: 'POST',
      headers: { accept: 'application/json' },
      cache: 'no-store',
    })
    const { location: next } = answer.ok ? await answer.json() : { location: null }
    if (next) return location.replace(next)
  } catch {
    // Offline for a moment. The next time will show.
  }
  if (Date.now() < until) setTimeout(look, 3000)
  else location.reload()
}
setTimeout(look, 2000)
