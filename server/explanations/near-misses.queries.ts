import { sql } from 'kysely'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import { type Db, preparedAs, type Trx } from '#server/platform/database.ts'
import type { Traces } from '#server/policy/near-miss.ts'
import { firstIdFrom } from '#server/records/sign-ins.queries.ts'
import { isSomeoneElsewhere } from './elsewhere.queries.ts'

/** An account of one of the customer's own tenants in which no user was recognized, by its newest attempt. */
export type StrangeAccountRow = {
  reference: string
  at: Date
  tenantId: string
  objectId: string
  loginId: string
  email: string | null
  name: string | null
}

/**
 * The newest attempts since a moment of accounts of a tenant in which a customer knew no user, each as it named itself.
 */
export async function listNewestStrangers(
  db: Db,
  customerId: string,
  tenantId: string,
  since: Date,
  limit: number,
): Promise<Pick<StrangeAccountRow, 'objectId' | 'loginId' | 'email' | 'name'>[]> {
  // Found in the order of their IDs, and bounded, before any account is looked at: in a flood the newest say enough.
  const { rows } = await sql<Pick<StrangeAccountRow, 'objectId' | 'loginId' | 'email' | 'name'>>`
    with newest as materialized (
      select attempt_id from sign_in_attempt_customer
      where customer_id = ${customerId} and is_listed and code = 'unknown_user' and user_id is null
        and attempt_outcome = 'refused' and attempt_tenant_id = ${tenantId} and attempt_object_id is not null
        and attempt_searched_by is not null and attempt_id >= ${firstIdFrom(since)}::uuid
      order by attempt_id desc limit ${limit}
    )
    select distinct a.object_id, a.login_id, a.account_email as email, a.account_name as name
    from newest join sign_in_attempt a on a.id = newest.attempt_id
    where a.login_id is not null`.execute(db)
  return rows
}

/**
 * Accounts of the customer's own tenants that were refused since a moment because they are no user here, and still are
 * not: they are not linked, and no user has the last login ID of the account. Nor are they another customer's, which
 * may share the tenant (R31). The newest first.
 *
 * @param objectIds only these accounts.
 * @param besides a user who is being added for the account, and does not make it someone's.
 */
export async function listStrangeAccounts(
  db: Db | Trx,
  customerId: string,
  since: Date,
  limit: number,
  objectIds?: readonly string[],
  besides: string | null = null,
): Promise<StrangeAccountRow[]> {
  // Each account once, before anything is looked up about it, because the same one may have tried a thousand times.
  const { rows } = await sql<StrangeAccountRow>`
    with newest as materialized (
      select distinct on (attempt_tenant_id, attempt_object_id) attempt_id
      from sign_in_attempt_customer
      where customer_id = ${customerId} and is_listed and code = 'unknown_user' and user_id is null
        and attempt_outcome = 'refused' and attempt_object_id is not null and attempt_searched_by is not null
        and attempt_started_at > ${since} and attempt_id >= ${firstIdFrom(since)}::uuid
        ${objectIds ? sql`and attempt_object_id = any(${objectIds}::uuid[])` : sql``}
        and attempt_tenant_id in (select azure_tenant_id from advanced_settings where customer_id = ${customerId})
      order by attempt_tenant_id, attempt_object_id, attempt_started_at desc
    )
    select
      a.reference, a.started_at as at, a.tenant_id, a.object_id, a.login_id, a.account_email as email, a.account_name as name
    from newest join sign_in_attempt a on a.id = newest.attempt_id
    where a.login_id is not null
      and not ${isSomeoneElsewhere(customerId)}
      and not exists (
        select from microsoft_link l
        where l.tenant_id = a.tenant_id and l.object_id = a.object_id and l.ended_at is null
      )
      and not exists (
        select from user_account u
        where u.customer_id = ${customerId} and u.email_folded = ${foldedAddress('a.login_id')}
          and u.id is distinct from ${besides}::uuid
      )
    order by a.started_at desc limit ${limit}`.execute(db)
  return rows
}

export type LikelyUserRow = {
  userId: string
  username: string
  email: string
  firstName: string
  lastName: string
}

/**
 * Users of a customer that one of these accounts could be, according to its traces: not linked in its tenant, and not
 * marked as a different person. At most `limit` per account; `account` is the position of the account.
 */
export async function listLikelyUsers(
  db: Db,
  customerId: string,
  accounts: readonly { tenantId: string; objectId: string; traces: Traces }[],
  limit: number,
): Promise<(LikelyUserRow & { account: number })[]> {
  const borne = await findBorne(
    db,
    customerId,
    accounts.flatMap(({ traces }) => traces.addresses),
  )
  const asked = accounts.map(({ tenantId, objectId, traces: { addresses, locals, names } }, number) => ({
    number,
    tenant_id: tenantId,
    object_id: objectId,
    addresses: addresses.filter((address) => borne.has(address)),
    locals,
    names,
    initials: [...new Set(names.map((name) => name.slice(0, 1)))],
  }))
  // In two steps, the first as if it were for few. With many addresses PostgreSQL expects many users, and would read
  // all links.
  const { rows } = await sql<LikelyUserRow & { account: number }>`
    select account.number as account, u.id as user_id, u.username, u.email, u.first_name, u.last_name
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as account (
        number int, tenant_id uuid, object_id uuid, addresses text[], locals text[], names text[], initials text[]
      )
      cross join lateral (
        select * from user_account
        where customer_id = ${customerId}
          and (
            email_folded = any(account.addresses)
            or split_part(email_folded, '@', 1) = any(account.locals)
            or (last_name_folded = any(account.names) and left(first_name_folded, 1) = any(account.initials))
          )
          and (
            select id from microsoft_link l
            where l.user_id = user_account.id and l.tenant_id = account.tenant_id and l.ended_at is null
          ) is null
          and (
            select d.user_id from near_miss_dismissal d
            where d.user_id = user_account.id and d.tenant_id = account.tenant_id and d.object_id = account.object_id
          ) is null
        order by email_folded limit ${limit}
      ) as u
    order by account.number, u.email_folded`.execute(db)
  return rows
}

/**
 * Those of many thousands of spellings that users of a customer have. To send and to read so many takes longest, so
 * they go without their domains, and in the plainest form.
 */
async function findBorne(
  db: Db,
  customerId: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const locals = new Set(addresses.map((address) => address.slice(0, Math.max(address.indexOf('@'), 0))))
  const query = sql<{ email: string }>`
    select email_folded as email from user_account
    where customer_id = ${customerId} and split_part(email_folded, '@', 1) = any(string_to_array(${[...locals].join('\n')}, chr(10)))`
  return new Set((await preparedAs(db, 'borne-addresses', query)).map(({ email }) => email))
}

export async function insertDismissal(
  trx: Trx,
  dismissal: { customerId: string; userId: string; tenantId: string; objectId: string; dismissedAt: Date },
): Promise<void> {
  await trx
    .insertInto('nearMissDismissal')
    .values(dismissal)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
