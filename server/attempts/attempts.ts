/**
 * The life of one attempt to sign in: started, taken, ended, and made known.
 * Not here: deciding whether it succeeds (sign-in), and what managers read of it (records).
 */

import { createHash, randomUUIDv7 } from 'node:crypto'
import { recordAll } from '#server/audit/audit.ts'
import { type MicrosoftAnswer, personalAccounts } from '#server/entra/entra.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { deriveSecret, hashSecret, isSecret, newReference, newSecret } from '#server/platform/secret.ts'
import type { Account } from '#server/policy/accounts.ts'
import type { Outage } from '#server/policy/disturbance.ts'
import { keptFor, unfinishedKept } from '#server/policy/keeping.ts'
import { type Reading, readingsOf } from '#server/policy/readership.ts'
import { isWithin, spanOf } from '#server/policy/time.ts'
import { fromAnotherTenant, noUserHere, type Verdict } from '#server/policy/verdicts.ts'
import type { Client } from '#server/sessions/sessions.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import {
  type Attempt,
  claimAttempt,
  countUnasked,
  endAttempt,
  findAttemptByState,
  insertAttempt,
  insertReturnedAttempt,
  insertStartedAttempt,
  listPendingSince,
  listTies,
  type ReturnedAttempt,
  reopenForCustomers,
  reopenUnreturned,
  setAttemptCustomers,
  setSucceeded,
  withdrawAttempt,
} from './attempts.queries.ts'
import { deleteSurplus, deleteUnreturnedSurplus } from './bounds.queries.ts'
import { recordTest } from './connection-tests.ts'
import { isSealedStart, openStart, sealStart } from './sealed-start.ts'
import { signInEnded } from './sign-in-ended.ts'

/** Milliseconds that an attempt lives (contract). */
export const attemptLifetime = 15 * 60 * 1000

/**
 * Refusals without a name that may come back to one network in that time. Starts are not counted, nor is anyone who is
 * named: a head office of thousands may sign in within a minute. What is counted is made by made-up answers.
 */
const vainPerNetwork = 300

/** Characters of an address to return to that are stored. */
const longestReturnTo = 1000

/** Unrequested answers recorded for one address in that time. A flood of them leaves no more traces. */
const unaskedPerAddress = 200

/** What is sent to Microsoft for an attempt. None of it is stored: see `secretsOf`. */
export type Started = { state: string; nonce: string; codeChallenge: string; path: string }

/** What the person and the managers see when an attempt ends without a session. */
export type Refused = {
  code: Refusal
  reference?: string | undefined
  /** Where the person wanted to go, and which chain's address they used. A new attempt keeps both. */
  returnTo: string
  chainId: string | null
}

/** Everything that was known about an attempt when it ended. */
export type Findings = {
  userId?: string
  account?: Account & { email?: string | undefined; name?: string | undefined }
  tenantId?: string | undefined
  microsoft?: MicrosoftAnswer | undefined
  checks?: Check[] | undefined
  /** Set if it would have stopped everyone (policy/disturbance). */
  outage?: Outage | undefined
  /** What the match said for each customer in which the account could be a user. */
  verdicts?: Verdict[]
  /** The answer arrived in another browser than the one that asked, which may still take it. */
  isElsewhere?: true
}

/**
 * The nonce and the PKCE verifier follow from two values: the state, which travels, and the browser's cookie, which
 * only the browser and we know. So nothing needs to be stored, and a copy of the table completes no sign-in. An answer
 * that arrives in another browser could not be redeemed even if every other check were missing.
 *
 * @see RFC 7636 section 4.1: a verifier has 43 to 128 characters; these have 43.
 */
export function secretsOf(state: string, browser: string): { nonce: string; codeVerifier: string } {
  const root = deriveSecret(browser, state)
  return { nonce: deriveSecret(root, 'nonce'), codeVerifier: deriveSecret(root, 'code_verifier') }
}

/**
 * Starts an attempt. If this browser already has one for the pop-up, the same attempt continues under a new state, and
 * anything the abandoned window still sends is too late.
 *
 * Where no page of ours led to it, nothing is stored: the attempt travels in the state (R34).
 *
 * @returns undefined if too many refusals have come back to its network.
 */
export async function startAttempt(
  db: Db,
  browser: string,
  wish: {
    path: string
    chainId: string | null
    returnTo: string
    popupId: string | null
    inPopup: boolean
    popupBlocked: boolean
    loginHint: string | null
    /** Whether a page of ours led here. */
    isOurs: boolean
  },
  client: Client,
  now: Date,
): Promise<Started | undefined> {
  const { isOurs, loginHint, ...start } = wish
  const state = isOurs ? newSecret() : sealStart(browser, { ...start, at: now.getTime() })
  const { nonce, codeVerifier } = secretsOf(state, browser)
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const started = { state, nonce, codeChallenge, path: wish.path }
  if (!isOurs) return started

  const hashes = { browserHash: hashSecret(browser), stateHash: hashSecret(state) }
  const attempt = {
    id: randomUUIDv7(),
    reference: newReference(),
    startedAt: now,
    ...hashes,
    ...start,
    returnTo: shortened(wish.returnTo),
    loginHint,
    ...client,
  }
  const keptUntil = new Date(now.getTime() + unfinishedKept)
  const bounds = { keptUntil, limit: vainLimit(now), alive: spanOf(attemptLifetime, now) }
  return (await insertStartedAttempt(db, attempt, bounds)) ? started : undefined
}

/** A page is found again without what was typed into its filters. */
function shortened(returnTo: string): string {
  if (returnTo.length <= longestReturnTo) return returnTo
  const [pathname = '/'] = returnTo.split(/[?#]/)
  return pathname.length <= longestReturnTo ? pathname : '/'
}

const vainLimit = (now: Date) => ({
  since: new Date(now.getTime() - attemptLifetime),
  most: vainPerNetwork,
})

/** The attempt that an answer is for, or why it cannot be taken, with the attempt that it names. */
export type Taken =
  | {
      attempt: Attempt
      /**
       * Whether another code of this browser may be redeemed. It may not if too many refusals have come back to its
       * network, unless someone has signed in with this browser before.
       */
      mayRedeem: boolean
    }
  | {
      code: Refusal
      /** This browser's own, which has ended: a page that is only reloaded can be sent where it went the first time. */
      spent?: Attempt
      /** Another browser's. */
      elsewhere?: Attempt
    }

/**
 * Takes the attempt that a state belongs to, once: this also spends it.
 *
 * An answer that arrives in a browser other than the one that asked, or without its cookie, ends the attempt with that
 * cause (R17), and does not spend it: a scanner of links may have been there first. The reference on the screen is the
 * attempt's.
 */
export async function takeAttempt(
  db: Db,
  state: string | undefined,
  browser: string | undefined,
  client: Client,
  now: Date,
): Promise<Taken> {
  const browserHash = isSecret(browser) ? hashSecret(browser) : undefined
  if (isSealedStart(state)) {
    if (!isSecret(browser)) return { code: 'invalid_response' }
    const begun = await beginReturned(db, state, browser, client, now)
    if (begun !== 'spent') return begun
  } else if (!isSecret(state)) return { code: 'invalid_response' }
  else if (browserHash) {
    const alive = spanOf(attemptLifetime, now)
    const hashes = { stateHash: hashSecret(state), browserHash }
    const taken = await claimAttempt(db, hashes, now, alive, vainLimit(now))
    if (taken?.answeredElsewhereAt) await reopenForCustomers(db, taken.id)
    if (taken) return takenOf(taken)
  }

  const attempt = await findAttemptByState(db, hashSecret(state))
  if (!attempt?.browserHash) return { code: 'invalid_response' }
  // It was closed because nothing had come back, and now something has.
  const isOpen = await reopenUnreturned(db, attempt.id)
  if (!browserHash?.equals(attempt.browserHash)) {
    if (isOpen) {
      const seen = browserHash ? 'another browser' : 'a browser without the cookie of the sign-in'
      const check: Check = { name: 'browser', passed: false, expected: 'the browser that asked', seen }
      await refuseAttempt(db, attempt, 'invalid_response', { checks: [check], isElsewhere: true }, now)
    }
    return { code: 'invalid_response', elsewhere: attempt }
  }
  if (!isOpen) return { code: 'replayed', spent: attempt }
  await refuseAttempt(db, attempt, 'expired', {}, now)
  return { code: 'expired', spent: attempt }
}

/** The attempt of which nothing was kept begins here, with its answer; the state still opens once only. */
async function beginReturned(
  db: Db,
  state: string,
  browser: string,
  client: Client,
  now: Date,
): Promise<Taken | 'spent'> {
  const start = openStart(browser, state)
  if (!start) return { code: 'invalid_response' }
  const { at, ...wish } = start
  if (!isWithin(attemptLifetime, at, now)) return { code: 'expired' }
  const attempt = await insertReturnedAttempt(
    db,
    {
      id: randomUUIDv7(),
      reference: newReference(),
      startedAt: new Date(at),
      returnedAt: now,
      browserHash: hashSecret(browser),
      stateHash: hashSecret(state),
      ...wish,
      ...client,
    },
    new Date(now.getTime() + unfinishedKept),
    vainLimit(now),
  )
  return attempt ? takenOf(attempt) : 'spent'
}

function takenOf({ mayRedeem, ...attempt }: ReturnedAttempt): Taken {
  return { attempt, mayRedeem }
}

/**
 * Ends the attempts that left for Microsoft and did not come back, and those whose password was right but whose second
 * factor never came (R17), in small batches; after a flood, the rest in the next round.
 */
export async function closeUnreturned(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - attemptLifetime)
  await deleteUnreturnedSurplus(db, before)
  for (let round = 0; round < 20; round += 1) {
    const unreturned = await listPendingSince(db, before, 200)
    for (const attempt of unreturned) {
      if (attempt.door === 'password') {
        const findings = withoutSecondFactor(attempt.userId ?? undefined, 'not given in time')
        await refuseAttempt(db, attempt, 'expired', findings, now)
      } else await closeAbandoned(db, attempt, now)
    }
    if (unreturned.length < 200) return
  }
}

/** Ends an attempt that nothing came back for. If the browser had blocked the pop-up, that is the likelier reason. */
export function closeAbandoned(db: Db, attempt: Attempt, now: Date): Promise<Refused> {
  return refuseAttempt(db, attempt, attempt.popupBlocked ? 'popup_blocked' : 'not_returned', {}, now)
}

/** What is recorded about a person whose password was right and whose second factor was not (R17, R30). */
export function withoutSecondFactor(userId: string | undefined, seen: string): Findings {
  const checks: Check[] = [
    { name: 'password', passed: true },
    { name: 'second_factor', passed: false, expected: 'a code or a passkey of this user', seen },
  ]
  return { ...(userId !== undefined && { userId }), checks }
}

/** Ends an attempt without a session, and records why, for every customer it concerns (R17). */
export async function refuseAttempt(
  db: Db,
  attempt: Attempt,
  code: Refusal,
  findings: Findings,
  now: Date,
): Promise<Refused> {
  const closed = await db.transaction().execute((trx) => closeRefused(trx, attempt, code, findings, now))
  if (closed) signInEnded.publish({ code, ...closed })
  return refusedOf(attempt, code)
}

export function refusedOf({ reference, returnTo, chainId }: Attempt, code: Refusal): Refused {
  return { code, reference, returnTo, chainId }
}

/**
 * Records a refusal that belongs to no attempt: a wrong password, or an answer that no one here asked for. Beyond a limit per address it is shown, but no longer recorded, and has no reference.
 */
export async function refuseWithoutAttempt(
  db: Db,
  code: Refusal,
  client: Client,
  now: Date,
  more: { door?: 'microsoft' | 'password'; returnTo?: string; findings?: Findings } = {},
): Promise<Refused> {
  const { door = 'microsoft', returnTo = '/', findings = {} } = more
  const untold = { code, returnTo, chainId: null }
  const since = new Date(now.getTime() - attemptLifetime)
  // The password sign-in counts its attempts itself, and each is recorded.
  const isUnasked = door === 'microsoft'
  if (isUnasked && (await countUnasked(db, client.ip, since)) >= unaskedPerAddress) {
    signInEnded.publish({ door, code, isProven: false, verdicts: [] })
    return untold
  }

  const id = randomUUIDv7()
  const attempt = {
    id,
    reference: newReference(),
    door,
    startedAt: now,
    returnedAt: now,
    returnTo: shortened(returnTo),
    chainId: null,
    ...client,
  }
  const closed = await db.transaction().execute(async (trx) => {
    await insertAttempt(trx, attempt)
    return closeRefused(trx, { ...attempt, purpose: 'sign_in' }, code, findings, now)
  })
  if (closed) signInEnded.publish({ code, ...closed })
  return { ...untold, reference: attempt.reference }
}

/** @returns the customers it concerned; undefined if it had already been ended elsewhere. */
async function closeRefused(trx: Trx, attempt: Ending, code: Refusal, found: Findings, now: Date) {
  // Someone who should have chosen among customers (R11), and did not, had already been named.
  const findings = { ...accountOf(attempt), ...found }
  const isNamed = namesAPerson(findings)
  const hasHint = (attempt.loginHint ?? null) !== null
  const isTest = attempt.purpose === 'test'
  const left = { door: attempt.door as 'microsoft' | 'password', code, isNamed, checks: findings.checks }
  // A test is a manager's, and a right password was given for what waits for its second factor.
  const kept = isTest ? null : keptFor(left)
  const ended = await endAttempt(trx, attempt.id, {
    outcome: 'refused',
    code,
    endedAt: now,
    hintWaits: hasHint && !isNamed,
    keptUntil: kept === null ? null : new Date(now.getTime() + kept),
    ...(found.isElsewhere && { answeredElsewhereAt: now }),
    ...columnsOf(findings),
  })
  // It was ended elsewhere in the meantime, and what was recorded there stays.
  if (!ended) return undefined
  if (isTest) {
    // Whatever account came, it concerns only the tester, and it is not a sign-in to be counted.
    await recordTest(trx, attempt, { code, ...findings.verdicts?.[0] }, now)
    return undefined
  }
  // No one wanted to sign in: the person is, and reads why it proved nothing.
  if (attempt.purpose === 'proof') return undefined
  const verdicts = await verdictsFor(trx, attempt, code, findings)
  // Only through a chain's address or a hint can a customer have read it while it was pending.
  if (attempt.chainId !== null || hasHint) {
    const concerned = verdicts.map(({ customerId }) => customerId)
    await withdrawAttempt(trx, attempt.id, concerned, !isNamed)
  }
  await setAttemptCustomers(trx, attempt.id, verdicts)
  if (kept !== null) {
    // Anyone can make such an attempt: it is bounded, and no audit record tells of it (R34).
    const { chainId } = attempt
    await deleteSurplus(trx, { network: networkOf(attempt.ip), chainId, userId: findings.userId ?? null })
    return { door: ended.door, verdicts, isProven: false }
  }
  const eventsRead = (reading: Reading) =>
    verdicts
      .filter((verdict) => verdict.reading === reading)
      .map(({ customerId, code }) => ({
        customerId,
        action: 'sign-in.refused' as const,
        detail: { code, door: ended.door, reference: attempt.reference },
      }))
  const { ip, userAgent } = attempt
  await recordAll(trx, { kind: 'stranger', ip, userAgent }, now, eventsRead('full'))
  await recordAll(trx, { kind: 'stranger' }, now, eventsRead('other_tenant'))
  return { door: ended.door, verdicts, isProven: true }
}

/** An attempt, as far as its end needs it. One that is recorded only now has no more. */
type Ending = Pick<Attempt, 'id' | 'reference' | 'door' | 'purpose' | 'chainId' | 'ip' | 'userAgent'> &
  Partial<Pick<Attempt, 'loginHint' | 'tenantId' | 'objectId' | 'loginId'>>

function accountOf({ tenantId, objectId, loginId }: Ending): Pick<Findings, 'account'> {
  return tenantId && objectId ? { account: { tenantId, objectId, loginId: loginId ?? null } } : {}
}

/** Whether anything other than a hint says whose attempt it was: an account, a user, or a customer's tenant. */
function namesAPerson({ account, userId, tenantId = personalAccounts }: Findings): boolean {
  return account !== undefined || userId !== undefined || tenantId !== personalAccounts
}

/** What every customer that the attempt can concern reads about it: each its own reason, and its own user. */
async function verdictsFor(
  trx: Trx,
  { chainId }: Pick<Attempt, 'chainId'>,
  code: Refusal,
  { account, tenantId, userId, verdicts = [] }: Findings,
): Promise<(Verdict & { reading: Reading })[]> {
  const ties = await listTies(trx, {
    tenantId: account?.tenantId ?? tenantId ?? null,
    objectId: account?.objectId ?? null,
    loginId: account?.loginId ?? null,
    chainId,
    userId: userId ?? null,
  })
  const matched = verdicts.length > 0 || code === 'unknown_user'
  const verdictOf = (customerId: string): Verdict => {
    const verdict = verdicts.find((verdict) => verdict.customerId === customerId)
    if (verdict) return verdict
    if (matched && account) return noUserHere(customerId, account)
    return { customerId, userId: userId ?? null, code, checks: [], isOwnTenant: false }
  }
  const readings = readingsOf(ties.map((tie) => ({ ...tie, matched: verdictOf(tie.customerId).isOwnTenant })))
  return [...readings].map(([customerId, reading]) => {
    const verdict = verdictOf(customerId)
    return { ...(reading === 'full' ? verdict : fromAnotherTenant(verdict)), reading }
  })
}

/**
 * Ends an attempt by password with a session, in the session's own transaction. With Microsoft, one statement writes all
 * of it (sign-in/complete-sign-in).
 *
 * @returns false if it has ended in the meantime: the person cancelled, and a late answer must not sign them in.
 */
export function succeedAttempt(
  trx: Trx,
  attempt: Pick<Attempt, 'id'>,
  user: { userId: string; customerId: string },
  now: Date,
): Promise<boolean> {
  return setSucceeded(trx, attempt.id, now, user)
}

function columnsOf({ userId, account, tenantId, microsoft, checks, outage }: Findings) {
  return {
    choices: null,
    entraSid: null,
    ...(userId === undefined ? {} : { userId }),
    ...(account === undefined
      ? { ...(tenantId === undefined ? {} : { tenantId }) }
      : {
          tenantId: account.tenantId,
          objectId: account.objectId,
          loginId: account.loginId,
          accountEmail: account.email ?? null,
          accountName: account.name ?? null,
        }),
    ...(microsoft === undefined ? {} : { microsoft: JSON.stringify(microsoft) }),
    ...(checks === undefined ? {} : { checks: JSON.stringify(checks) }),
    ...(outage === undefined ? {} : { outage }),
  }
}
