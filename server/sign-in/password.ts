import { randomUUIDv7 } from 'node:crypto'
import type { Refused } from '#server/attempts/attempts.ts'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import {
  type Findings,
  refuseWithoutAttempt,
  succeedAttempt,
  withoutSecondFactor,
} from '#server/attempts/end-attempt.ts'
import { signInEnded } from '#server/attempts/sign-in-ended.ts'
import { record } from '#server/audit/audit.ts'
import {
  forget,
  type Guesser,
  giveBack,
  lookInTurn,
  noteWrong,
  type Turn,
  type TurnedAway,
  takeTurn,
} from '#server/passwords/guessing.ts'
import { canBeKnown, knownDevice } from '#server/passwords/marks.ts'
import { findUserByUsername } from '#server/passwords/passwords.queries.ts'
import { isPassword } from '#server/passwords/passwords.ts'
import { openGate } from '#server/passwords/waiting-line.ts'
import type { Trx } from '#server/platform/database.ts'
import { newReference } from '#server/platform/secret.ts'
import { inTurn } from '#server/platform/turns.ts'
import { foldUsername, pointsAtUser } from '#server/policy/address.ts'
import { isExempt, refusalAtDoor, rehearsedRefusal } from '#server/policy/doors.ts'
import { isFactorRequired } from '#server/policy/second-factor-day.ts'
import { proveCode } from '#server/second-factor/prove-factor.ts'
import { beginWait } from '#server/second-factor/second-factor-wait.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import { type ProvenFactor, type ProvenKey, startSession } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers, type UserStanding } from '#server/sessions/standings.queries.ts'
import { setLastSignIn } from '#server/users/users.queries.ts'
import { type Refusal, refusalRow } from '#shared/refusals.ts'
import { inSteps } from './in-steps.ts'
import { tellOfPasswordUse } from './password-used.ts'
import { openTurnedAway } from './turned-away.ts'

/**
 * How many ask for a turn at once: few, so that a flood leaves the database to everyone else. The others wait in a
 * fair line.
 */
const askInTurn = openGate({ atOnce: 3, most: 300, patience: 8_000 })

const noteTurnedAway = openTurnedAway()

/** Why a password alone, or with this code, is not enough. */
type MissingFactor = 'second_factor_required' | 'second_factor_failed' | 'second_factor_setup_required'

/** What the record says was seen instead of a second factor. */
const seenInstead: Record<MissingFactor, string> = {
  second_factor_required: 'none',
  second_factor_failed: 'another, or one that was used before',
  second_factor_setup_required: 'none was set up, and the chain requires one',
}

export type PasswordOutcome =
  | { kind: 'signed_in'; sessionSecret: string; userId: string }
  /**
   * The password was right, and a second factor has to follow, or to be set up. The secret is for the cookie of the
   * waiting browser.
   */
  | { kind: 'second_factor'; waitSecret: string }
  /** The same, if it has to come with the password: it did not, or it was wrong. */
  | { kind: 'second_factor_missing'; code: MissingFactor }
  | { kind: 'refused'; refused: Refused }
  | {
      kind: 'throttled'
      retryAfterSeconds: number
      ticket: string | undefined
      /** Where it was recorded. */
      reference?: string | undefined
    }

type PasswordWish = {
  username: string
  password: string
  returnTo: string
  /** When a second factor is asked for: afterwards, on a page; or together with the password, or not at all. */
  secondFactor?: 'later' | { code: string | undefined }
}

type UserFound = NonNullable<Awaited<ReturnType<typeof findUserByUsername>>>

/**
 * A sign-in with username and password.
 *
 * Nothing reveals whether the username exists: the work, the answer and its time are the same (R29). Whether the
 * account is disabled, has to use Microsoft, or has a second factor (R30) is shown only after the right password
 * (R18).
 */
export async function signInWithPassword(
  deps: SignInDeps,
  browser: Browser,
  wish: PasswordWish,
): Promise<PasswordOutcome> {
  const { db, now } = deps
  const { username, password, returnTo } = wish
  const name = foldUsername(username)
  const find = () => findUserByUsername(db, username)
  /** Only the user at whom the name points learns of a try that proves nothing. */
  const concerned = (user: Awaited<ReturnType<typeof find>>) =>
    user && pointsAtUser(user) ? user : undefined
  // A flood of strangers is turned away without a look at the users.
  const early = canBeKnown(browser.device) ? { user: await find() } : undefined
  const guesser: Guesser = {
    ip: browser.client.ip,
    ticket: browser.ticket,
    device: early && (await knownDevice(db, early.user?.id, browser.device, now())),
  }
  const lane = guesser.device ? 'known' : browser.ticket ? 'waited' : 'new'
  const turn = await askInTurn({ lane, ip: guesser.ip }, () =>
    takeTurn(db, { kind: 'password', name }, guesser, now()),
  )
  if (turn.kind === 'wait') {
    const wait = turnedAway(turn)
    const told = { name, client: browser.client, returnTo }
    const reference = await noteTurnedAway(
      db,
      told,
      async () => concerned(early ? early.user : await find()),
      now(),
    )
    return { ...wait, reference }
  }

  const user = early ? early.user : await find()
  const proven = await lookInTurn(db, turn, () => isPassword(password, user?.passwordHash, turn), now)
  const refuse = async (code: Refusal, findings: Findings = user ? { userId: user.id } : {}) => {
    const more = { door: 'password' as const, returnTo, findings }
    const refused = await refuseWithoutAttempt(db, code, browser.client, now(), more)
    // Whether the username exists is only for the record (R18). Page, address and API say the same in both cases.
    const told = refusalRow(code).toldAfterPassword ?? code
    return { kind: 'refused' as const, refused: { ...refused, code: told } }
  }
  if (!user || !proven) {
    return inSteps(async () => {
      await noteWrong(db, turn, now())
      return user && concerned(user) ? refuse('wrong_password') : refuse('unknown_user', {})
    })
  }
  // It is known now whose sign-in it is: from here on, it takes turns with other customers, and not with networks.
  return inTurn({ share: 'signIns', of: user.customerId }, () =>
    signInProven(deps, browser, wish, { user, turn, guesser, refuse }),
  )
}

/** What follows once the password was right. */
async function signInProven(
  deps: SignInDeps,
  browser: Browser,
  wish: PasswordWish,
  {
    user,
    turn,
    guesser,
    refuse,
  }: {
    user: UserFound
    turn: Turn
    guesser: Guesser
    refuse(code: Refusal, findings?: Findings): Promise<Extract<PasswordOutcome, { kind: 'refused' }>>
  },
): Promise<PasswordOutcome> {
  const { db, now } = deps
  // Whatever follows, a right password was no guess.
  await giveBack(db, turn)

  const given = wish.secondFactor ?? 'later'
  let ofCode: Turn | undefined
  if (given !== 'later' && given.code !== undefined) {
    const taken = await takeTurn(db, { kind: 'code', userId: user.id }, guesser, now())
    if (taken.kind === 'wait') return turnedAway(taken)
    ofCode = taken
  }

  let isCodeSeen = false
  const admit = async (trx: Trx) => {
    await lockUsers(trx, [user.id])
    // One moment for all that is decided: a day may begin meanwhile (R36).
    const at = now()
    const [standing] = await listStandings(trx, [user.id], at)
    // Deleted, or given another password, while this one was being checked.
    const current = await findUserByUsername(trx, wish.username)
    if (!standing || !user.passwordHash || current?.passwordHash !== user.passwordHash)
      return 'wrong_password'
    const refusal = refusalAtDoor({ door: 'password' }, standing, at)
    if (refusal) return refusal

    const begun = { startedAt: at, returnTo: wish.returnTo, ...browser.client }
    const attempt = {
      id: randomUUIDv7(),
      reference: newReference(),
      door: 'password' as const,
      // Noted in the attempt, which is written anyway, so that a rehearsal costs a sign-in nothing.
      rehearsedCode: rehearsedRefusal(standing, at),
      ...begun,
    }
    let proven: ProvenFactor | undefined
    const hasFactor = await hasSecondFactor(trx, user.id)
    if (hasFactor || isFactorRequired(standing, at)) {
      if (given === 'later') {
        await insertAttempt(trx, { ...attempt, userId: user.id })
        const waitSecret = await beginWait(trx, { attempt, standing, passwordHash: user.passwordHash }, at)
        return { kind: 'second_factor' as const, waitSecret }
      }
      if (!hasFactor) return 'second_factor_setup_required'
      if (given.code === undefined) return 'second_factor_required'
      isCodeSeen = true
      proven = await proveCode(trx, deps.sealer, user.id, given.code, at)
      if (!proven) return 'second_factor_failed'
    }
    await insertAttempt(trx, attempt)
    return completePasswordSignIn(trx, standing, proven, { attempt, browser, now: at })
  }
  const outcome = await db
    .transaction()
    .execute(admit)
    .catch(async (error) => {
      // It waited in vain for a change of its customer: a code that no one has looked at was no guess.
      if (ofCode && !isCodeSeen) await giveBack(db, ofCode)
      throw error
    })
  if (ofCode && outcome !== 'second_factor_failed') await giveBack(db, ofCode)
  if (typeof outcome === 'string') {
    if (!isMissingFactor(outcome)) return refuse(outcome)
    await refuse('wrong_password', withoutSecondFactor(user.id, seenInstead[outcome]))
    return { kind: 'second_factor_missing', code: outcome }
  }
  if (outcome.kind === 'signed_in') {
    signInEnded.publish({ door: 'password', code: null, isProven: true, verdicts: [] })
    await forget(db, turn)
    if (ofCode) await forget(db, ofCode)
  }
  return outcome
}

function isMissingFactor(outcome: string): outcome is MissingFactor {
  return outcome in seenInstead
}

/** What is said to one who has no turn now. */
export function turnedAway({ retryAfterSeconds, ticket }: TurnedAway) {
  signInEnded.publish({ door: 'password', code: 'throttled', isProven: false, verdicts: [] })
  return { kind: 'throttled' as const, retryAfterSeconds, ticket }
}

/**
 * Ends a password sign-in that has passed everything, in the caller's transaction and under the lock of its user: the
 * attempt, the session, the record. Sign-ins with and without a second factor both end here.
 *
 * @returns 'replayed' if the attempt was ended meanwhile.
 */
export async function completePasswordSignIn(
  trx: Trx,
  standing: UserStanding,
  secondFactor: ProvenFactor | undefined,
  { attempt, browser, now }: { attempt: { id: string; reference: string }; browser: Browser; now: Date },
): Promise<{ kind: 'signed_in'; sessionSecret: string; userId: string } | 'replayed'> {
  const { userId, customerId } = standing
  const { client, sessionSecret: replaces, sharedDevice } = browser
  if (!(await succeedAttempt(trx, attempt, standing, now))) return 'replayed'
  const key: ProvenKey = { door: 'password', secondFactor }
  const session = await startSession(trx, standing, key, {
    attemptId: attempt.id,
    client,
    now,
    replaces,
    sharedDevice,
  })
  if ('refusal' in session) throw new Error(`the door refuses whom it was asked for: ${session.refusal}`)
  await setLastSignIn(trx, userId, browser, now)
  const actor = { kind: 'user' as const, userId, ...client }
  await tellOfPasswordUse(trx, standing, { actor, device: browser.device }, now)
  await record(trx, actor, now, {
    customerId,
    action: 'sign-in.completed',
    detail: {
      userId,
      door: 'password',
      reference: attempt.reference,
      ...(secondFactor && { secondFactor: secondFactor.kind }),
      ...(isExempt(standing, now) && { exempt: true }),
    },
  })
  return { kind: 'signed_in', sessionSecret: session.secret, userId }
}
