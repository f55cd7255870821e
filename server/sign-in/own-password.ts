import { type Actor, record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { type Client, endSessionsOfUser, type SignedIn } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { deletePasswordLinks, setPasswordHash } from '#server/users/password-links.queries.ts'
import { hashPassword, isPassword } from '#server/users/passwords.ts'
import { findUserByUsername } from '#server/users/users.queries.ts'
import { passwordFaults } from '#shared/passwords.ts'
import { countPasswordTry, forgetPasswordTries } from './password-tries.ts'

/** Whether the person has a password, or none yet, or their chain allows none. */
export type PasswordState = 'set' | 'none' | 'not_allowed'

export async function passwordStateOf(db: Db, { user }: SignedIn): Promise<PasswordState> {
  const [standing] = await listStandings(db, [user.id])
  if (!standing || refusalAtDoor({ door: 'password' }, standing) !== null) return 'not_allowed'
  const found = await findUserByUsername(db, foldAddress(user.username))
  return found?.passwordHash ? 'set' : 'none'
}

/**
 * Changes one's own password, which takes the old one: a session alone, left open or stolen, does not do. Every other
 * session of the person ends with it (R28), and every mailed link.
 *
 * Guessing at the old password is slowed like guessing at the door (R29).
 *
 * @throws {Problem} `throttled`; `invalid_request` with `errors.currentPassword`, or with the faults of the new password,
 *   comma-separated, in `errors.newPassword`; `microsoft_required` where the chain allows no password.
 */
export async function changeOwnPassword(
  db: Db,
  { user, sessionId }: SignedIn,
  client: Client,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  now: () => Date,
): Promise<void> {
  const name = foldAddress(user.username)
  const wait = await countPasswordTry(db, name, client.ip, now())
  if (wait > 0) throw new Problem('throttled', 'Too many tries. Wait a minute.', { retryAfterSeconds: wait })
  const found = await findUserByUsername(db, name)
  if (found?.id !== user.id || !(await isPassword(currentPassword, found.passwordHash))) throw notTheOldOne()
  const faults = passwordFaults(newPassword)
  if (faults.length > 0)
    throw new Problem('invalid_request', 'The new password lacks something.', {
      errors: { newPassword: faults.join(',') },
    })

  const passwordHash = await hashPassword(newPassword)
  await db.transaction().execute(async (trx) => {
    await lockUsers(trx, [user.id])
    const [standing] = await listStandings(trx, [user.id])
    const current = await findUserByUsername(trx, name)
    // Changed by somebody else while this one was being checked.
    if (!standing || current?.passwordHash !== found.passwordHash) throw notTheOldOne()
    if (refusalAtDoor({ door: 'password' }, standing) !== null)
      throw new Problem('microsoft_required', 'Your chain signs in with Microsoft only.')
    await setPasswordHash(trx, user.id, passwordHash)
    await deletePasswordLinks(trx, [user.id])
    const actor: Actor = { kind: 'user', userId: user.id, ...client }
    await endSessionsOfUser(trx, user.id, { exceptId: sessionId }, 'password_changed', actor, now())
    await record(trx, actor, now(), {
      customerId: found.customerId,
      action: 'password.set',
      detail: { userId: user.id, by: 'old_password' },
    })
  })
  await forgetPasswordTries(db, name)
}

function notTheOldOne() {
  return new Problem('invalid_request', 'The current password is not right.', {
    errors: { currentPassword: 'is not right' },
  })
}
