import { randomUUIDv7 } from 'node:crypto'
import { record } from '#server/audit/audit.ts'
import { newReference } from '#server/platform/secret.ts'
import { foldAddress } from '#server/policy/address.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { startSession } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { isPassword } from '#server/users/passwords.ts'
import { findUserByUsername, setLastSignIn } from '#server/users/users.queries.ts'
import type { Refusal } from '#shared/refusals.ts'
import { insertAttempt } from './attempts.queries.ts'
import { type Refused, refuseWithoutAttempt, succeedAttempt } from './attempts.ts'
import type { Browser, SignInDeps } from './microsoft.ts'
import { countPasswordTry, forgetPasswordTries } from './password-tries.ts'
import { signInEnded } from './sign-in-ended.ts'

export type PasswordOutcome =
  | { kind: 'signed_in'; sessionSecret: string }
  | { kind: 'refused'; refused: Refused }
  | { kind: 'throttled'; retryAfterSeconds: number }

/**
 * A sign-in with username and password.
 *
 * Nothing tells whether the name exists: the work, the answer and its time are the same (R29). Whether the account is
 * disabled, or must use Microsoft, is told only after the right password (R18).
 */
export async function signInWithPassword(
  deps: SignInDeps,
  browser: Browser,
  { username, password, returnTo }: { username: string; password: string; returnTo: string },
): Promise<PasswordOutcome> {
  const { db, now } = deps
  const name = foldAddress(username)
  const wait = await countPasswordTry(db, name, browser.client.ip, now())
  if (wait > 0) {
    signInEnded.tell({ door: 'password', code: 'throttled', verdicts: [] })
    return { kind: 'throttled', retryAfterSeconds: wait }
  }

  // PostgreSQL holds no NUL in a text, and would make an error of one.
  const user = name.includes('\0') ? undefined : await findUserByUsername(db, name)
  const proven = await isPassword(password, user?.passwordHash)
  const refuse = async (code: Refusal): Promise<PasswordOutcome> => {
    const findings = user ? { userId: user.id } : {}
    const refused = await refuseWithoutAttempt(db, code, browser.client, now(), {
      door: 'password',
      returnTo,
      findings,
    })
    // Whether the name exists is for the record alone (R18): page, address and API say the same of both.
    return {
      kind: 'refused',
      refused: { ...refused, code: code === 'unknown_user' ? 'wrong_password' : code },
    }
  }
  if (!user) return refuse('unknown_user')
  if (!proven) return refuse('wrong_password')

  const outcome = await db.transaction().execute(async (trx) => {
    await lockUsers(trx, [user.id])
    const [standing] = await listStandings(trx, [user.id])
    // Deleted, or given another password, while this one was being checked.
    const current = await findUserByUsername(trx, name)
    if (!standing || current?.passwordHash !== user.passwordHash) return 'wrong_password'
    const refusal = refusalAtDoor({ door: 'password' }, standing)
    if (refusal) return refusal

    const { client, sessionSecret: replaces } = browser
    const attempt = {
      id: randomUUIDv7(),
      reference: newReference(),
      door: 'password' as const,
      startedAt: now(),
      returnTo,
      ...client,
    }
    await insertAttempt(trx, attempt)
    await succeedAttempt(trx, attempt, standing, {}, now())
    const session = await startSession(
      trx,
      standing,
      { door: 'password' },
      { attemptId: attempt.id, client, now: now(), replaces },
    )
    if ('refusal' in session) throw new Error(`the door refuses whom it was asked for: ${session.refusal}`)
    await setLastSignIn(trx, user.id, now())
    await record(trx, { kind: 'user', userId: user.id, ...client }, now(), {
      customerId: user.customerId,
      action: 'sign-in.completed',
      detail: { userId: user.id, door: 'password', reference: attempt.reference },
    })
    return { kind: 'signed_in' as const, sessionSecret: session.secret }
  })
  if (typeof outcome === 'string') return refuse(outcome)
  signInEnded.tell({ door: 'password', code: null, verdicts: [] })
  await forgetPasswordTries(db, name)
  return outcome
}
