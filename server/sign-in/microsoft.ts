/**
 * The ways to sign in, with Microsoft and with a password, and out again.
 * Not here: the life of an attempt (attempts), the rules (policy), and the session (sessions).
 *
 * A sign-in with Microsoft, in the order in which it happens.
 *
 *   start      the person pressed the button: an attempt, a cookie for this browser, off to Microsoft
 *   (Microsoft asks whatever it asks; many failures end there and never come back)
 *   visit      someone opened the redirect URI: is it an answer at all? (callback-visit.ts)
 *   finish     Microsoft answered: take the attempt → redeem the code → verify the token → admit
 *   admit      who is this account (policy/matching) → is the door open (sessions) → session, link, record; all of it
 *              is one transaction
 *              (a test of the connection ends here, in a report and without admitting anyone: connection-test.ts; and
 *              so does a fresh proof, which renews a session: fresh-proof.ts)
 *   choose     the account is a user of several customers: the person said which (R11); then admit as before
 *
 * What may be refused is the closed list in shared/refusals.ts. Expected refusals are values here, never exceptions.
 * docs/sign-in.md shows this as a chart, with every refusal on it.
 */

import { randomUUIDv7 } from 'node:crypto'
import type { OpenAttempt } from '#server/attempts/attempts.queries.ts'
import { attemptLifetime, type Refused } from '#server/attempts/attempts.ts'
import { findOpenChoice, offerChoice } from '#server/attempts/choice.queries.ts'
import { holdPending } from '#server/attempts/end-attempt.queries.ts'
import {
  type Findings,
  refuseAttempt,
  refusedOf,
  refuseWithoutAttempt,
} from '#server/attempts/end-attempt.ts'
import { signInEnded } from '#server/attempts/sign-in-ended.ts'
import { secretsOf, startAttempt } from '#server/attempts/start-attempt.ts'
import { type Taken, takeAttempt } from '#server/attempts/take-attempt.ts'
import { type AuditEvent, record, recordsToWrite } from '#server/audit/audit.ts'
import { concludeTest, isTestersBrowser, withoutPerson } from '#server/connection/connection-test.ts'
import { findChainTenant } from '#server/locations/locations.queries.ts'
import { isUnavailable } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { storable } from '#server/platform/storable.ts'
import { type Account, hasLoginId, type NamedAccount } from '#server/policy/accounts.ts'
import { refusalOfFirstLink } from '#server/policy/first-link.ts'
import { match } from '#server/policy/matching.ts'
import { spanOf } from '#server/policy/time.ts'
import { checkAccount, missingLoginId, notVouchedFor, type Verdict } from '#server/policy/verdicts.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import { findSession, isFull, makeRoom, type ProvenKey, prepareSession } from '#server/sessions/sessions.ts'
import { findVouching, lockCandidates } from '#server/users/links.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { RedirectVisit } from './callback-visit.ts'
import { completeSignIn } from './complete-sign-in.queries.ts'
import { concludeMicrosoftProof, isProversBrowser } from './fresh-proof.ts'

/** An account that Microsoft has proved, and Entra's own session for it, if it was named. */
type ProvenAccount = Account & {
  entraSid: string | null
  /** Not known after a choice among customers, for which it is not kept. */
  authenticatedAt?: Date | undefined
  /** What the token also says about it: recorded to explain a mismatch, never used to decide (R9). */
  email?: string | undefined
  name?: string | undefined
}

export type StartWish = {
  returnTo: string
  chainId: string | null
  loginHint: string | undefined
  selectAccount: boolean
  popupId: string | null
  inPopup: boolean
  /** The browser blocked the pop-up, so the sign-in continues in the page. */
  popupBlocked: boolean
  /** Whether a page of ours led here. If not, nothing is stored before Microsoft answers (R34). */
  isOurs: boolean
}

export type Outcome =
  | { kind: 'signed_in'; sessionSecret: string; userId: string; attempt: OpenAttempt }
  | { kind: 'choose'; attempt: OpenAttempt }
  /** The page was only reloaded: this browser is signed in already. */
  | { kind: 'signed_in_before'; attempt: OpenAttempt }
  | { kind: 'refused'; refused: Refused; attempt: OpenAttempt | undefined }
  /** The manager's test of the connection has its answer. */
  | { kind: 'tested'; attempt: OpenAttempt }
  /** The person who was signed in already has proved again that it is them (R33). */
  | { kind: 'proved'; sessionSecret: string; attempt: OpenAttempt }

/**
 * Starts a sign-in.
 *
 * @returns where to send the browser, the secret for its attempt cookie, and the state by which it remembers the
 *   attempt; or the refusal if too many refusals have come back to its network.
 */
export async function startMicrosoftSignIn(
  { db, entra, now }: SignInDeps,
  browser: Browser,
  wish: StartWish,
): Promise<{ location: string; attemptSecret: string; state: string } | { code: Refusal }> {
  const chain = wish.chainId === null ? undefined : await findChainTenant(db, wish.chainId)
  // Guests exist only on their host's own path. A person without a chain is asked for any work account.
  const path = chain?.azureTenantId ?? 'organizations'
  // One cookie serves all attempts of a browser, so that two tabs do not undo each other.
  const attemptSecret = isSecret(browser.attemptSecret) ? browser.attemptSecret : newSecret()

  const started = await startAttempt(
    db,
    attemptSecret,
    {
      path,
      chainId: chain ? wish.chainId : null,
      returnTo: wish.returnTo,
      popupId: wish.popupId,
      inPopup: wish.inPopup,
      popupBlocked: wish.popupBlocked,
      isOurs: wish.isOurs,
      loginHint: wish.loginHint === undefined ? null : storable(wish.loginHint),
    },
    browser.client,
    now(),
  )
  if (!started) {
    signInEnded.publish({ door: 'microsoft', code: 'throttled', isProven: false, verdicts: [] })
    return { code: 'throttled' }
  }
  const location = entra.authorizeUrl({
    ...started,
    // Microsoft does neither well if it gets both.
    ...(wish.selectAccount ? { prompt: 'select_account' as const } : { loginHint: wish.loginHint }),
  })
  return { location, attemptSecret, state: started.state }
}

const frontChannelTokens = ['id_token', 'access_token', 'refresh_token', 'token']

/**
 * Microsoft answered.
 *
 * @param answer the query of the redirect, in which nothing is believed yet.
 * @param visit what that address was found to be.
 */
export async function finishMicrosoftSignIn(
  deps: SignInDeps,
  browser: Browser,
  answer: URLSearchParams,
  { state, isAmbiguous }: Extract<RedirectVisit, { kind: 'answer' }>,
): Promise<Outcome> {
  const { db, entra, log, now } = deps
  const taken = await takeAttempt(db, state, browser.attemptSecret, browser.client, now())
  if ('code' in taken) return refuseUntaken(deps, browser, taken)
  const { attempt, mayRedeem } = taken
  const refuse = async (code: Refusal, findings: Findings = {}): Promise<Outcome> => {
    const refused = await refuseAttempt(db, attempt, code, findings, now())
    return { kind: 'refused', refused, attempt }
  }

  try {
    const isTest = attempt.purpose === 'test'
    if (isTest && !(await isTestersBrowser(deps, browser, attempt))) return await refuse('expired')
    const isProof = attempt.purpose === 'proof'
    if (isProof && !(await isProversBrowser(deps, browser, attempt))) return await refuse('expired')
    const unreadable = (seen: string) =>
      refuse('invalid_response', {
        checks: [{ name: 'callback', passed: false, expected: 'one answer', seen }],
      })
    if (isAmbiguous) return await unreadable('a parameter that occurs twice')
    if (answer.has('error')) {
      const { refusal, microsoft } = entra.readError(answer)
      return await refuse(refusal, { microsoft })
    }
    const code = answer.get('code')
    // We ask for a code in the query only. A token on the front channel is not Microsoft's answer to us.
    if (frontChannelTokens.some((token) => answer.has(token))) return await unreadable('a token')
    if (!code) return await unreadable('neither a code nor an error')
    if (!mayRedeem) return await refuse('throttled')

    const secrets = secretsOf(state ?? '', browser.attemptSecret ?? '')
    const by = { browser: browser.attemptSecret ?? '', network: networkOf(browser.client.ip) }
    const redeemed = await entra.redeem({ path: attempt.path ?? 'organizations', code, ...secrets, by })
    if (!redeemed.ok) {
      const { refusal, microsoft, checks, tenantId, outage, cause } = redeemed
      log.warn({ reference: attempt.reference, refusal, err: cause }, 'no usable answer from Microsoft')
      const seen = { checks: isTest ? withoutPerson(checks) : checks }
      return await refuse(refusal, { microsoft, tenantId, outage, ...seen })
    }
    if (isProof) {
      const proof = await concludeMicrosoftProof(deps, browser, attempt, redeemed.account, redeemed.checks)
      if ('code' in proof) return await refuse(proof.code, { checks: redeemed.checks })
      return { kind: 'proved', sessionSecret: proof.secret, attempt }
    }
    const { tenantId, objectId, loginId = null, email, name, authenticatedAt } = redeemed.account
    const { sessionId: entraSid = null } = redeemed.account
    if (isTest) {
      const { guest } = redeemed.account
      await concludeTest(deps, attempt, { tenantId, objectId, loginId, guest }, redeemed.checks)
      return { kind: 'tested', attempt }
    }
    const account = { tenantId, objectId, loginId, email, name, entraSid, authenticatedAt }
    return await admit(deps, browser, attempt, account, redeemed.checks)
  } catch (error) {
    // Without a database, nothing can be recorded. If the person tries again, the attempt is spent.
    if (isUnavailable(error)) throw error
    log.error({ reference: attempt.reference, err: error }, 'a sign-in failed in TMAS itself')
    return refuse('internal')
  }
}

/**
 * The person chose one of the customers in which their account is a user (R11). Nothing was decided before, so
 * everything is checked again.
 */
export async function chooseCustomer(
  deps: SignInDeps,
  browser: Browser,
  attemptId: string,
  customerId: string,
): Promise<Outcome> {
  const attempt = await findChoice(deps, browser, attemptId)
  if (!attempt?.tenantId || !attempt.objectId) {
    return refusedWithout(await refuseWithoutAttempt(deps.db, 'expired', browser.client, deps.now()))
  }
  const { tenantId, objectId, loginId, entraSid } = attempt
  const account = { tenantId, objectId, loginId, entraSid }
  const chosen = { customerId, offered: attempt.choices ?? [] }
  return admit(deps, browser, attempt, account, attempt.checks as Check[], chosen)
}

/** The attempt for which this browser should choose, while it still can. */
export async function findChoice({ db, now }: SignInDeps, browser: Browser, attemptId: string) {
  if (!isSecret(browser.attemptSecret)) return undefined
  return findOpenChoice(db, attemptId, hashSecret(browser.attemptSecret), spanOf(attemptLifetime, now()))
}

/**
 * Admits the account, or refuses it. The decision, the session, the link and their record are one transaction, under
 * the locks that every change of policy takes. Two first sign-ins at the same moment wait for each other here, and the
 * second one finds the link of the first.
 */
async function admit(
  { db, now }: SignInDeps,
  browser: Browser,
  attempt: OpenAttempt,
  account: ProvenAccount,
  checks: Check[],
  chosen?: { customerId: string; offered: readonly string[] },
): Promise<Outcome> {
  const { client } = browser
  if (attempt.purpose !== 'sign_in') throw new Error('an attempt that is not a sign-in admits no one')
  type Refusing = { code: Refusal; verdicts?: Verdict[] }
  const current = await findSession(db, browser.sessionSecret, now())
  const outcome = await db.transaction().execute(async (trx): Promise<Outcome | Refusing> => {
    const candidates = await lockCandidates(trx, account)
    const cameBy = attempt.chainId
      ? ((await findChainTenant(trx, attempt.chainId))?.customerId ?? null)
      : null
    const found = match(
      account,
      // Only what was offered can be chosen. A customer that only claims the tenant may not have been (R11).
      candidates.filter(
        (c) => !chosen || (c.customerId === chosen.customerId && chosen.offered.includes(c.userId)),
      ),
      cameBy,
      now(),
    )
    if (found.kind === 'refuse') return { code: found.code, verdicts: found.verdicts }
    // A session at another customer is not ended without saying so: the page of the choice says it (R11).
    const wouldEnd =
      found.kind === 'admit' && current !== undefined && current.customer.id !== found.candidate.customerId
    if (found.kind === 'choose' || (wouldEnd && chosen === undefined)) {
      const offered = found.kind === 'choose' ? found.candidates : [found.candidate]
      const choices = offered.map((c) => c.userId)
      const { tenantId, objectId, loginId, entraSid } = account
      await offerChoice(trx, attempt.id, { choices, tenantId, objectId, loginId, entraSid }, checks)
      return { kind: 'choose', attempt }
    }

    const { candidate, firstTime } = found
    const isOwnSession = current?.door === 'password' && current.user.id === candidate.userId
    if (firstTime) {
      const signedInAs = isOwnSession ? candidate.userId : null
      const code = refusalOfFirstLink(
        candidate.userId,
        await findVouching(trx, candidate.userId, now()),
        signedInAs,
      )
      if (code) return { code, verdicts: [notVouchedFor(account, candidate, code, now())] }
    }
    // Ends sessions of the same person, which nothing must do for a sign-in that has ended in the meantime.
    const isFullUp = isFull(candidate.openSessions)
    if ((isFullUp || isSecret(browser.sessionSecret)) && !(await holdPending(trx, attempt.id)))
      return { code: 'replayed' }
    if (isFullUp) await makeRoom(trx, candidate.userId, { client, now: now() })
    const { tenantId, objectId, entraSid, authenticatedAt } = account
    const key: ProvenKey = { door: 'microsoft', tenantId, objectId, entraSid, authenticatedAt }
    const session = await prepareSession(trx, candidate, key, {
      attemptId: attempt.id,
      client,
      now: now(),
      replaces: browser.sessionSecret,
      sharedDevice: browser.sharedDevice,
    })
    // The match has asked the same policy about the same standing. This is a bug of ours, and rolls everything back.
    if ('refusal' in session) throw new Error(`the match admits whom the door refuses: ${session.refusal}`)

    const { userId, customerId } = candidate
    const recorded = (event: AuditEvent) => record(trx, { kind: 'user', userId, ...client }, now(), event)
    const link = firstTime && hasLoginId(account) ? newLink(account, isOwnSession) : undefined
    if (link) {
      const { loginId } = link.account
      await recorded({ customerId, action: 'link.made', detail: { userId, tenantId, objectId, loginId } })
    }
    await recorded({
      customerId,
      action: 'sign-in.completed',
      detail: { userId, door: 'microsoft', reference: attempt.reference },
    })
    const isCompleted = await completeSignIn(trx, {
      session,
      loginId: account.loginId,
      checks: [...checks, ...checkAccount(account, candidate, now())],
      language: browser.language,
      records: await recordsToWrite(trx),
      link,
    })
    if (!isCompleted) return { code: 'replayed' }
    return { kind: 'signed_in', sessionSecret: session.secret, userId, attempt }
  })
  if ('kind' in outcome) {
    if (outcome.kind === 'signed_in')
      signInEnded.publish({ door: 'microsoft', code: null, isProven: true, verdicts: [] })
    return outcome
  }

  const failed = outcome.code === 'invalid_response' ? [missingLoginId] : []
  const findings = { account, checks: [...checks, ...failed], verdicts: outcome.verdicts ?? [] }
  const refused = await refuseAttempt(db, attempt, outcome.code, findings, now())
  return { kind: 'refused', refused, attempt }
}

/** The link that a first success makes (R10). */
function newLink(account: NamedAccount, madeWithPassword: boolean) {
  return { id: randomUUIDv7(), account, madeWithPassword }
}

/** The answer belongs to no attempt that could still be finished. */
async function refuseUntaken(
  { db, now }: SignInDeps,
  browser: Browser,
  { code, spent, elsewhere }: Exclude<Taken, { attempt: OpenAttempt }>,
): Promise<Outcome> {
  // Its pop-up, if it had one, is in the browser that asked.
  if (elsewhere) return refusedWithout(refusedOf(elsewhere, code))
  if (!spent) return refusedWithout(await refuseWithoutAttempt(db, code, browser.client, now()))
  if (code === 'replayed' && (await findSession(db, browser.sessionSecret, now())))
    return { kind: 'signed_in_before', attempt: spent }
  // The reference is the attempt's own: it is what the manager's list has (R17).
  return { kind: 'refused', refused: refusedOf(spent, code), attempt: spent }
}

function refusedWithout(refused: Refused): Outcome {
  return { kind: 'refused', refused, attempt: undefined }
}
