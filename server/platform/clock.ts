import { readDatabaseClock, readNewestStamp } from './clock.queries.ts'
import type { Db } from './database.ts'

/**
 * Milliseconds between two clocks: up to the first all is well; beyond the second, times are wrong, and instances no
 * longer agree on what has expired (R28).
 */
export const clockLimits = { tolerable: 2_000, wrong: 60_000 }

/** How far the database's clock is ahead of ours, in milliseconds; behind is negative. */
export async function databaseAhead(db: Db, now: () => Date): Promise<number> {
  const asked = now().getTime()
  const theirs = (await readDatabaseClock(db)).getTime()
  return theirs - (asked + now().getTime()) / 2
}

/** How far what TMAS noted last is in the future, in milliseconds; 0 if it is not. Then a clock was ahead, or was set back. */
export async function noteAhead(db: Db, now: () => Date): Promise<number> {
  const newest = await readNewestStamp(db)
  return newest ? Math.max(0, newest.getTime() - now().getTime()) : 0
}

/** How long a comparison is good for, in milliseconds: readiness is asked every few seconds. */
const goodFor = 10_000

/**
 * Compares the clocks for as long as the server runs.
 *
 * @returns what is wrong with the clock, in words for the operator; undefined if nothing is.
 */
export function watchClock(db: Db, now: () => Date): () => Promise<string | undefined> {
  let seen: { at: number; fault: string | undefined } | undefined
  return async () => {
    // Of the process, which no one sets back.
    const at = performance.now()
    if (seen && at - seen.at < goodFor) return seen.fault
    seen = { at, fault: clockFault(await databaseAhead(db, now)) }
    return seen.fault
  }
}

/** What is wrong if the database's clock is so many milliseconds ahead. */
export function clockFault(ahead: number): string | undefined {
  if (Math.abs(ahead) <= clockLimits.wrong) return undefined
  const seconds = Math.round(Math.abs(ahead) / 1000)
  return `the clock of this machine is ${seconds} seconds ${ahead > 0 ? 'behind' : 'ahead of'} the database's`
}
