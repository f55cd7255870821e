import { type Actor, record } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { findReader } from '#server/mail/readers.queries.ts'
import { makePasswordLink } from '#server/passwords/password-links.ts'
import { findUserByUsername } from '#server/passwords/passwords.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { isManager } from '#server/policy/doors.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { isOpen } from '#shared/end-date.ts'

/**
 * Makes a one-time link with which a locked-out manager sets a new password, and notifies every manager of the
 * customer (R27). For the operator, who gives the link to the manager in person, because the manager's mailbox may be
 * what was lost.
 *
 * @throws {Problem} `not_found`; `account_disabled`; `forbidden` if the user is not a manager: their manager can help
 *   them.
 */
export function recoverManager(
  db: Db,
  actor: Actor,
  username: string,
  origin: string,
  now: Date,
): Promise<{ link: string; expiresAt: Date }> {
  return db.transaction().execute(async (trx) => {
    const user = await findUserByUsername(trx, username)
    if (!user) throw new Problem('not_found', 'There is no user of this name.')
    await lockUsers(trx, [user.id])
    const [standing] = await listStandings(trx, [user.id], now)
    const reader = await findReader(trx, user.id)
    if (!standing || !reader) throw new Problem('not_found', 'There is no user of this name.')
    if (!isManager(standing))
      throw new Problem(
        'forbidden',
        'Only a manager can be recovered. Their own manager can help other users.',
      )
    if (!isOpen(standing, now))
      throw new Problem(
        'account_disabled',
        'This manager is disabled, or their account has ended. Another manager can change that.',
      )

    const { link, expiresAt } = await makePasswordLink(trx, reader, 'recovery', origin, now)
    const { customerId } = reader
    await record(trx, actor, now, { customerId, action: 'manager.recovered', detail: { userId: user.id } })
    await queueManagerNotice(trx, customerId, actor, { kind: 'manager_recovered', userId: user.id }, now)
    return { link, expiresAt }
  })
}
