/**
 * The second step of a password sign-in (R30), after the right password:
 *
 *   findWait          who waits in this browser: ten minutes, once                    second-factor-wait.ts
 *   takeTurn          the attempt is counted before anything is checked               guessing.ts
 *   lock, ask again   the rules, the password or the factor may have changed
 *   proveCode, or     a code, a recovery code                                         prove-factor.ts
 *   provePasskey      or a passkey's signature                                        prove-passkey.ts
 *   completePasswordSignIn  the session, which asks for the proof itself                    password.ts
 */

import { findAttemptById } from '#server/attempts/attempts.queries.ts'
import type { Refused } from '#server/attempts/attempts.ts'
import { refuseAttempt, refuseWithoutAttempt, withoutSecondFactor } from '#server/attempts/end-attempt.ts'
import { signInEnded } from '#server/attempts/sign-in-ended.ts'
import { forget, giveBack, mayReportGuessing, type Turn, takeTurn } from '#server/passwords/guessing.ts'
import { knownDevice } from '#server/passwords/marks.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { askForPasskey, type SignedByPasskey, type Site } from '#server/second-factor/passkeys.ts'
import { proveCode } from '#server/second-factor/prove-factor.ts'
import { provePasskey } from '#server/second-factor/prove-passkey.ts'
import { queueFactorLetter } from '#server/second-factor/second-factor-letters.ts'
import { setChallenge, takeWait, type Wait } from '#server/second-factor/second-factor-wait.queries.ts'
import { findWait, takeChallenge } from '#server/second-factor/second-factor-wait.ts'
import { listPasskeys } from '#server/second-factor/second-factors.queries.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import type { ProvenFactor } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import type { Refusal } from '#shared/refusals.ts'
import { completePasswordSignIn, turnedAway } from './password.ts'

export type SecondStep =
  | { kind: 'signed_in'; sessionSecret: string; userId: string; returnTo: string }
  /** The wait is over: nothing more can be tried in it. */
  | { kind: 'refused'; refused: Refused }
  /** Wrong; another one may be tried. */
  | { kind: 'wrong'; reference: string }
  | { kind: 'throttled'; retryAfterSeconds: number; ticket: string | undefined }

/** What the page offers to the person waiting in this browser; undefined if no one is. */
export async function findOffer({ db, now }: SignInDeps, waitSecret: string | undefined) {
  const wait = await findWait(db, waitSecret, now())
  if (!wait) return undefined
  return {
    hasFactor: await hasSecondFactor(db, wait.userId),
    hasPasskey: (await listPasskeys(db, wait.userId)).length > 0,
  }
}

/** A code of the app, or a recovery code. */
export function finishWithCode(
  deps: SignInDeps,
  browser: Browser,
  waitSecret: string | undefined,
  code: string,
): Promise<SecondStep> {
  const { sealer, now } = deps
  return finish(deps, browser, waitSecret, async ({ userId }) => (trx) => {
    return proveCode(trx, sealer, userId, code, now())
  })
}

/** What one of the person's passkeys has to sign; undefined if no one waits in this browser, or they have none. */
export async function challengePasskey({ db, now }: SignInDeps, site: Site, waitSecret: string | undefined) {
  const wait = await findWait(db, waitSecret, now())
  const passkeys = wait ? await listPasskeys(db, wait.userId) : []
  if (!wait || passkeys.length === 0) return undefined
  const options = await askForPasskey(site, passkeys)
  await setChallenge(db, wait, options.challenge, now())
  return options
}

/** A challenge, signed by a passkey. */
export function finishWithPasskey(
  deps: SignInDeps,
  site: Site,
  browser: Browser,
  waitSecret: string | undefined,
  signed: SignedByPasskey,
): Promise<SecondStep> {
  const { db, now } = deps
  return finish(deps, browser, waitSecret, async (wait) => {
    const challenge = await takeChallenge(db, wait, now())
    return provePasskey(db, site, wait, { challenge, signed, client: browser.client }, now())
  })
}

/** @param prepare runs before the locks are taken; its result proves the factor under them. */
async function finish(
  deps: SignInDeps,
  browser: Browser,
  waitSecret: string | undefined,
  prepare: (wait: Wait) => Promise<(trx: Trx) => Promise<ProvenFactor | undefined>>,
): Promise<SecondStep> {
  const { db, now } = deps
  const wait = await findWait(db, waitSecret, now())
  if (!wait) return { kind: 'refused', refused: { code: 'expired', returnTo: '/', chainId: null } }
  const { userId } = wait
  const device = await knownDevice(db, userId, browser.device, now())
  const guesser = { ip: browser.client.ip, ticket: browser.ticket, device }
  const turn = await takeTurn(db, { kind: 'code', userId }, guesser, now())
  if (turn.kind === 'wait') return turnedAway(turn)

  const prove = await prepare(wait)
  const outcome = await db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    // One moment for all that is decided: a day may begin meanwhile (R36).
    const at = now()
    const [standing] = await listStandings(trx, [userId], at)
    const current = await findWait(trx, waitSecret, at)
    if (!standing || !current) return { refusal: 'expired' as const }
    if (!current.isPasswordUnchanged) return { refusal: 'wrong_password' as const }
    const refusal = refusalAtDoor({ door: 'password' }, standing, at)
    if (refusal) return { refusal }
    // A manager has removed it meanwhile, so the person starts again with the password.
    if (!(await hasSecondFactor(trx, userId))) return { refusal: 'expired' as const }
    const proven = await prove(trx)
    if (!proven) return 'wrong'
    await takeWait(trx, wait)
    const attempt = { id: wait.attemptId, reference: wait.reference }
    const opened = await completePasswordSignIn(trx, standing, proven, { attempt, browser, now: at })
    return opened === 'replayed' ? { refusal: 'replayed' as const } : opened
  })
  if (outcome === 'wrong') return noteWrong(deps, browser, wait, turn)
  await giveBack(db, turn)
  if ('refusal' in outcome)
    return { kind: 'refused', refused: await endRefused(db, wait, outcome.refusal, now()) }
  signInEnded.publish({ door: 'password', code: null, isProven: true, verdicts: [] })
  await forget(db, turn)
  return { ...outcome, returnTo: wait.returnTo }
}

/**
 * Each wrong one is recorded (R17). When no more are accepted, the user is notified that someone knows their password.
 */
async function noteWrong(
  { db, now }: SignInDeps,
  browser: Browser,
  wait: Wait,
  turn: Turn,
): Promise<SecondStep> {
  const { userId, returnTo } = wait
  const findings = withoutSecondFactor(userId, 'another, or one that was used before')
  const more = { door: 'password' as const, returnTo, findings }
  const { reference } = await refuseWithoutAttempt(db, 'wrong_password', browser.client, now(), more)
  if (await mayReportGuessing(db, turn, now()))
    await db.transaction().execute((trx) => queueFactorLetter(trx, userId, ({ guessed }) => guessed, now()))
  return { kind: 'wrong', reference: reference ?? '' }
}

/** Ends the attempt of a wait, and the wait with it. */
export async function endRefused(db: Db, wait: Wait, code: Refusal, now: Date): Promise<Refused> {
  await takeWait(db, wait)
  const attempt = await findAttemptById(db, wait.attemptId)
  if (!attempt) return { code, returnTo: '/', chainId: null }
  return refuseAttempt(db, attempt, code, { userId: wait.userId }, now)
}
