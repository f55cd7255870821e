import { isAnythingAsked } from './asking.ts'
import { goTo, isSharedComputer, noteLeaving } from './shared-computer.ts'
import { isAnythingUnsaved } from './unsaved.ts'

/** Whether the server has said that Microsoft should confirm the session with the next page (R37). */
let isDue = false

/** When the request began whose answer said so last. */
let heardOf = Number.NEGATIVE_INFINITY

/**
 * Notes what an answer of the API says about it (server/sessions/signed-in.ts). An answer that comes late, to a request that
 * began earlier, says no more than is known.
 *
 * @param began when the request began, by `performance.now()`.
 */
export function noteConfirmation(headers: Headers, began: number): void {
  if (began < heardOf) return
  heardOf = began
  isDue = headers.has('tmas-confirmation')
}

/** Milliseconds that this page waits at most for the way to Microsoft and back. */
const longestWay = 15_000

/** When this page left for Microsoft, by `performance.now()`. */
let leftAt = Number.NEGATIVE_INFINITY

/**
 * Waits while this page is leaving for Microsoft. A request made meanwhile may be answered that the session has ended. That
 * is because of what Microsoft said, and the page that the browser is about to show says why. Leaving for another page now
 * would lose the reason.
 */
export async function whileLeavingForConfirmation(): Promise<void> {
  const left = timeToLeave()
  if (left <= 0) return
  // The next person at a shared computer must not see the page meanwhile.
  if (isSharedComputer()) document.body.hidden = true
  await new Promise((resolve) => setTimeout(resolve, left))
}

// A page that Back has brought back is on its way nowhere.
window.addEventListener('pageshow', () => {
  leftAt = Number.NEGATIVE_INFINITY
})

function timeToLeave(): number {
  return leftAt + longestWay - performance.now()
}

/**
 * The person goes to another page of the console. If a confirmation is due, the server is asked for that page, as if it
 * was opened from outside: it leads to Microsoft and back in silence. Not where something would be lost.
 *
 * @returns whether the browser is leaving.
 */
export function leaveForConfirmation(address: string): boolean {
  if (!isDue || isAnythingUnsaved() || isAnythingAsked()) return false
  // A second click does not interrupt what the first one started.
  if (timeToLeave() > 0) return true
  leftAt = performance.now()
  goTo(address)
  return true
}

/**
 * Whether the person has just done something in this page. What a page does by itself opens no page again, because that
 * would keep an unused session alive (R28).
 */
export function isTheirDoing(): boolean {
  return (navigator.userActivation?.isActive ?? document.hasFocus()) && !isAnythingAsked()
}

/** Opens the page again. It never settles, so that nothing more is shown meanwhile. */
export function openAgain(): Promise<never> {
  noteLeaving()
  leftAt = performance.now()
  window.location.reload()
  return new Promise(() => {})
}
