import { type Actor, record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { refusalAtDoor, rehearsedRefusal } from '#server/policy/doors.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { type Client, endSessionsOfUser } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers, type UserStanding } from '#server/sessions/standings.queries.ts'
import { passwordFaults } from '#shared/passwords.ts'
import { deletePasswordLinks, setPasswordHash } from './password-links.queries.ts'
import { countPasswordTry, forgetPasswordTries } from './password-tries.ts'
import { findUserByUsername } from './passwords.queries.ts'
import { hashPassword, isPassword } from './passwords.ts'

/** Whether the person has a password, or none yet, or their chain allows none. */
export type PasswordState = 'set' | 'none' | 'not_allowed'

export async function passwordStateOf(db: Db, { user }: SignedIn): Promise<PasswordState> {
  const [standing] = await listStandings(db, [user.id])
  if (!standing || refusalAtDoor({ door: 'password' }, standing) !== null) return 'not_allowed'
  const found = await findUserByUsername(db, foldAddress(user.username))
  return found?.passwordHash ? 'set' : 'none'
}

/** Whether mandatory authentication is rehearsed for somebody who has not come in with Microsoft yet. */
export async function isMicrosoftSoon(db: Db, { user }: SignedIn): Promise<boolean> {
  if (user.microsoftLink !== null) return false
  const [standing] = await listStandings(db, [user.id])
  return standing !== undefined && rehearsedRefusal(standing) !== null
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
  const proven = await proveOwnPassword(db, user, client, currentPassword, 'currentPassword', now)
  const faults = passwordFaults(newPassword)
  if (faults.length > 0)
    throw new Problem('invalid_request', 'The new password lacks something.', {
      errors: { newPassword: faults.join(',') },
    })

  const passwordHash = await hashPassword(newPassword)
  await db.transaction().execute(async (trx) => {
    const { customerId } = await takeOneself(trx, proven)
    await setPasswordHash(trx, user.id, passwordHash)
    await deletePasswordLinks(trx, [user.id])
    const actor: Actor = { kind: 'user', userId: user.id, ...client }
    await endSessionsOfUser(trx, user.id, { exceptId: sessionId }, 'password_changed', actor, now())
    await record(trx, actor, now(), {
      customerId,
      action: 'password.set',
      detail: { userId: user.id, by: 'old_password' },
    })
  })
  await forgetPasswordTries(db, proven.name)
}

/** A password that a person has given again, and that was right then. */
export type ProvenPassword = {
  userId: string
  name: string
  passwordHash: string | null
  field: PasswordField
}

type PasswordField = 'currentPassword' | 'password'

/**
 * Asks somebody who is signed in for their password again: a session alone, left open or stolen, does not do. Guessing is
 * slowed like guessing at the door (R29); forget the tries when all is done.
 *
 * @param field what the password is called in the request, for `errors`.
 * @throws {Problem} `throttled`; `invalid_request`.
 */
export async function proveOwnPassword(
  db: Db,
  user: { id: string; username: string },
  client: Client,
  password: string,
  field: PasswordField,
  now: () => Date,
): Promise<ProvenPassword> {
  const name = foldAddress(user.username)
  const wait = await countPasswordTry(db, name, client.ip, now())
  if (wait > 0)
    throw new Problem('throttled', 'Too many attempts. Wait a minute.', { retryAfterSeconds: wait })
  const found = await findUserByUsername(db, name)
  if (found?.id !== user.id || !(await isPassword(password, found.passwordHash))) throw notTheirs(field)
  return { userId: user.id, name, passwordHash: found.passwordHash, field }
}

/**
 * Locks the person, and looks again: the password is still the one that was given, and its door is open.
 *
 * @throws {Problem} `invalid_request`; `microsoft_required` where the chain allows no password.
 */
export async function takeOneself(
  trx: Trx,
  { userId, name, passwordHash, field }: ProvenPassword,
): Promise<UserStanding> {
  await lockUsers(trx, [userId])
  const [standing] = await listStandings(trx, [userId])
  const current = await findUserByUsername(trx, name)
  // Changed by somebody else while this one was being checked.
  if (!standing || current?.passwordHash !== passwordHash) throw notTheirs(field)
  if (refusalAtDoor({ door: 'password' }, standing) !== null)
    throw new Problem('microsoft_required', 'Your chain signs in with Microsoft only.')
  return standing
}

function notTheirs(field: PasswordField) {
  return new Problem('invalid_request', 'The password is not right.', { errors: { [field]: 'is not right' } })
}
