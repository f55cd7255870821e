/** Milliseconds by which the clocks of instances, and of the database, may differ. */
export const clockTolerance = 60 * 1000

/** The time in which a stamp still counts: after `since`, and not after `until`. */
export type Span = { since: Date; until: Date }

/**
 * The span of so many milliseconds that ends now. A stamp from the future is outside of it: a clock that was ahead, or
 * was set back since, lengthens nothing (R28).
 */
export function spanOf(milliseconds: number, now: Date): Span {
  return {
    since: new Date(now.getTime() - milliseconds),
    until: new Date(now.getTime() + clockTolerance),
  }
}

/** Whether a stamp is at most so many milliseconds old, and not from the future. */
export function isWithin(milliseconds: number, stamp: Date | number, now: Date): boolean {
  const { since, until } = spanOf(milliseconds, now)
  const at = Number(stamp)
  return at > since.getTime() && at <= until.getTime()
}
