/**
 * A second factor set up between the password and the session (R30), by a manager who needs one and has none:
 *
 *   signInWithPassword   the right password makes a wait, and no session                  password.ts
 *   findSetUp            what the page shows; nothing on a device that is not known
 *   sendDeviceLink       there, a mailed link makes the device known first                device-links.ts
 *   addApp, addPasskey   the factor, as in the account: mails, recovery codes             add-factor.ts
 *   completePasswordSignIn  the session, which asks for the proof itself                  password.ts
 */

import type { Refused } from '#server/attempts/attempts.ts'
import { signInEnded } from '#server/attempts/sign-in-ended.ts'
import { forget, giveBack, takeTurn } from '#server/passwords/guessing.ts'
import { knownDevice } from '#server/passwords/marks.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { WrongKey } from '#server/platform/sealing.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { factorDayOf } from '#server/policy/second-factor-day.ts'
import { type Adding, addApp, addPasskey } from '#server/second-factor/add-factor.ts'
import { describeApp, newAppSecret, stepOfCode } from '#server/second-factor/one-time-codes.ts'
import {
  askForNewPasskey,
  type NewPasskey,
  type Site,
  verifyNewPasskey,
} from '#server/second-factor/passkeys.ts'
import { openSealed, sealNew, sealSetUp } from '#server/second-factor/sealed-secrets.ts'
import {
  setChallenge,
  setWaitSecret,
  takeWait,
  type Wait,
} from '#server/second-factor/second-factor-wait.queries.ts'
import { findWait, takeChallenge } from '#server/second-factor/second-factor-wait.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import type { ProvenFactor } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { deviceName } from '#shared/devices.ts'
import { completePasswordSignIn, turnedAway } from './password.ts'
import { endRefused } from './second-factor.ts'

/** What the page shows to the person who waits in this browser. */
export type SetUp =
  | { kind: 'has_one' }
  /** They have never signed in on this device, so someone who knows the password need not be them. */
  | { kind: 'unknown_device' }
  | {
      kind: 'open'
      /** As `2027-01-31`; null if no day is in force now. */
      requiredFrom: string | null
      /** Null if this instance does not have the key with which secrets are sealed: then a passkey is left. */
      app: { uri: string; secret: string } | null
    }

export type SetUpStep =
  /** `recoveryCodes`: to be shown once. */
  | {
      kind: 'signed_in'
      sessionSecret: string
      userId: string
      returnTo: string
      recoveryCodes: readonly string[]
    }
  | { kind: 'refused'; refused: Refused }
  | { kind: 'unknown_device' }
  | { kind: 'wrong' }
  | { kind: 'throttled'; retryAfterSeconds: number; ticket: string | undefined }

/** What can be set up in this browser; undefined if no one waits in it. */
export async function findSetUp(
  deps: SignInDeps,
  browser: Pick<Browser, 'device'>,
  waitSecret: string | undefined,
): Promise<SetUp | undefined> {
  const { db, now } = deps
  const wait = await findWait(db, waitSecret, now())
  if (!wait) return undefined
  if (await hasSecondFactor(db, wait.userId)) return { kind: 'has_one' }
  if (!(await knownDevice(db, wait.userId, browser.device, now()))) return { kind: 'unknown_device' }
  const [standing] = await listStandings(db, [wait.userId], now())
  const requiredFrom = (standing && factorDayOf(standing)?.startsOn) ?? null
  return { kind: 'open', requiredFrom, app: await appOf(deps, wait, waitSecret) }
}

/** The secret of the wait's app, made when it is first shown. */
async function appOf({ db, sealer, now }: SignInDeps, wait: Wait, waitSecret: string | undefined) {
  try {
    if (wait.sealedSecret === null)
      await setWaitSecret(db, wait, await sealNew(db, sealer, newAppSecret(), wait.userId))
    const { sealedSecret } = wait.sealedSecret ? wait : ((await findWait(db, waitSecret, now())) ?? wait)
    return sealedSecret && describeApp(await sealer.open(sealedSecret, wait.userId), wait.username)
  } catch (cause) {
    if (cause instanceof WrongKey) return null
    throw cause
  }
}

/** The first code of the app: with it the app is a second factor, and the person is signed in. */
export function finishWithNewApp(
  deps: SignInDeps,
  browser: Browser,
  waitSecret: string | undefined,
  code: string,
): Promise<SetUpStep> {
  const { sealer, now } = deps
  return finish(deps, browser, waitSecret, async ({ sealedSecret, userId }) => {
    const secret = sealedSecret && (await openSealed(sealer, sealedSecret, userId))
    const step = secret ? stepOfCode(secret, code.replace(/\s/g, ''), now()) : undefined
    if (!secret || step === undefined) return undefined
    const sealedNow = await sealSetUp(sealer, secret, userId)
    return async (trx, adding) => {
      const codes = await addApp(trx, adding, { sealedSecret: sealedNow, step }, now())
      return { proven: { userId, kind: 'app' }, codes: codes ?? [] }
    }
  })
}

/** What a browser needs to create a passkey; undefined if none can be set up in it. */
export async function beginNewPasskey(
  deps: SignInDeps,
  site: Site,
  browser: Pick<Browser, 'device'>,
  waitSecret: string | undefined,
) {
  const { db, now } = deps
  const wait = await findWait(db, waitSecret, now())
  if (!wait || (await hasSecondFactor(db, wait.userId))) return undefined
  if (!(await knownDevice(db, wait.userId, browser.device, now()))) return undefined
  const options = await askForNewPasskey(site, { id: wait.userId, username: wait.username }, [])
  await setChallenge(db, wait, options.challenge, now())
  return options
}

/** The passkey that the browser has created, named after the device. */
export function finishWithNewPasskey(
  deps: SignInDeps,
  site: Site,
  browser: Browser,
  waitSecret: string | undefined,
  response: NewPasskey,
): Promise<SetUpStep> {
  const { db, now } = deps
  return finish(deps, browser, waitSecret, async (wait) => {
    const challenge = await takeChallenge(db, wait, now())
    const made = challenge && (await verifyNewPasskey(site, challenge, response))
    if (!made) return undefined
    const name = deviceName(browser.client.userAgent) || 'TMAS'
    return async (trx, adding) => {
      const codes = await addPasskey(trx, adding, { ...made, name }, now())
      return codes !== undefined && { proven: { userId: wait.userId, kind: 'passkey' }, codes: codes ?? [] }
    }
  })
}

type Added = { proven: ProvenFactor; codes: readonly string[] }

/** @param prepare runs before the locks are taken; its result adds the factor under them. */
async function finish(
  deps: SignInDeps,
  browser: Browser,
  waitSecret: string | undefined,
  prepare: (wait: Wait) => Promise<((trx: Trx, adding: Adding) => Promise<Added | false>) | undefined>,
): Promise<SetUpStep> {
  const { db, now } = deps
  const wait = await findWait(db, waitSecret, now())
  if (!wait) return { kind: 'refused', refused: { code: 'expired', returnTo: '/', chainId: null } }
  const { userId } = wait
  const device = await knownDevice(db, userId, browser.device, now())
  if (!device) return { kind: 'unknown_device' }
  const guesser = { ip: browser.client.ip, ticket: browser.ticket, device }
  const turn = await takeTurn(db, { kind: 'code', userId }, guesser, now())
  if (turn.kind === 'wait') return turnedAway(turn)

  const add = await prepare(wait)
  if (!add) return { kind: 'wrong' }
  const outcome = await db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    // One moment for all that is decided: a day may begin meanwhile (R36).
    const at = now()
    const [standing] = await listStandings(trx, [userId], at)
    const current = await findWait(trx, waitSecret, at)
    // Someone who has set one up elsewhere meanwhile starts again with the password, and is asked for it.
    if (!standing || !current || (await hasSecondFactor(trx, userId))) return { refusal: 'expired' as const }
    if (!current.isPasswordUnchanged) return { refusal: 'wrong_password' as const }
    const refusal = refusalAtDoor({ door: 'password' }, standing, at)
    if (refusal) return { refusal }
    const actor = { kind: 'user' as const, userId, ...browser.client }
    const added = await add(trx, { standing, actor, sessionId: null })
    if (!added) return 'wrong'
    await takeWait(trx, wait)
    const attempt = { id: wait.attemptId, reference: wait.reference }
    const opened = await completePasswordSignIn(trx, standing, added.proven, { attempt, browser, now: at })
    if (opened === 'replayed') throw new Error('the attempt of a wait ends with the wait')
    return { ...opened, recoveryCodes: added.codes }
  })
  if (outcome === 'wrong') return { kind: 'wrong' }
  await giveBack(db, turn)
  if (outcome.refusal) return refused(db, wait, outcome.refusal, now())
  signInEnded.publish({ door: 'password', code: null, isProven: true, verdicts: [] })
  await forget(db, turn)
  return { ...outcome, returnTo: wait.returnTo }
}

async function refused(db: Db, wait: Wait, code: Parameters<typeof endRefused>[2], now: Date) {
  return { kind: 'refused' as const, refused: await endRefused(db, wait, code, now) }
}
