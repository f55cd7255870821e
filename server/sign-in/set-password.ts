import { record } from '#server/audit/audit.ts'
import {
  deletePasswordLinks,
  type FoundLink,
  findPasswordLink,
  noteMailboxShown,
  setPasswordHash,
  takePasswordLink,
} from '#server/passwords/password-links.queries.ts'
import { findWaysToSignIn } from '#server/passwords/password-links.ts'
import { faultsOfNewPassword } from '#server/passwords/password-rules.ts'
import { listNamesAround } from '#server/passwords/passwords.queries.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { type Client, endSessionsOfUser } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { deleteSecondFactor } from '#server/users/remove-second-factor.ts'
import type { PasswordFault } from '#shared/passwords.ts'

export type SetPasswordOutcome =
  | { kind: 'set'; userId: string }
  /** The link is unknown, used or too old, or its user may not have a password now. No one is shown which. */
  | { kind: 'dead' }
  | { kind: 'faults'; faults: PasswordFault[]; username: string }

/** The link behind a token, if it can be used now. */
export async function findLivePasswordLink(
  db: Db,
  token: string | undefined,
  now: Date,
): Promise<FoundLink | undefined> {
  if (!isSecret(token)) return undefined
  const link = await findPasswordLink(db, hashSecret(token), now)
  return link && (await findWaysToSignIn(db, link.userId, now)).password ? link : undefined
}

/**
 * Sets a password with a mailed link, uses up the link and ends every session of its user, in one transaction.
 *
 * It signs no one in. The sign-in that follows proves that the person knows the new password, and passes every rule,
 * the second factor included. Only a recovery link, which the operator makes for someone who is locked out, also
 * removes the second factor (R30).
 */
export async function setPasswordByLink(
  db: Db,
  client: Client,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<SetPasswordOutcome> {
  const link = await findLivePasswordLink(db, token, now)
  if (!link) return { kind: 'dead' }
  const faults = await faultsOfNewPassword(password, await listNamesAround(db, link.userId))
  if (faults.length > 0) return { kind: 'faults', faults, username: link.username }

  // Before the transaction: hashing is slow on purpose, and locks would wait for it.
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    await lockUsers(trx, [link.userId])
    const [standing] = await listStandings(trx, [link.userId], now)
    if (!standing || refusalAtDoor({ door: 'password' }, standing, now) !== null) return { kind: 'dead' }
    // Read again under the lock: the address may have changed meanwhile, or another request may have been faster.
    const current = await findPasswordLink(trx, hashSecret(token), now)
    if (!current || !(await takePasswordLink(trx, current.id))) return { kind: 'dead' }
    await deletePasswordLinks(trx, [link.userId])
    await setPasswordHash(trx, link.userId, passwordHash)
    await noteMailboxShown(trx, link.userId)
    const actor = { kind: 'user' as const, userId: link.userId, ...client }
    await endSessionsOfUser(trx, link.userId, { exceptId: null }, 'password_changed', actor, now)
    if (current.kind === 'recovery') await deleteSecondFactor(trx, actor, standing, 'recovery', now)
    await record(trx, actor, now, {
      customerId: link.customerId,
      action: 'password.set',
      detail: { userId: link.userId, by: link.kind },
    })
    return { kind: 'set', userId: link.userId }
  })
}
