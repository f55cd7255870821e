import type { Db } from '#server/platform/database.ts'
import type { Acting } from '#server/users/acting.ts'
import type { PeopleCounts } from '#server/users/user-list.queries.ts'
import { countSeen } from '#server/users/user-list.ts'
import { canSomewhere, type Membership } from '#shared/permissions.ts'
import { countByQuarter, type Outcomes } from './overview.queries.ts'
import { scopeOf } from './reading-scope.ts'
import { findView } from './sign-ins.queries.ts'

/** How many days the overview of sign-ins has, today included. */
const overviewDays = 30

export type Overview = {
  /** Every one of the days, the oldest first. */
  days: (Outcomes & { day: string })[]
  /** Null for managers who administer no users. */
  people: PeopleCounts | null
}

/**
 * What a manager's home page counts: the sign-ins of the last days by outcome, and the people of their branch by how far
 * they have come with Microsoft. Each number is what the list behind it has.
 *
 * @param timeZone the reader's own, as IANA names it.
 * @throws {Problem} `forbidden` for people who may read no records.
 */
export async function readOverview(
  db: Db,
  acting: Acting,
  memberships: readonly Membership[],
  timeZone: string,
  now: Date,
): Promise<Overview> {
  const scope = scopeOf(acting.customerId, memberships)
  const [quarters, people] = await Promise.all([
    countByQuarter(db, await findView(db, scope), startOfSpan(now)),
    canSomewhere(memberships, 'user.read') ? countSeen(db, acting) : null,
  ])
  const days = new Map(lastDays(now, timeZone).map((day) => [day, { succeeded: 0, refused: 0, pending: 0 }]))
  const dayOf = dates(timeZone)
  for (const { at, succeeded, refused, pending } of quarters) {
    const day = days.get(dayOf(at))
    if (!day) continue
    day.succeeded += succeeded
    day.refused += refused
    day.pending += pending
  }
  return { days: [...days].map(([day, outcomes]) => ({ day, ...outcomes })), people }
}

const dayMs = 24 * 60 * 60 * 1000

/** Early enough for every time zone. What is older than the first day is not shown. */
export function startOfSpan(now: Date): Date {
  return new Date(now.getTime() - (overviewDays + 1) * dayMs)
}

/** The dates of the last days at a place, the oldest first. */
export function lastDays(now: Date, timeZone: string): string[] {
  const today = Date.parse(`${dates(timeZone)(now)}T00:00:00Z`)
  return Array.from({ length: overviewDays }, (_, index) =>
    new Date(today - (overviewDays - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}

/** The date of a moment at a place, as in `2026-11-29`. */
export function dates(timeZone: string): (moment: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (moment) => format.format(moment)
}
