import type { Db } from '#server/platform/database.ts'
import { type ConnectionState, connectionStateOf, isFailingSince } from '#server/policy/connection-health.ts'
import type { Refusal } from '#shared/refusals.ts'
import { type CountedEnding, countEndingsByQuarter, countFailuresAfter } from './connection-health.queries.ts'
import { dates, lastDays, startOfSpan } from './overview.ts'
import type { RecordScope } from './reading-scope.ts'
import { findView, type View } from './sign-ins.queries.ts'

type Cause = { code: Refusal; count: number }

export type ConnectionHealth = {
  /** Every one of the last days, the oldest first. The causes of a day on which the connection was sound are left out. */
  days: { day: string; state: ConnectionState; succeeded: number; causes: Cause[] }[]
  /** What has failed because of the connection since the last sign-in that succeeded; null if it works, as far as is known. */
  failing: { since: Date; causes: Cause[] } | null
}

/**
 * How the connection to Microsoft has been, day by day, as the sign-ins tell: those that succeeded, and those that failed for
 * a reason that would stop anyone. They are those that the reader's list shows (R31).
 *
 * @param timeZone the reader's own, as IANA names it.
 */
export async function readConnectionHealth(
  db: Db,
  scope: RecordScope,
  timeZone: string,
  now: Date,
): Promise<ConnectionHealth> {
  const view = await findView(db, scope)
  const endings = await countEndingsByQuarter(db, view, startOfSpan(now))
  const dayOf = dates(timeZone)
  const byDay = Map.groupBy(endings, ({ at }) => dayOf(at))
  const days = lastDays(now, timeZone).map((day) => ({ day, ...summarize(byDay.get(day) ?? []) }))
  return { days, failing: await readFailing(db, view, endings, now) }
}

function summarize(endings: readonly CountedEnding[]) {
  let succeeded = 0
  const causes = new Map<Refusal, number>()
  for (const { code, count } of endings) {
    if (code === null) succeeded += count
    else causes.set(code, (causes.get(code) ?? 0) + count)
  }
  const state = connectionStateOf({ succeeded, causes })
  const isDisturbed = state === 'partly' || state === 'failing'
  return { state, succeeded, causes: isDisturbed ? mostFrequent(causes) : [] }
}

async function readFailing(db: Db, view: View, endings: readonly CountedEnding[], now: Date) {
  const lastOf = (some: readonly CountedEnding[]) => Math.max(0, ...some.map(({ last }) => last.getTime()))
  const succeededAt = lastOf(endings.filter(({ code }) => code === null))
  if (lastOf(endings.filter(({ code }) => code !== null)) <= succeededAt) return null
  const found = await countFailuresAfter(db, view, succeededAt ? new Date(succeededAt) : startOfSpan(now))
  const causes = new Map(found.map(({ code, count }) => [code, count]))
  if (!isFailingSince(causes)) return null
  const since = new Date(Math.min(...found.map(({ first }) => first.getTime())))
  return { since, causes: mostFrequent(causes) }
}

function mostFrequent(causes: ReadonlyMap<Refusal, number>): Cause[] {
  return [...causes]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code))
}
