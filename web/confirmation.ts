import { isAnythingAsked } from './asking.ts'
import { isOnItsWay, noteWay } from './leaving.ts'
import { goTo, noteLeaving } from './shared-computer.ts'
import { isAnythingUnsaved } from './unsaved.ts'

/** Whether the server has said that Microsoft should confirm the session with the next page (R37). */
let isDue = false

/** When the request began whose answer said so last. */
let heardOf = Number.NEGATIVE_INFINITY

/**
 * Notes what an answer of the API says about it (server/sessions/signed-in.ts). An answer that comes late, to a request
 * that began earlier, says no more than is known.
 *
 * @param began when the request began, by `performance.now()`.
 */
export function noteConfirmation(headers: Headers, began: number): void {
  if (began < heardOf) return
  heardOf = began
  isDue = headers.has('tmas-confirmation')
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
  if (isOnItsWay()) return true
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
  noteWay()
  window.location.reload()
  return new Promise(() => {})
}
