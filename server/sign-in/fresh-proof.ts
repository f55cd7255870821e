/**
 * Fresh proof (R33): a signed-in person shows again that it is them. It renews their session and makes none.
 *
 *   with the password   the password and, if they have one, the second factor; guessing is slowed as at the sign-in
 *   through Microsoft   start: an attempt that is marked, and off to Microsoft, which has to ask the person again
 *                       conclude: Microsoft answered (microsoft.ts, up to the proved account)
 *
 * What asks for it is `requireProof` (sessions/proof.ts).
 */

import { createHash, randomUUIDv7 } from 'node:crypto'
import type { OpenAttempt } from '#server/attempts/attempts.queries.ts'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { endAttempt, insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import { detachPopup } from '#server/attempts/start-attempt.queries.ts'
import { secretsOf } from '#server/attempts/start-attempt.ts'
import { record } from '#server/audit/audit.ts'
import type { EntraAccount } from '#server/entra/entra.ts'
import { forget, giveBack, mayReportGuessing, type Turn, takeTurn } from '#server/passwords/guessing.ts'
import { lockOwnUser, proveOwnPassword } from '#server/passwords/own-password.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret, newReference, newSecret } from '#server/platform/secret.ts'
import { isFresh, provedByMicrosoft } from '#server/policy/proof.ts'
import { isWithin } from '#server/policy/time.ts'
import { askForPasskey, type SignedByPasskey, type Site } from '#server/second-factor/passkeys.ts'
import { proveCode } from '#server/second-factor/prove-factor.ts'
import { provePasskey } from '#server/second-factor/prove-passkey.ts'
import { queueFactorLetter } from '#server/second-factor/second-factor-letters.ts'
import { listPasskeys } from '#server/second-factor/second-factors.queries.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import {
  countProofAttempts,
  findSessionOfProof,
  insertProofAttempt,
  setProofChallenge,
  takeProofChallenge,
} from '#server/sessions/proof.queries.ts'
import { listProofMethods, renewSession } from '#server/sessions/proof.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { type AtBrowser, findSession } from '#server/sessions/sessions.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

/** Milliseconds that a passkey may take to answer. */
const challengeLifetime = 5 * 60 * 1000

/** How often one session may leave for Microsoft during the lifetime of one attempt. */
const proofsAtOnce = 30

/** What a person sends: their password and, if they have a second factor, one of these. */
export type Proof = {
  password: string
  /** Of the authenticator app, or a recovery code. */
  code?: string | undefined
  /** What `challengeForProof` asked for, signed. */
  passkey?: SignedByPasskey | undefined
}

/**
 * Proves with the password, and the second factor of a person who has one, that the person of this session is at it.
 *
 * @returns the new secret of the session, for its cookie.
 * @throws {Problem} `throttled`; `microsoft_required` if the chain allows no password; `invalid_request` with
 *   `errors.password`, or with `errors.code` if it is missing or wrong; `not_signed_in` if the session ended meanwhile.
 */
export async function proveWithPassword(
  deps: SignInDeps,
  site: Site,
  { signedIn, client }: AtBrowser,
  { password, code, passkey }: Proof,
): Promise<string> {
  const { db, sealer, now } = deps
  const { user, customer, sessionId } = signedIn
  const proven = await proveOwnPassword(db, { ...user, sessionId }, client, password, 'password', now)
  const isGiven = code !== undefined || passkey !== undefined
  let turn: Turn | undefined
  if (isGiven) {
    const guesser = { ip: client.ip, device: `session ${sessionId}` }
    const taken = await takeTurn(db, { kind: 'code', userId: user.id }, guesser, now())
    if (taken.kind === 'wait') {
      const { retryAfterSeconds } = taken
      throw new Problem('throttled', 'Too many attempts. Wait a minute.', { retryAfterSeconds })
    }
    turn = taken
  }
  // A challenge may be older than the mark of a shared computer, which accepts no passkey (R38).
  const isTaken = signedIn.sharedDevice === null
  const bySignature =
    passkey && isTaken
      ? await provePasskey(
          db,
          site,
          { userId: user.id, customerId: customer.id },
          { challenge: await takeChallenge(db, sessionId, now()), signed: passkey, client },
          now(),
        )
      : undefined

  const outcome = await db.transaction().execute(async (trx) => {
    const { userId, customerId } = await lockOwnUser(trx, proven, now())
    const needsFactor = await hasSecondFactor(trx, userId)
    const factor =
      needsFactor && code !== undefined
        ? await proveCode(trx, sealer, userId, code, now())
        : needsFactor && (await bySignature?.(trx))
    if (needsFactor && !factor) return 'no_factor'
    const secret = await renewSession(trx, sessionId, now())
    if (secret === undefined) throw new Problem('not_signed_in', 'The session has ended meanwhile.')
    await record(trx, { kind: 'user', userId, ...client }, now(), {
      customerId,
      action: 'session.proved',
      detail: { userId, sessionId, door: 'password', ...(factor && { secondFactor: factor.kind }) },
    })
    return { secret }
  })
  if (outcome === 'no_factor') {
    if (turn && (await mayReportGuessing(db, turn, now())))
      await db
        .transaction()
        .execute((trx) => queueFactorLetter(trx, user.id, ({ guessed }) => guessed, now()))
    throw new Problem('invalid_request', 'The second factor is missing or wrong.', {
      errors: { code: isGiven ? 'is not right' : 'is needed' },
    })
  }
  if (turn) {
    await giveBack(db, turn)
    await forget(db, turn)
  }
  return outcome.secret
}

/**
 * What one of the person's passkeys has to sign for a proof.
 *
 * @throws {Problem} `not_found` if they have none, and on a shared computer, which accepts none (R38).
 */
export async function challengeForProof(
  { db, now }: SignInDeps,
  site: Site,
  { user, sessionId, sharedDevice }: SignedIn,
) {
  if (sharedDevice) throw new Problem('not_found', 'A shared computer takes no passkey.')
  const passkeys = await listPasskeys(db, user.id)
  if (passkeys.length === 0) throw new Problem('not_found', 'There is no passkey of yours.')
  const options = await askForPasskey(site, passkeys)
  await setProofChallenge(db, sessionId, options.challenge, now())
  return options
}

/** Takes the challenge, whatever the answer is: it is valid for one. */
async function takeChallenge(db: Db, sessionId: string, now: Date): Promise<string | undefined> {
  const taken = await takeProofChallenge(db, sessionId)
  const isInTime = taken && isWithin(challengeLifetime, taken.challengedAt, now)
  return isInTime ? taken.challenge : undefined
}

/**
 * Sends a window of this session to Microsoft, which has to ask the person again, whatever it remembers of them.
 *
 * @returns undefined if no one is signed in, or not with a link that opens the door.
 * @throws {Problem} `throttled`
 */
export async function startMicrosoftProof(
  { db, entra, now }: SignInDeps,
  browser: Browser,
  { popupId, inPopup }: { popupId: string | null; inPopup: boolean },
): Promise<{ location: string; attemptSecret: string } | undefined> {
  const signedIn = await findSession(db, browser.sessionSecret, now())
  const link = signedIn?.user.microsoftLink
  if (
    !signedIn ||
    !link ||
    !(
      await listProofMethods(db, { userId: signedIn.user.id, sessionId: signedIn.sessionId }, now())
    ).includes('microsoft')
  )
    return undefined
  const { sessionId } = signedIn
  const startedAt = now()
  const since = new Date(startedAt.getTime() - attemptLifetime)
  if ((await countProofAttempts(db, sessionId, since)) >= proofsAtOnce)
    throw new Problem('throttled', 'Too many attempts. Wait a few minutes.', { retryAfterSeconds: 60 })

  const attemptSecret = isSecret(browser.attemptSecret) ? browser.attemptSecret : newSecret()
  const state = newSecret()
  const { nonce, codeVerifier } = secretsOf(state, attemptSecret)
  const hashes = { browserHash: hashSecret(attemptSecret), stateHash: hashSecret(state) }
  const path = link.tenantId
  if (popupId !== null) await detachPopup(db, popupId, hashes.browserHash)
  await db.transaction().execute(async (trx) => {
    const attemptId = randomUUIDv7()
    await insertAttempt(trx, {
      id: attemptId,
      reference: newReference(),
      door: 'microsoft',
      purpose: 'proof',
      startedAt,
      path,
      returnTo: '/account',
      popupId,
      inPopup,
      ...hashes,
      ...browser.client,
    })
    await insertProofAttempt(trx, { attemptId, sessionId })
  })
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const location = entra.authorizeUrl({
    path,
    state,
    nonce,
    codeChallenge,
    loginHint: link.loginId,
    prompt: 'login',
  })
  return { location, attemptSecret }
}

/** Whether this is the session for which the attempt started, and still open. */
export async function isProversBrowser(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  { sessionSecret }: Browser,
  { id }: Pick<OpenAttempt, 'id'>,
): Promise<boolean> {
  const signedIn = await findSession(db, sessionSecret, now())
  return signedIn !== undefined && signedIn.sessionId === (await findSessionOfProof(db, id))
}

/**
 * Microsoft has proved an account. It is a proof if it is the one that the person is linked with, and if Microsoft has
 * just asked for it: `prompt=login` can be taken out of the address by the person at the browser, so only `auth_time`
 * says that it was kept.
 *
 * @returns the new secret of the session, for its cookie; or why it is no proof.
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
 */
export async function concludeMicrosoftProof(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  browser: Browser,
  attempt: OpenAttempt,
  { tenantId, objectId, loginId, authenticatedAt }: EntraAccount,
  checks: Check[],
): Promise<{ secret: string } | { code: Refusal }> {
  const { client } = browser
  const before = await findSession(db, browser.sessionSecret, now())
  if (!before) return { code: 'expired' }
  return db.transaction().execute(async (trx): Promise<{ secret: string } | { code: Refusal }> => {
    await lockUsers(trx, [before.user.id])
    const signedIn = await findSession(trx, browser.sessionSecret, now(), { isUse: false })
    if (!signedIn) return { code: 'expired' }
    const { user, customer, sessionId } = signedIn
    const link = user.microsoftLink
    if (link?.tenantId !== tenantId || link.objectId !== objectId) return { code: 'linked_to_other_account' }
    if (!(await listProofMethods(trx, { userId: user.id, sessionId }, now())).includes('microsoft'))
      return { code: 'tenant_mismatch' }
    const provedAt = provedByMicrosoft(authenticatedAt, now())
    if (!provedAt || !isFresh(provedAt, now())) return { code: 'invalid_response' }

    const account = {
      tenantId,
      objectId,
      loginId: loginId ?? null,
      userId: user.id,
      checks: JSON.stringify(checks),
    }
    if (!(await endAttempt(trx, attempt.id, { outcome: 'succeeded', endedAt: now(), ...account })))
      return { code: 'replayed' }
    const secret = await renewSession(trx, sessionId, provedAt)
    if (secret === undefined) return { code: 'expired' }
    await record(trx, { kind: 'user', userId: user.id, ...client }, now(), {
      customerId: customer.id,
      action: 'session.proved',
      detail: { userId: user.id, sessionId, door: 'microsoft' },
    })
    return { secret }
  })
}
