/**
 * A test of the connection (R20): a real sign-in at Microsoft by a manager, which ends in a report and changes
 * nothing. *Connect with Microsoft* (R4) is one that asks which tenant answers (connect.ts).
 *
 *   start      the manager asks for it: an attempt that is marked as a test, and no state yet
 *   open       a window of the same session goes there: the state, bound to this browser, and off to Microsoft
 *   conclude   Microsoft answered (microsoft.ts, up to the proved account): what would have become of it
 *
 * An attempt that is a test makes no session: `admit` refuses it, `succeedAttempt` does not find it, and the database
 * refuses a session that points to it.
 */

import { createHash, randomUUIDv7 } from 'node:crypto'
import type { OpenAttempt } from '#server/attempts/attempts.queries.ts'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import {
  bindTest,
  countTestsOf,
  findReport,
  findTest,
  insertTest,
  listUsersHere,
  noteTenantFound,
  passTest,
  type Test,
} from '#server/attempts/connection-tests.queries.ts'
import { recordTest } from '#server/attempts/connection-tests.ts'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import { refuseAttempt } from '#server/attempts/end-attempt.ts'
import { secretsOf } from '#server/attempts/start-attempt.ts'
import { record } from '#server/audit/audit.ts'
import type { Entra, MicrosoftAnswer } from '#server/entra/entra.ts'
import { asIfSaved } from '#server/locations/as-if-saved.ts'
import { lockCustomerPolicy, setProved } from '#server/locations/locations.queries.ts'
import { findPermitted, type Location } from '#server/locations/permitted.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret, newReference, newSecret } from '#server/platform/secret.ts'
import type { Account, Candidate } from '#server/policy/accounts.ts'
import { judgeAccount, judgeTenant, withoutPerson } from '#server/policy/connection.ts'
import { spanOf } from '#server/policy/time.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { type Client, findSession } from '#server/sessions/sessions.ts'
import { listCandidates } from '#server/users/links.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

export { withoutPerson } from '#server/policy/connection.ts'

/** How many tests one manager may start during the lifetime of one. */
const testsAtOnce = 30

/**
 * Where accounts of every tenant may answer. An account from another tenant then comes back, and the report can say
 * so.
 */
const path = 'organizations'

/**
 * Starts a test of a tenant ID, which need not be saved yet.
 *
 * @param tenantId null asks which tenant answers (R4).
 * @throws {Problem} `throttled`
 */
export async function startTest(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  { user, sessionId }: Pick<SignedIn, 'user' | 'sessionId'>,
  chain: Location,
  tenantId: string | null,
  client: Client,
): Promise<{ id: string; expiresAt: Date }> {
  const startedAt = now()
  if ((await countTestsOf(db, user.id, since(startedAt))) >= testsAtOnce) {
    throw new Problem('throttled', 'Too many tests in a short time. Wait a few minutes.', {
      retryAfterSeconds: 60,
    })
  }
  const id = randomUUIDv7()
  const shownBy = tenantId === null ? 'connect' : 'test'
  await db.transaction().execute(async (trx) => {
    await insertAttempt(trx, {
      id,
      reference: newReference(),
      door: 'microsoft',
      purpose: 'test',
      startedAt,
      // It belongs to no browser yet, and no one knows it: `open` gives it one that leaves for Microsoft.
      stateHash: hashSecret(newSecret()),
      path,
      chainId: chain.id,
      returnTo: `/administration/locations?${new URLSearchParams({ location: chain.id, section: 'advanced', [shownBy]: id })}`,
      ...client,
    })
    const { customerId, id: locationId } = chain
    await insertTest(trx, {
      attemptId: id,
      customerId,
      locationId,
      tenantId,
      findsTenant: tenantId === null,
      userId: user.id,
      sessionId,
      startedAt,
    })
  })
  return { id, expiresAt: new Date(startedAt.getTime() + attemptLifetime) }
}

/**
 * Sends a window of the session that started a test to Microsoft. It may be repeated until Microsoft has answered.
 *
 * @returns undefined if this browser has no such test, or it is over.
 */
export async function openTest(
  deps: Pick<SignInDeps, 'db' | 'now'> & { entra: Entra },
  browser: Browser,
  { testId, inPopup }: { testId: string; inPopup: boolean },
): Promise<{ location: string; attemptSecret: string } | undefined> {
  if (!(await isTestersBrowser(deps, browser, { id: testId }))) return undefined
  const { db, entra, now } = deps
  const attemptSecret = isSecret(browser.attemptSecret) ? browser.attemptSecret : newSecret()
  const state = newSecret()
  const bound = { browserHash: hashSecret(attemptSecret), stateHash: hashSecret(state), inPopup }
  if (!(await bindTest(db, testId, bound, spanOf(attemptLifetime, now())))) return undefined
  const { nonce, codeVerifier } = secretsOf(state, attemptSecret)
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const location = entra.authorizeUrl({ path, state, nonce, codeChallenge, prompt: 'select_account' })
  return { location, attemptSecret }
}

/** Whether this is the session that started the test, still open, of someone who may still change these settings. */
export async function isTestersBrowser(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  { sessionSecret }: Browser,
  { id }: Pick<OpenAttempt, 'id'>,
): Promise<boolean> {
  const [test, session] = [await findTest(db, id), await findSession(db, sessionSecret, now())]
  if (!test || session?.sessionId !== test.sessionId) return false
  try {
    await findPermitted(db, session, 'settings.change', test.locationId)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** Microsoft has proved an account. Says what would have become of it, and admits no one. */
export async function concludeTest(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  attempt: OpenAttempt,
  account: Account & { guest: boolean },
  checks: Check[],
): Promise<void> {
  const test = await findTest(db, attempt.id)
  if (!test) return
  const { customerId, locationId } = test
  const tested = test.tenantId ?? account.tenantId
  const isElsewhere = judgeTenant(customerId, tested, account)
  if (isElsewhere) {
    const findings = {
      tenantId: account.tenantId,
      checks: withoutPerson(checks),
      verdicts: [{ ...isElsewhere, code: 'tenant_mismatch' as const, isOwnTenant: false }],
    }
    await refuseAttempt(db, attempt, 'tenant_mismatch', findings, now())
    return
  }

  if (test.tenantId === null) await noteTenantFound(db, attempt.id, tested)
  await proveTenant(db, { ...test, tenantId: tested }, attempt, now())
  const chain = { id: locationId, customerId }
  const { candidates, hereIds } = await asIfSaved(
    db,
    chain,
    tested,
    (trx) => findCandidatesHere(trx, chain, account),
    now(),
  )
  const { code, ...found } = judgeAccount(customerId, tested, account, candidates, hereIds, now())
  if (code !== null) {
    await refuseAttempt(
      db,
      attempt,
      code,
      { account, checks, verdicts: [{ ...found, code, isOwnTenant: true }] },
      now(),
    )
    return
  }
  await db.transaction().execute(async (trx) => {
    if (await passTest(trx, attempt.id, account, checks, now()))
      await recordTest(trx, attempt, { ...found, code }, now())
  })
}

/**
 * The users of one customer that this account could be, and which of them have a role at this chain or below it. They
 * are not locked, because nothing is decided with them.
 */
async function findCandidatesHere(
  trx: Trx,
  chain: { id: string; customerId: string },
  account: Account,
): Promise<{ candidates: Candidate[]; hereIds: Set<string> }> {
  const users = await listUsersHere(trx, chain, account)
  const ids = users.map(({ id }) => id)
  return {
    candidates: ids.length === 0 ? [] : await listCandidates(trx, ids, account.tenantId),
    hereIds: new Set(users.filter(({ isHere }) => isHere).map(({ id }) => id)),
  }
}

/**
 * The test was started and ended in a session of someone who may set this tenant, and an account of the tenant itself
 * answered: a test asks `organizations`, where a guest comes as an account of their own organization, and a token that
 * says it is a guest's was refused. So the tenant is proved (R31), whether or not the account is a user of TMAS.
 */
async function proveTenant(
  db: Db,
  { customerId, locationId, tenantId, userId }: Test & { tenantId: string },
  { reference, ip, userAgent }: Pick<OpenAttempt, 'reference' | 'ip' | 'userAgent'>,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, customerId)
    if (!(await setProved(trx, locationId, tenantId, userId, now))) return
    await record(trx, { kind: 'user', userId, ip, userAgent }, now, {
      customerId,
      action: 'tenant.proved',
      detail: { locationId, tenantId, reference },
    })
  })
}

/** What a test found, for people who may change the chain's settings. */
export type Report = {
  id: string
  reference: string
  state: 'pending' | 'passed' | 'failed'
  startedAt: Date
  endedAt: Date | null
  /** The tenant ID that was tried. */
  azureTenantId: string
  /** Whether Microsoft and the tenant ID are in order, whatever the account is. */
  connected: boolean
  code: Refusal | null
  /** The tenant that answered, and the account. For an account from another tenant, only the tenant. */
  tenantId: string | null
  loginId: string | null
  /** The user of this account in TMAS, or the one it would become. */
  user: { id: string; username: string; email: string } | null
  checks: Check[]
  microsoft: MicrosoftAnswer | null
}

/** @throws {Problem} `not_found` if this chain has no such test. */
export async function readTest(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  chainId: string,
  testId: string,
): Promise<Report> {
  const found = await findEnded({ db, now }, chainId, testId, false)
  const tested = found.testedTenantId
  if (tested === null) throw new Error('a test without a tenant asks for one')
  const ownChecks = (found.ownChecks ?? []) as Check[]
  const { personId: id, personUsername: username, personEmail: email } = found
  return {
    id: found.id,
    reference: found.reference,
    state: found.outcome === 'pending' ? 'pending' : found.outcome === 'succeeded' ? 'passed' : 'failed',
    startedAt: found.startedAt,
    endedAt: found.endedAt,
    azureTenantId: tested,
    // The account is stored only if it is proved and in this tenant.
    connected: found.loginId !== null && found.tenantId === tested,
    code: found.code as Refusal | null,
    tenantId: found.tenantId,
    loginId: found.loginId,
    user: id && username && email ? { id, username, email } : null,
    checks: [...(found.checks as Check[]), ...ownChecks],
    microsoft: found.microsoft as MicrosoftAnswer | null,
  }
}

/**
 * A test as it stands; one from which no one came back is ended first.
 *
 * @throws {Problem} `not_found` if this chain has no such test.
 */
export async function findEnded(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  chainId: string,
  testId: string,
  findsTenant: boolean,
) {
  const find = async () => {
    const found = await findReport(db, chainId, testId, findsTenant)
    if (!found) throw new Problem('not_found', 'There is no such test.')
    return found
  }
  const found = await find()
  if (found.outcome !== 'pending' || found.startedAt > since(now())) return found
  await refuseAttempt(db, found, 'not_returned', {}, now())
  return find()
}

function since(now: Date): Date {
  return new Date(now.getTime() - attemptLifetime)
}
