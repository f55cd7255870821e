import type { Db } from '#server/platform/database.ts'
import type { Attempt } from './attempts.queries.ts'
import { attemptLifetime, type Refused } from './attempts.ts'
import { deleteUnreturnedSurplus } from './bounds.queries.ts'
import { listPendingSince } from './end-attempt.queries.ts'
import { refuseAttempt, withoutSecondFactor } from './end-attempt.ts'

/**
 * Ends the attempts that left for Microsoft and did not come back, and those whose password was right but whose second
 * factor never came (R17), in small batches; after a flood, the rest in the next round.
 */
export async function closeUnreturned(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - attemptLifetime)
  await deleteUnreturnedSurplus(db, before)
  for (let round = 0; round < 20; round += 1) {
    const unreturned = await listPendingSince(db, before, 200)
    for (const attempt of unreturned) {
      if (attempt.door === 'password') {
        const findings = withoutSecondFactor(attempt.userId ?? undefined, 'not given in time')
        await refuseAttempt(db, attempt, 'expired', findings, now)
      } else await closeAbandoned(db, attempt, now)
    }
    if (unreturned.length < 200) return
  }
}

/** Ends an attempt that nothing came back for. If the browser had blocked the pop-up, that is the likelier reason. */
export function closeAbandoned(db: Db, attempt: Attempt, now: Date): Promise<Refused> {
  return refuseAttempt(db, attempt, attempt.popupBlocked ? 'popup_blocked' : 'not_returned', {}, now)
}
