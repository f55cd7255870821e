import { type Selectable, sql } from 'kysely'
import { type Actor, record } from '#server/audit/audit.ts'
import type { ConnectionTest } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Account, Candidate } from '#server/policy/accounts.ts'
import { foldAddress } from '#server/policy/address.ts'
import { listCandidates } from '#server/users/links.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Attempt } from './attempts.queries.ts'

export type Test = Selectable<ConnectionTest>

export async function insertTest(trx: Trx, test: Omit<Test, 'attemptPurpose'>): Promise<void> {
  await trx.insertInto('connectionTest').values(test).execute()
}

export function findTest(db: Db | Trx, attemptId: string): Promise<Test | undefined> {
  return db.selectFrom('connectionTest').selectAll().where('attemptId', '=', attemptId).executeTakeFirst()
}

/** How many tests somebody has started lately. */
export async function countTestsOf(db: Db, userId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('connectionTest')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .where('startedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Gives a test that is not answered yet the state with which this browser leaves for Microsoft; an older state is then too late. */
export async function bindTest(
  db: Db,
  attemptId: string,
  bound: { browserHash: Buffer; stateHash: Buffer; inPopup: boolean },
  notBefore: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signInAttempt')
    .set({ ...bound, popupId: attemptId })
    .where('id', '=', attemptId)
    .where('purpose', '=', 'test')
    .where('outcome', '=', 'pending')
    .where('returnedAt', 'is', null)
    .where('startedAt', '>', notBefore)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** A test as it stands: the attempt, what this customer's own rules said, and whom they said it of. */
export async function findReport(db: Db, chainId: string, attemptId: string) {
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
    .executeTakeFirst()
}

/** Ends a test that every check has passed; false where it has ended already. */
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

/** Keeps what a test found for the customer that tests, and for no other: its verdict, and that it was made (R23). */
export async function recordTest(
  trx: Trx,
  { id, reference, ip, userAgent }: Pick<Attempt, 'id' | 'reference' | 'ip' | 'userAgent'>,
  found: { code: Refusal | null; userId?: string | null; checks?: readonly Check[] },
  now: Date,
): Promise<void> {
  const test = await findTest(trx, id)
  // Its chain or its manager was removed meanwhile: there is nobody to tell.
  if (!test) return
  const { customerId, locationId, tenantId, userId } = test
  const { code, checks = [] } = found
  await trx
    .insertInto('signInAttemptCustomer')
    .values({
      customerId,
      attemptId: id,
      code,
      userId: found.userId ?? null,
      checks: JSON.stringify(checks),
    })
    .execute()
  const actor: Actor = { kind: 'user', userId, ip, userAgent }
  const detail = { locationId, tenantId, reference, code }
  await record(trx, actor, now, { customerId, action: 'connection.tested', detail })
}

/**
 * The users of one customer whom this account could be, and which of them have a role at this chain or under it. Locks
 * nobody: nothing is decided by it.
 */
export async function listCandidatesHere(
  trx: Trx,
  chain: { id: string; customerId: string },
  account: Account,
): Promise<{ candidates: Candidate[]; hereIds: Set<string> }> {
  const { rows } = await sql<{ id: string; isHere: boolean }>`
    with recursive branch as (
      select id from location where id = ${chain.id}
      union all
      select location.id from location join branch on location.parent_id = branch.id
    )
    select id, exists (
      select from membership where user_id = user_account.id and location_id in (select id from branch)
    ) as is_here
    from user_account
    where customer_id = ${chain.customerId} and (
      email_folded = ${account.loginId === null ? null : foldAddress(account.loginId)} or id in (
        select user_id from microsoft_link
        where tenant_id = ${account.tenantId} and object_id = ${account.objectId} and ended_at is null
      )
    )`.execute(trx)
  const ids = rows.map(({ id }) => id)
  return {
    candidates: ids.length === 0 ? [] : await listCandidates(trx, ids, account.tenantId),
    hereIds: new Set(rows.filter(({ isHere }) => isHere).map(({ id }) => id)),
  }
}
