import type { UserActor } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { knownDevice } from '#server/passwords/marks.ts'
import type { Trx } from '#server/platform/database.ts'
import { isExempt, isManager } from '#server/policy/doors.ts'
import type { UserStanding } from '#server/sessions/standings.queries.ts'
import { hasUsedExemption } from './password-used.queries.ts'

/** Milliseconds in which one mail about a manager's password is enough. */
const quiet = 24 * 60 * 60 * 1000

/**
 * Mails the other managers that a manager has used a password where mandatory authentication is on (R30): the way in that
 * is left open is the one worth watching. It is at most once a day for what happens on devices that the manager has
 * signed in on before, so that it is read. From any other device it is always mailed, because the manager's own use must
 * not hide a thief's. Someone with an exception by name was announced when it was made.
 *
 * @param device the cookie that says which accounts have signed in on this device (R29).
 */
export async function tellOfPasswordUse(
  trx: Trx,
  standing: UserStanding,
  { actor, device }: { actor: UserActor; device: string | undefined },
  now: Date,
): Promise<void> {
  if (!isManager(standing) || !isExempt(standing, now)) return
  const { userId, customerId } = standing
  const since = new Date(now.getTime() - quiet)
  const isKnown = (await knownDevice(trx, userId, device, now)) !== undefined
  if (isKnown && (await hasUsedExemption(trx, standing, since))) return
  await queueManagerNotice(trx, customerId, actor, { kind: 'password_used', userId }, now)
}
