import { randomUUIDv7 } from 'node:crypto'
import { recordAll } from '#server/audit/audit.ts'
import { type MicrosoftAnswer, personalAccounts } from '#server/entra/entra.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { newReference } from '#server/platform/secret.ts'
import type { Account } from '#server/policy/accounts.ts'
import type { Outage } from '#server/policy/disturbance.ts'
import { keptFor } from '#server/policy/keeping.ts'
import { type Reading, readingsOf } from '#server/policy/readership.ts'
import { fromAnotherTenant, noUserHere, type Verdict } from '#server/policy/verdicts.ts'
import type { Client } from '#server/sessions/sessions.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { OpenAttempt } from './attempts.queries.ts'
import { attemptLifetime, type Refused } from './attempts.ts'
import { deleteSurplus } from './bounds.queries.ts'
import { recordTest } from './connection-tests.ts'
import {
  endAttempt,
  insertAttempt,
  listTies,
  onlyUserOfBrowser,
  setAttemptCustomers,
  setSucceeded,
  withdrawAttempt,
} from './end-attempt.queries.ts'
import { signInEnded } from './sign-in-ended.ts'
import { shortened } from './start-attempt.ts'
import { countUnasked } from './take-attempt.queries.ts'

/** Unrequested answers recorded for one address in that time. A flood of them leaves no more traces. */
const unaskedPerAddress = 200

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
  attempt: OpenAttempt,
  code: Refusal,
  findings: Findings,
  now: Date,
): Promise<Refused> {
  const closed = await db.transaction().execute((trx) => closeRefused(trx, attempt, code, findings, now))
  if (closed) signInEnded.publish({ code, ...closed })
  return refusedOf(attempt, code)
}

export function refusedOf({ reference, returnTo, chainId }: OpenAttempt, code: Refusal): Refused {
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
  more: {
    door?: 'microsoft' | 'password'
    returnTo?: string
    findings?: Findings
    /** Of the browser that may read more about it, if it is known. */
    browserHash?: Buffer | null
  } = {},
): Promise<Refused> {
  const { door = 'microsoft', returnTo = '/', findings = {}, browserHash = null } = more
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
    browserHash,
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
    browserUserId: attempt.door === 'microsoft' && attempt.purpose === 'sign_in' ? onlyUserOfBrowser : null,
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
type Ending = Pick<OpenAttempt, 'id' | 'reference' | 'door' | 'purpose' | 'chainId' | 'ip' | 'userAgent'> &
  Partial<Pick<OpenAttempt, 'loginHint' | 'tenantId' | 'objectId' | 'loginId'>>

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
  { chainId }: Pick<OpenAttempt, 'chainId'>,
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
  attempt: Pick<OpenAttempt, 'id'>,
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
