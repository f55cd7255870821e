/**
 * Whether this page is on its way to another one: to Microsoft, or to the page that says what has happened. Answers that
 * come meanwhile must not send the browser elsewhere: when a session has ended, each request that is still under way is
 * answered 401, and would lead to the plain sign-in page.
 */

/** Milliseconds for which a way may take, at most. After that, the page is taken to have stayed. */
const longestWay = 15_000

/** When this page left, by `performance.now()`. */
let leftAt = Number.NEGATIVE_INFINITY

/** Notes that the page is leaving. */
export function noteWay(): void {
  leftAt = performance.now()
}

/** Notes that the page is here again: Back has shown it as the browser kept it. */
export function noteReturn(): void {
  leftAt = Number.NEGATIVE_INFINITY
}

export function isOnItsWay(): boolean {
  return timeLeft() > 0
}

/** Waits until the page is gone, and no longer than a way may take. */
export async function whileOnItsWay(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, timeLeft()))
}

function timeLeft(): number {
  return leftAt + longestWay - performance.now()
}
