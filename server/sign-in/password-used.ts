import type { UserActor } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Trx } from '#server/platform/database.ts'
import { isExempt, isManager } from '#server/policy/doors.ts'
import type { UserStanding } from '#server/sessions/standings.queries.ts'
import { hasUsedExemption } from './password-used.queries.ts'

/** Milliseconds in which one mail about a manager's password is enough. */
const quiet = 24 * 60 * 60 * 1000

/**
 * Mails the other managers that a manager has used a password where mandatory authentication is on (R30): the way in that
 * is left open is the one worth watching. At most once a day for each of them, so that it is read. Someone with an
 * exception by name was announced when it was made.
 */
export async function tellOfPasswordUse(
  trx: Trx,
  standing: UserStanding,
  actor: UserActor,
  now: Date,
): Promise<void> {
  if (!isManager(standing) || !isExempt(standing, now)) return
  const { userId, customerId } = standing
  const since = new Date(now.getTime() - quiet)
  if (await hasUsedExemption(trx, standing, since)) return
  await queueManagerNotice(trx, customerId, actor, { kind: 'password_used', userId }, now)
}
