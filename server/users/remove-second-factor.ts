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
import { requireProof } from '#server/sessions/proof.ts'
import { endSessionsOfUser } from '#server/sessions/sessions.ts'
import { listStandings, type UserStanding } from '#server/sessions/standings.queries.ts'
import { type Acting, forbidden, isThemselves } from './acting.ts'
import { takeUserWithinReach } from './reach.ts'

/**
 * Removes all of the second factor of someone who has lost it, and ends their sessions. They are notified by mail and,
 * if they are a manager, so is every manager (R27). Does nothing if there is none.
 *
 * Not for oneself, because one's own is removed with more than a manager's right (`own-second-factor.ts`). Not with an
 * API key: someone has to make sure that it is really the user (OWASP ASVS 5.0, 6.4.4), and has to prove that
 * they are the manager (R33).
 *
 * @throws {Problem} `not_found`; `forbidden`, also for oneself; `proof_required`.
 */
export function removeSecondFactor(db: Db, acting: Acting, userId: string, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    if (acting.actor.kind === 'api_key') throw forbidden()
    await takeUserWithinReach(trx, acting, userId)
    if (await isThemselves(trx, acting, userId)) throw forbidden()
    if (acting.actor.kind === 'user')
      await requireProof(trx, { userId: acting.actor.userId, sessionId: acting.sessionId }, now)
    const [standing] = await listStandings(trx, [userId], now)
    if (!standing || !(await deleteSecondFactor(trx, acting.actor, standing, 'manager', now))) return
    await endSessionsOfUser(trx, userId, { exceptId: null }, 'second_factor_changed', acting.actor, now)
  })
}

/**
 * Removes every kind of second factor, in the caller's transaction.
 *
 * @returns false if there was none.
 */
export async function deleteSecondFactor(
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
