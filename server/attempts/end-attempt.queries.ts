import { type Insertable, sql, type UpdateObject } from 'kysely'
import type { DB, SignInAttempt } from '#server/platform/database.generated.ts'
import { type Db, prepared, type Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { foldAddress } from '#server/policy/address.ts'
import type { Reading, Tie } from '#server/policy/readership.ts'
import type { Verdict } from '#server/policy/verdicts.ts'
import type { Attempt } from './attempts.queries.ts'

export async function insertAttempt(
  trx: Trx,
  attempt: Omit<Insertable<SignInAttempt>, 'network'>,
): Promise<void> {
  await trx
    .insertInto('signInAttempt')
    .values({ ...attempt, network: networkOf(attempt.ip) })
    .execute()
}

/**
 * The beginning of a statement that ends a pending sign-in with a session, which only the user's customer sees: `ended`
 * has no row if it had already ended. The copies for lists are written at once, so no trigger has to make them: what one
 * that has a user is searched by (`searched_by`) is its login ID.
 *
 * @param at the parameters, as `$1`.
 */
export const succeeded = (
  at: Record<'id' | 'now' | 'userId' | 'customerId' | 'tenantId' | 'objectId' | 'loginId' | 'checks', string>,
) => `
    ended as (
      update sign_in_attempt
      set outcome = 'succeeded', ended_at = ${at.now}, choices = null, entra_sid = null, user_id = ${at.userId},
        tenant_id = ${at.tenantId}, object_id = ${at.objectId}, login_id = ${at.loginId}, checks = ${at.checks},
        hint_waits = false, kept_until = null
      where id = ${at.id} and outcome = 'pending' and purpose = 'sign_in'
      returning id, door, started_at, chain_id, ip
    ),
    withdrawn as (
      delete from sign_in_attempt_customer where attempt_id in (select id from ended) and customer_id <> ${at.customerId}
    ),
    listed as (
      insert into sign_in_attempt_customer as concerned (
        customer_id, attempt_id, user_id, is_listed, attempt_door, attempt_outcome, attempt_started_at, attempt_chain_id,
        attempt_tenant_id, attempt_object_id, attempt_ip, attempt_searched_by
      )
      select ${at.customerId}::uuid, id, ${at.userId}::uuid, true, door, 'succeeded', started_at, chain_id,
        ${at.tenantId}::uuid, ${at.objectId}::uuid, ip, fold_name(${at.loginId})
      from ended
      on conflict (customer_id, attempt_id) do update
        set user_id = excluded.user_id, code = null, checks = excluded.checks, hinted_user_id = null, unproven = false,
          noted_at = clock_timestamp()
    )`

const succeededAlone = {
  name: 'succeed-attempt',
  text: `
    with ${succeeded({ id: '$1', now: '$2', userId: '$3', customerId: '$4', tenantId: '$5', objectId: '$6', loginId: '$7', checks: '$8' })}
    select id from ended`,
}

/** Ends a pending sign-in with a session, which only the user's customer sees; false if it had already ended. */
export async function setSucceeded(
  trx: Trx,
  id: string,
  now: Date,
  user: { userId: string; customerId: string },
): Promise<boolean> {
  const values = [id, now, user.userId, user.customerId, null, null, null, '[]']
  return (await prepared(trx, succeededAlone, values)).length === 1
}

/** Keeps a pending sign-in from ending until this transaction does; false if it has already ended. */
export async function holdPending(trx: Trx, id: string): Promise<boolean> {
  const held = await trx
    .selectFrom('signInAttempt')
    .select('id')
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .where('purpose', '=', 'sign_in')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return held !== undefined
}

const succeededInBrowser = sql`
  from sign_in_attempt as earlier
  where earlier.browser_hash = sign_in_attempt.browser_hash and earlier.outcome = 'succeeded'
    and earlier.purpose = 'sign_in' and earlier.door = 'microsoft' and earlier.id < sign_in_attempt.id`

/** The user who had signed in with Microsoft in the same browser before, if no one else had: its cookie says so (R34). */
export const onlyUserOfBrowser = sql<string | null>`(
    select one.user_id from (select user_id ${succeededInBrowser} limit 1) as one
    where not exists (select ${succeededInBrowser} and earlier.user_id is distinct from one.user_id)
  )`

/** Ends a pending attempt; undefined if it had already ended. */
export function endAttempt(trx: Trx, id: string, end: UpdateObject<DB, 'signInAttempt'>) {
  return trx
    .updateTable('signInAttempt')
    .set(end)
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .returning('door')
    .$castTo<{ door: 'microsoft' | 'password' }>()
    .executeTakeFirst()
}

/**
 * What ties a refused attempt to customers: its link, its user, the chain whose address was used, the tenant that
 * answered, and the address that was asserted. Which of them read it is `policy/readership`'s to say.
 */
export async function listTies(
  trx: Trx,
  by: {
    tenantId: string | null
    objectId: string | null
    loginId: string | null
    chainId: string | null
    userId: string | null
  },
): Promise<Omit<Tie, 'matched'>[]> {
  const email = by.loginId === null ? null : foldAddress(by.loginId)
  const { rows } = await sql<Omit<Tie, 'matched'>>`
    select customer_id, bool_or(pointed_at) as pointed_at, bool_or(has_address) as has_address, bool_or(proved) as proved
    from (
      select customer_id, true as pointed_at, false as has_address, false as proved from location where id = ${by.chainId}
      union all select customer_id, true, false, false from user_account where id = ${by.userId}
      union all select customer_id, true, false, false from microsoft_link
        where tenant_id = ${by.tenantId} and object_id = ${by.objectId} and ended_at is null
      union all select customer_id, false, true, false from user_account where email_folded = ${email}
      union all select customer_id, false, false, proved_at is not null from advanced_settings
        where azure_tenant_id = ${by.tenantId}
    ) as tie
    group by customer_id`.execute(trx)
  return rows
}

/**
 * Stores what each customer reads about an attempt that has ended. A customer that read it while it was pending keeps
 * it. It makes one statement whether or not there are any, so that the time reveals nothing (R29).
 */
export async function setAttemptCustomers(
  trx: Trx,
  attemptId: string,
  verdicts: readonly (Verdict & { reading: Reading })[],
): Promise<void> {
  const rows = verdicts.map(({ customerId, userId, code, checks, reading }) => ({
    reading,
    customer_id: customerId,
    user_id: userId,
    code,
    checks,
  }))
  await sql`
    insert into sign_in_attempt_customer (customer_id, attempt_id, user_id, code, checks, reading)
    select customer_id, ${attemptId}, user_id, code, checks, reading
    from jsonb_to_recordset(${JSON.stringify(rows)})
      as verdict(customer_id uuid, user_id uuid, code text, checks jsonb, reading text)
    on conflict (customer_id, attempt_id) do update
      set code = excluded.code, user_id = excluded.user_id, checks = excluded.checks, unproven = false,
        reading = excluded.reading, noted_at = clock_timestamp()`.execute(trx)
}

/**
 * Takes an attempt away from the customers whom it turned out not to concern. Those who have it because of the hint
 * alone keep it (`keepUnproven`) as long as nothing says who it was. Otherwise the row is no longer listed
 * (`is_listed`). An explanation of the account's address would still find the attempt by it, once that address is a
 * user's here (R31).
 */
export async function withdrawAttempt(
  trx: Trx,
  attemptId: string,
  concerned: readonly string[],
  keepUnproven: boolean,
): Promise<void> {
  await trx
    .deleteFrom('signInAttemptCustomer')
    .where('attemptId', '=', attemptId)
    .$if(concerned.length > 0, (query) => query.where('customerId', 'not in', concerned))
    .$if(keepUnproven, (query) => query.where('unproven', '=', false))
    .execute()
}

/** Attempts that started before a moment and are still pending, the oldest first. */
export function listPendingSince(db: Db, before: Date, limit: number): Promise<Attempt[]> {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('outcome', '=', 'pending')
    .where('startedAt', '<', before)
    .orderBy('startedAt')
    .limit(limit)
    .execute()
}
