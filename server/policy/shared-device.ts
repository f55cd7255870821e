import { isWithin } from './time.ts'

/** Minutes without use after which a session on a shared computer ends, where no chain says otherwise (R38). */
export const usualIdleMinutes = 5

/** Milliseconds in which a page has to be seen again after the last window was closed: a reload, or the next page. */
const returnWithin = 10_000

/** A session on a shared computer, as far as its limits go. */
export type OnSharedDevice = {
  /** What the computer's chain says, and the person's; null where it says nothing. */
  idleMinutes: readonly (number | null)[]
  lastUsedAt: Date
  /** When the last window of the console was closed there. */
  leftAt: Date | null
}

/** Milliseconds without use after which it ends: the shorter of what the chains say. */
export function idleLimitOf(said: readonly (number | null)[]): number {
  return Math.min(...said.map((minutes) => minutes ?? usualIdleMinutes)) * 60_000
}

/** Whether it goes on: it was used lately, and its last window was not closed. */
export function goesOn({ idleMinutes, lastUsedAt, leftAt }: OnSharedDevice, now: Date): boolean {
  if (leftAt !== null && !isWithin(returnWithin, leftAt, now)) return false
  return isWithin(idleLimitOf(idleMinutes), lastUsedAt, now)
}
