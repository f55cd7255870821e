import type { Db } from '#server/platform/database.ts'
import { confirmationOf } from '#server/policy/confirmation.ts'
import { goesOn } from '#server/policy/shared-device.ts'
import { spanOf } from '#server/policy/time.ts'
import { listClosedByDay } from './closed-by-day.ts'
import { listUsableSessions } from './sessions.queries.ts'
import { idleLimit } from './sessions.ts'

/**
 * Those of these sessions that would still be accepted with their next request, in as many statements as for one of them.
 * Asking does not count as use.
 */
export async function listLiveSessions(
  db: Db,
  sessionIds: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const usable = (await listUsableSessions(db, sessionIds, now, spanOf(idleLimit, now))).filter((found) => {
    if (found.stamps && confirmationOf(found.stamps, now) === 'overdue') return false
    return !found.sharedDevice || goesOn({ ...found.sharedDevice, ...found }, now)
  })
  const withPassword = usable.filter(({ door }) => door === 'password').map(({ userId }) => userId)
  const closed = await listClosedByDay(db, withPassword, now)
  return new Set(
    usable.filter(({ door, userId }) => door !== 'password' || !closed.has(userId)).map(({ id }) => id),
  )
}
