import { type Selectable, sql } from 'kysely'
import type { ConnectionTest } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Account } from '#server/policy/accounts.ts'
import { foldAddress } from '#server/policy/address.ts'
import type { Span } from '#server/policy/time.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

export type Test = Selectable<ConnectionTest>

export async function insertTest(trx: Trx, test: Omit<Test, 'attemptPurpose'>): Promise<void> {
  await trx.insertInto('connectionTest').values(test).execute()
}

/** Notes which tenant answered, in a test that asks for that. It is noted once. */
export async function noteTenantFound(db: Db, attemptId: string, tenantId: string): Promise<void> {
  await db
    .updateTable('connectionTest')
    .set({ tenantId })
    .where('attemptId', '=', attemptId)
    .where('findsTenant', '=', true)
    .where('tenantId', 'is', null)
    .execute()
}

export function findTest(db: Db | Trx, attemptId: string): Promise<Test | undefined> {
  return db.selectFrom('connectionTest').selectAll().where('attemptId', '=', attemptId).executeTakeFirst()
}

/** How many tests a person has started lately. */
export async function countTestsOf(db: Db, userId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('connectionTest')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .where('startedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Gives a test that is not answered yet the state with which this browser leaves for Microsoft. An older state is then
 * too late.
 */
export async function bindTest(
  db: Db,
  attemptId: string,
  bound: { browserHash: Buffer; stateHash: Buffer; inPopup: boolean },
  started: Span,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signInAttempt')
    .set({ ...bound, popupId: attemptId })
    .where('id', '=', attemptId)
    .where('purpose', '=', 'test')
    .where('outcome', '=', 'pending')
    .where('returnedAt', 'is', null)
    .where('startedAt', '>', started.since)
    .where('startedAt', '<=', started.until)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/**
 * A test as it stands: the attempt, what this customer's own rules said, and about whom.
 *
 * @param findsTenant whether it asks which tenant answers (R4), or whether a certain one does (R20).
 */
export async function findReport(db: Db, chainId: string, attemptId: string, findsTenant: boolean) {
  return db
    .selectFrom('connectionTest as test')
    .innerJoin('signInAttempt as attempt', 'attempt.id', 'test.attemptId')
    .leftJoin('signInAttemptCustomer as verdict', (join) =>
      join
        .onRef('verdict.attemptId', '=', 'test.attemptId')
        .onRef('verdict.customerId', '=', 'test.customerId'),
    )
    .leftJoin('userAccount as person', 'person.id', 'verdict.userId')
    .selectAll('attempt')
    .select([
      'test.tenantId as testedTenantId',
      'verdict.checks as ownChecks',
      'person.id as personId',
      'person.username as personUsername',
      'person.email as personEmail',
    ])
    .where('test.attemptId', '=', attemptId)
    .where('test.locationId', '=', chainId)
    .where('test.findsTenant', '=', findsTenant)
    .executeTakeFirst()
}

/** Ends a test in which every check passed; false if it has already ended. */
export async function passTest(
  trx: Trx,
  attemptId: string,
  { tenantId, objectId, loginId }: Account,
  checks: readonly Check[],
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('signInAttempt')
    .set({ outcome: 'succeeded', endedAt: now, tenantId, objectId, loginId, checks: JSON.stringify(checks) })
    .where('id', '=', attemptId)
    .where('purpose', '=', 'test')
    .where('outcome', '=', 'pending')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What a test found, for the customer whose manager tests. */
export async function insertTestVerdict(
  trx: Trx,
  verdict: {
    customerId: string
    attemptId: string
    code: Refusal | null
    userId: string | null
    checks: readonly Check[]
  },
): Promise<void> {
  const checks = JSON.stringify(verdict.checks)
  await trx
    .insertInto('signInAttemptCustomer')
    .values({ ...verdict, checks })
    .execute()
}

/**
 * The users of one customer who are linked with this account or have its address, and which of them have a role at
 * this chain or below it.
 */
export async function listUsersHere(
  trx: Trx,
  chain: { id: string; customerId: string },
  { tenantId, objectId, loginId }: Account,
): Promise<{ id: string; isHere: boolean }[]> {
  const { rows } = await sql<{ id: string; isHere: boolean }>`
    select id, exists (
      select from membership
      where user_id = user_account.id
        and location_id in (select id from branch_of(${chain.customerId}, array[${chain.id}]::uuid[]))
    ) as is_here
    from user_account
    where customer_id = ${chain.customerId} and (
      email_folded = ${loginId === null ? null : foldAddress(loginId)} or id in (
        select user_id from microsoft_link
        where tenant_id = ${tenantId} and object_id = ${objectId} and ended_at is null
      )
    )`.execute(trx)
  return rows
}
