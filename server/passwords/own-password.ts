import { type Actor, record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldUsername } from '#server/policy/address.ts'
import { refusalAtDoor, rehearsedRefusal } from '#server/policy/doors.ts'
import { renewSession, requireProof } from '#server/sessions/proof.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { type Client, endSessionsOfUser } from '#server/sessions/sessions.ts'
import {
  findNextWave,
  listStandings,
  lockUsers,
  type UserStanding,
} from '#server/sessions/standings.queries.ts'
import { forget, giveBack, lookInTurn, takeTurn } from './guessing.ts'
import { deletePasswordLinks, setPasswordHash } from './password-links.queries.ts'
import { faultsOfNewPassword } from './password-rules.ts'
import { findUserByUsername, listNamesAround } from './passwords.queries.ts'
import { hashPassword, isPassword } from './passwords.ts'

/** Whether the person has a password, or none yet, or their chain allows none. */
export type PasswordState = 'set' | 'none' | 'not_allowed'

export async function passwordStateOf(db: Db, { user }: SignedIn, now: Date): Promise<PasswordState> {
  const [standing] = await listStandings(db, [user.id], now)
  if (!standing || refusalAtDoor({ door: 'password' }, standing, now) !== null) return 'not_allowed'
  const found = await findUserByUsername(db, user.username)
  return found?.passwordHash ? 'set' : 'none'
}

/**
 * Whether someone who has not signed in with Microsoft yet will soon have nothing else: mandatory authentication is
 * rehearsed for them, or a roll-out has a day for them (R36), which is then told.
 */
export async function findMicrosoftSoon(
  db: Db,
  { user }: SignedIn,
  now: Date,
): Promise<{ microsoftSoon: boolean; microsoftFrom: string | null }> {
  if (user.microsoftLink !== null) return { microsoftSoon: false, microsoftFrom: null }
  const microsoftFrom = await findNextWave(db, user.id)
  const [standing] = await listStandings(db, [user.id], now)
  const isRehearsed = standing !== undefined && rehearsedRefusal(standing, now) !== null
  return { microsoftSoon: microsoftFrom !== null || isRehearsed, microsoftFrom }
}

/**
 * Changes the caller's own password. It needs fresh proof, which asks for the second factor too (R33), and the old
 * password: someone who finds a session that was opened a moment ago does not know it. Every other session of the person
 * ends (R28), and so does every mailed link.
 *
 * Guessing the old password is slowed as in a sign-in (R29).
 *
 * @returns the new secret of the session, for its cookie.
 * @throws {Problem} `proof_required`; `throttled`; `invalid_request` with `errors.currentPassword` or, with the faults of the new
 *   password separated by commas, `errors.newPassword`; `microsoft_required` if the chain allows no password.
 */
export async function changeOwnPassword(
  db: Db,
  { user, sessionId }: SignedIn,
  client: Client,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  now: () => Date,
): Promise<string> {
  const owner = { ...user, sessionId }
  const proven = await proveOwnPassword(db, owner, client, currentPassword, 'currentPassword', now)
  const faults = await faultsOfNewPassword(newPassword, await listNamesAround(db, user.id))
  if (faults.length > 0)
    throw new Problem('invalid_request', 'The new password lacks something.', {
      errors: { newPassword: faults.join(',') },
    })

  const passwordHash = await hashPassword(newPassword)
  const secret = await db.transaction().execute(async (trx) => {
    const { customerId } = await lockOwnUser(trx, proven, now())
    await requireProof(trx, { userId: user.id, sessionId }, now())
    await setPasswordHash(trx, user.id, passwordHash)
    await deletePasswordLinks(trx, [user.id])
    const actor: Actor = { kind: 'user', userId: user.id, ...client }
    await endSessionsOfUser(trx, user.id, { exceptId: sessionId }, 'password_changed', actor, now())
    await record(trx, actor, now(), {
      customerId,
      action: 'password.set',
      detail: { userId: user.id, by: 'old_password' },
    })
    const renewed = await renewSession(trx, sessionId, now())
    if (renewed === undefined) throw new Problem('not_signed_in', 'The session has ended meanwhile.')
    return renewed
  })
  return secret
}

/** A password that a person has entered again, and that was right at that moment. */
export type ProvenPassword = {
  userId: string
  username: string
  passwordHash: string | null
  field: PasswordField
}

type PasswordField = 'currentPassword' | 'password'

/**
 * Asks a signed-in person for their password again: a session alone, left open or stolen, is not enough. Guessing is
 * slowed as in a sign-in (R29), in a lane of this session's own, so that no one outside can close it.
 *
 * @param field the name of the password in the request, for `errors`.
 * @throws {Problem} `throttled`; `invalid_request`.
 */
export async function proveOwnPassword(
  db: Db,
  user: { id: string; username: string; sessionId: string },
  client: Client,
  password: string,
  field: PasswordField,
  now: () => Date,
): Promise<ProvenPassword> {
  const { username } = user
  const name = foldUsername(username)
  const guesser = { ip: client.ip, device: `session ${user.sessionId}` }
  const turn = await takeTurn(db, { kind: 'password', name }, guesser, now())
  if (turn.kind === 'wait') {
    const { retryAfterSeconds } = turn
    throw new Problem('throttled', 'Too many attempts. Wait a minute.', { retryAfterSeconds })
  }
  const found = await findUserByUsername(db, username)
  const isRight = await lookInTurn(db, turn, () => isPassword(password, found?.passwordHash, turn), now)
  if (found?.id !== user.id || !isRight) throw wrongPassword(field)
  await giveBack(db, turn)
  await forget(db, turn)
  return { userId: user.id, username, passwordHash: found.passwordHash, field }
}

/**
 * Locks the person, and checks again: the password is still the one that was entered, and it is still allowed.
 *
 * @throws {Problem} `invalid_request`; `microsoft_required` if the chain allows no password.
 */
export async function lockOwnUser(
  trx: Trx,
  { userId, username, passwordHash, field }: ProvenPassword,
  now: Date,
): Promise<UserStanding> {
  await lockUsers(trx, [userId])
  const [standing] = await listStandings(trx, [userId], now)
  const current = await findUserByUsername(trx, username)
  // Someone else changed it while it was being checked.
  if (!standing || current?.passwordHash !== passwordHash) throw wrongPassword(field)
  if (refusalAtDoor({ door: 'password' }, standing, now) !== null)
    throw new Problem('microsoft_required', 'Your chain signs in with Microsoft only.')
  return standing
}

function wrongPassword(field: PasswordField) {
  return new Problem('invalid_request', 'The password is incorrect.', { errors: { [field]: 'is not right' } })
}
