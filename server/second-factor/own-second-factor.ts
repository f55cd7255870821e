import { type Actor, type AuditEvent, record } from '#server/audit/audit.ts'
import { forget, giveBack, takeTurn } from '#server/passwords/guessing.ts'
import { type PasswordState, passwordStateOf } from '#server/passwords/own-password.ts'
import { findUserByUsername } from '#server/passwords/passwords.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { isManager, refusalAtDoor } from '#server/policy/doors.ts'
import { factorDayOf, isFactorRequired } from '#server/policy/second-factor-day.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import { requireProof } from '#server/sessions/proof.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { type AtBrowser, endSessionsOfUser } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers, type UserStanding } from '#server/sessions/standings.queries.ts'
import {
  type Adding,
  addApp,
  addPasskey,
  type FactorAdded,
  makeRecoveryCodes,
  wordsFor,
} from './add-factor.ts'
import { describeApp, newAppSecret, stepOfCode } from './one-time-codes.ts'
import { askForNewPasskey, type NewPasskey, type Site, verifyNewPasskey } from './passkeys.ts'
import { noSetUp, openSealed, orUnavailable, sealNew, sealSetUp } from './sealed-secrets.ts'
import { queueFactorLetter } from './second-factor-letters.ts'
import { saveSetup, takeSetup } from './second-factor-setup.queries.ts'
import {
  countRecoveryCodes,
  deleteApp,
  deletePasskey,
  deleteRecoveryCodes,
  deleteUnfinished,
  findApp,
  listPasskeys,
} from './second-factors.queries.ts'

/** How many passkeys one person may have. */
const passkeysPerUser = 10

export type OwnSecondFactor = {
  /** Whether they have a password, without which there is no second factor. */
  password: PasswordState
  app: { addedAt: Date } | null
  passkeys: { id: string; name: string; addedAt: Date; lastUsedAt: Date | null }[]
  recoveryCodes: number
  /** Whether TMAS offers one: to managers who have a password and no second factor (R30). */
  isOffered: boolean
  /** The day from which the chain requires one of this person (R30), which may have come; null if none is. */
  requiredFrom: string | null
}

export async function readOwnSecondFactor(db: Db, signedIn: SignedIn, now: Date): Promise<OwnSecondFactor> {
  const { id } = signedIn.user
  const [password, [standing], app, passkeys, recoveryCodes] = await Promise.all([
    passwordStateOf(db, signedIn, now),
    listStandings(db, [id], now),
    findApp(db, id),
    listPasskeys(db, id),
    countRecoveryCodes(db, id),
  ])
  const hasNone = !app && passkeys.length === 0
  return {
    password,
    app: app ? { addedAt: app.addedAt } : null,
    passkeys: passkeys.map(({ id: keyId, name, addedAt, lastUsedAt }) => ({
      id: keyId,
      name,
      addedAt,
      lastUsedAt,
    })),
    recoveryCodes,
    isOffered: password === 'set' && hasNone && standing !== undefined && isManager(standing),
    requiredFrom: (standing && factorDayOf(standing)?.startsOn) ?? null,
  }
}

/**
 * Starts to set up an authenticator app. Its secret does not count until a first code proves that the app has it. An
 * app that exists already stays until then.
 *
 * @throws {Problem} as `lockProvedUser`; `unavailable` if this instance does not have the keys that sealed the other
 *   secrets.
 */
export async function beginApp(
  { db, sealer, now }: SignInDeps,
  { signedIn }: AtBrowser,
): Promise<{ uri: string; secret: string }> {
  const { user, sessionId } = signedIn
  const secret = newAppSecret()
  const sealedSecret = await orUnavailable(sealNew(db, sealer, secret, user.id), noSetUp)
  await db.transaction().execute(async (trx) => {
    await lockProvedUser(trx, signedIn, now())
    await saveSetup(trx, sessionId, { sealedSecret }, now())
  })
  return describeApp(secret, user.username)
}

/**
 * The first code makes the app a second factor. Every other session of the person ends (R28).
 *
 * @returns ten recovery codes, unless there are some already.
 * @throws {Problem} `setup_expired`; `throttled`; `invalid_request` with `errors.code`; `unavailable` as `beginApp`;
 *   and as `lockProvedUser`.
 */
export async function confirmApp(
  { db, sealer, now }: SignInDeps,
  person: AtBrowser,
  code: string,
): Promise<string[] | null> {
  const { user, sessionId } = person.signedIn
  const guesser = { ip: person.client.ip, device: `session ${sessionId}` }
  const turn = await takeTurn(db, { kind: 'code', userId: user.id }, guesser, now())
  if (turn.kind === 'wait') {
    const { retryAfterSeconds } = turn
    throw new Problem('throttled', 'Too many attempts. Wait a minute.', { retryAfterSeconds })
  }
  const codes = await db.transaction().execute(async (trx) => {
    const standing = await lockProvedUser(trx, person.signedIn, now())
    const sealedSecret = (await takeSetup(trx, sessionId, now()))?.sealedSecret
    if (!sealedSecret) throw setupExpired()
    const secret = await openSealed(sealer, sealedSecret, user.id)
    const step = stepOfCode(secret, code.replace(/\s/g, ''), now())
    // Throwing rolls back what was taken, so that another code may be tried.
    if (step === undefined)
      throw new Problem('invalid_request', 'This code is not right.', { errors: { code: 'is not right' } })
    const sealedNow = await sealSetUp(sealer, secret, user.id)
    return addApp(trx, addingOf(person, standing), { sealedSecret: sealedNow, step }, now())
  })
  await giveBack(db, turn)
  await forget(db, turn)
  return codes
}

/** @throws {Problem} as `lockProvedUser`; `not_found` if there is none; `last_second_factor` if one is required. */
export function removeApp(deps: SignInDeps, person: AtBrowser): Promise<void> {
  return change(deps, person, async (trx, standing) => {
    if (!(await deleteApp(trx, standing.userId)))
      throw new Problem('not_found', 'There is no authenticator app.')
    await noteRemoved(trx, person, standing, { kind: 'app' }, deps.now())
  })
}

/** Starts to add a passkey: what the browser needs to create one. @throws {Problem} `too_large` beyond ten. */
export async function beginPasskey(deps: SignInDeps, site: Site, person: AtBrowser) {
  const { db, now } = deps
  const { user, sessionId } = person.signedIn
  const known = await listPasskeys(db, user.id)
  if (known.length >= passkeysPerUser)
    throw new Problem('too_large', `A person has at most ${passkeysPerUser} passkeys. Remove one first.`)
  const options = await askForNewPasskey(site, user, known)
  await change(deps, person, (trx) => saveSetup(trx, sessionId, { challenge: options.challenge }, now()))
  return options
}

/**
 * Adds the passkey that signed this session's challenge. Every other session of the person ends (R28).
 *
 * @returns ten recovery codes, unless there are some already.
 * @throws {Problem} `setup_expired` for a challenge that is too old or used; `invalid_request`; and as
 *   `lockProvedUser`.
 */
export async function finishPasskey(
  { db, now }: SignInDeps,
  site: Site,
  person: AtBrowser,
  { name, response }: { name: string; response: NewPasskey },
): Promise<string[] | null> {
  const { sessionId } = person.signedIn
  // In a transaction of its own, and for good: a challenge is for one answer, right or wrong.
  const challenge = (await db.transaction().execute((trx) => takeSetup(trx, sessionId, now())))?.challenge
  if (!challenge) throw setupExpired()
  const made = await verifyNewPasskey(site, challenge, response)
  if (!made) throw notAPasskey()
  return db.transaction().execute(async (trx) => {
    const standing = await lockProvedUser(trx, person.signedIn, now())
    const codes = await addPasskey(trx, addingOf(person, standing), { ...made, name }, now())
    if (codes === undefined) throw notAPasskey()
    return codes
  })
}

/**
 * @throws {Problem} as `lockProvedUser`; `not_found` if it is not the caller's own; `last_second_factor` if one is
 *   required.
 */
export function removePasskey(deps: SignInDeps, person: AtBrowser, id: string): Promise<void> {
  return change(deps, person, async (trx, standing) => {
    const name = await deletePasskey(trx, standing.userId, id)
    if (name === undefined) throw new Problem('not_found', 'There is no such passkey of yours.')
    await noteRemoved(trx, person, standing, { kind: 'passkey', name }, deps.now())
  })
}

/** Ten new recovery codes, which replace the old ones. @throws {Problem} `not_found` without a factor. */
export function renewRecoveryCodes(deps: SignInDeps, person: AtBrowser): Promise<string[]> {
  return change(deps, person, async (trx, { userId, customerId }) => {
    if (!(await hasSecondFactor(trx, userId)))
      throw new Problem('not_found', 'Recovery codes replace a second factor that is lost. Set one up first.')
    const codes = await makeRecoveryCodes(trx, { userId, customerId })
    const event: AuditEvent = { customerId, action: 'recovery-codes.made', detail: { userId } }
    await record(trx, actorOf(person), deps.now(), event)
    await queueFactorLetter(trx, userId, ({ codesMade }) => codesMade, deps.now())
    return codes
  })
}

/** Makes a change under the lock of its owner. */
function change<T>(
  { db, now }: SignInDeps,
  { signedIn }: AtBrowser,
  carryOut: (trx: Trx, standing: UserStanding) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => carryOut(trx, await lockProvedUser(trx, signedIn, now())))
}

/**
 * Locks the person, and checks what a change of their second factor needs: fresh proof (R33), and a password to which
 * the factor belongs.
 *
 * @throws {Problem} `proof_required`; `microsoft_required` if the chain allows no password; `invalid_request` if they
 *   have none.
 */
async function lockProvedUser(trx: Trx, { user, sessionId }: SignedIn, now: Date): Promise<UserStanding> {
  await lockUsers(trx, [user.id])
  await requireProof(trx, { userId: user.id, sessionId }, now)
  const [standing] = await listStandings(trx, [user.id], now)
  if (!standing || refusalAtDoor({ door: 'password' }, standing, now) !== null)
    throw new Problem('microsoft_required', 'Your chain signs in with Microsoft only.')
  if (!(await findUserByUsername(trx, user.username))?.passwordHash)
    throw new Problem('invalid_request', 'A second factor goes with a password, and you have none.')
  return standing
}

async function noteRemoved(
  trx: Trx,
  person: AtBrowser,
  standing: UserStanding,
  what: FactorAdded,
  now: Date,
): Promise<void> {
  const { userId, customerId } = standing
  if (!(await hasSecondFactor(trx, userId))) {
    if (isFactorRequired(standing, now))
      throw new Problem(
        'last_second_factor',
        'Your chain requires a second factor. Set up another one first.',
      )
    // Recovery codes are useless without a factor.
    await deleteRecoveryCodes(trx, userId)
  }
  await deleteUnfinished(trx, userId)
  await endOthers(trx, person, now)
  await record(trx, actorOf(person), now, {
    customerId,
    action: 'second-factor.removed',
    detail: { userId, by: 'themselves', ...what },
  })
  await queueFactorLetter(trx, userId, ({ removed }) => wordsFor(removed, what), now)
}

function endOthers(trx: Trx, person: AtBrowser, now: Date) {
  const { user, sessionId } = person.signedIn
  const others = { exceptId: sessionId }
  return endSessionsOfUser(trx, user.id, others, 'second_factor_changed', actorOf(person), now)
}

function addingOf(person: AtBrowser, standing: UserStanding): Adding {
  return { standing, actor: actorOf(person), sessionId: person.signedIn.sessionId }
}

function actorOf({ signedIn, client }: AtBrowser): Actor {
  return { kind: 'user', userId: signedIn.user.id, ...client }
}

function setupExpired() {
  return new Problem('setup_expired', 'This took too long, or was answered already. Begin again.')
}

function notAPasskey() {
  return new Problem('invalid_request', 'This passkey cannot be added.', {
    errors: { response: 'is not right' },
  })
}
