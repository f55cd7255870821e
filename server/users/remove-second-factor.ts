import { type Actor, record } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { isManager } from '#server/policy/doors.ts'
import { queueFactorLetter } from '#server/second-factor/second-factor-letters.ts'
import {
  deleteApp,
  deletePasskeys,
  deleteRecoveryCodes,
  deleteUnfinished,
} from '#server/second-factor/second-factors.queries.ts'
import { endSessionsOfUser } from '#server/sessions/sessions.ts'
import { listStandings, type UserStanding } from '#server/sessions/standings.queries.ts'
import { type Acting, forbidden, isThemselves } from './acting.ts'
import { takeUserWithinReach } from './reach.ts'

/**
 * Removes the second factor of somebody who has lost it, all of it, and ends their sessions. They are told by mail, and
 * where they are a manager, every manager (R27). Does nothing where there is none.
 *
 * Not for oneself: a session that is left open or stolen must not do it without the password (`own-second-factor.ts`), nor
 * by way of an API key, which such a session can make.
 *
 * @throws {Problem} `not_found`; `forbidden`, also for oneself.
 */
export function removeSecondFactor(db: Db, acting: Acting, userId: string, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await takeUserWithinReach(trx, acting, userId)
    if (await isThemselves(trx, acting, userId)) throw forbidden()
    const [standing] = await listStandings(trx, [userId])
    if (!standing || !(await takeAway(trx, acting.actor, standing, 'manager', now))) return
    await endSessionsOfUser(trx, userId, { exceptId: null }, 'second_factor_changed', acting.actor, now)
  })
}

/**
 * Takes everything away that is a second factor, in the transaction of what it belongs to.
 *
 * @returns false where there was nothing.
 */
export async function takeAway(
  trx: Trx,
  actor: Actor,
  standing: UserStanding,
  by: 'manager' | 'recovery',
  now: Date,
): Promise<boolean> {
  const { userId, customerId } = standing
  const hadApp = await deleteApp(trx, userId)
  const hadPasskeys = (await deletePasskeys(trx, userId)) > 0
  if (!hadApp && !hadPasskeys) return false
  await deleteRecoveryCodes(trx, userId)
  await deleteUnfinished(trx, userId)
  const detail = { userId, kind: 'all', by } as const
  await record(trx, actor, now, { customerId, action: 'second-factor.removed', detail })
  await queueFactorLetter(
    trx,
    userId,
    ({ removed }) => ({ subject: removed.subject, text: removed.all }),
    now,
  )
  if (isManager(standing))
    await queueManagerNotice(trx, customerId, actor, { kind: 'second_factor_removed', userId }, now)
  return true
}
