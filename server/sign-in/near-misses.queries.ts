import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Traces } from '#server/policy/near-miss.ts'

/** An account of one of the customer's own tenants in which nobody was recognised, by its newest attempt. */
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
 * Accounts of the customer's own tenants that were refused since a moment because they are nobody here, and still are
 * nobody: not linked, and no user bears the login ID by now. The newest first.
 */
export async function listStrangeAccounts(
  db: Db,
  customerId: string,
  since: Date,
  limit: number,
): Promise<StrangeAccountRow[]> {
  const { rows } = await sql<StrangeAccountRow>`
    select * from (
      select distinct on (a.tenant_id, a.object_id)
        a.reference, a.started_at as at, a.tenant_id, a.object_id, a.login_id, a.account_email as email, a.account_name as name
      from sign_in_attempt_customer c join sign_in_attempt a on a.id = c.attempt_id
      where c.customer_id = ${customerId} and a.purpose = 'sign_in' and c.code = 'unknown_user' and c.user_id is null
        and a.outcome = 'refused' and a.object_id is not null and a.login_id is not null and a.started_at > ${since}
        and a.tenant_id in (select azure_tenant_id from advanced_settings where customer_id = ${customerId})
        and not exists (
          select from microsoft_link l
          where l.tenant_id = a.tenant_id and l.object_id = a.object_id and l.customer_id = ${customerId} and l.ended_at is null
        )
        and not exists (
          select from user_account u
          where u.customer_id = ${customerId}
            and u.email_folded = lower(btrim(a.login_id, E' \\t\\n\\r\\f\\v') collate "C")
        )
      order by a.tenant_id, a.object_id, a.started_at desc
    ) account
    order by at desc limit ${limit}`.execute(db)
  return rows
}

export type LikelyUserRow = {
  userId: string
  username: string
  email: string
  firstName: string
  lastName: string
}

/** Users of a customer whom an account with these traces could be: not linked in its tenant, nor said to be another. */
export async function listLikelyUsers(
  db: Db,
  customerId: string,
  account: { tenantId: string; objectId: string },
  { addresses, locals, names }: Traces,
  limit: number,
): Promise<LikelyUserRow[]> {
  const initials = [...new Set(names.map((name) => name.slice(0, 1)))]
  const { rows } = await sql<LikelyUserRow>`
    select u.id as user_id, u.username, u.email, u.first_name, u.last_name
    from user_account u
    where u.customer_id = ${customerId}
      and (
        u.email_folded = any(${addresses}::text[])
        or split_part(u.email_folded, '@', 1) = any(${locals}::text[])
        or (u.last_name_folded = any(${names}::text[]) and left(u.first_name_folded, 1) = any(${initials}::text[]))
      )
      and not exists (
        select from microsoft_link l
        where l.user_id = u.id and l.tenant_id = ${account.tenantId} and l.ended_at is null
      )
      and not exists (
        select from near_miss_dismissal d
        where d.user_id = u.id and d.tenant_id = ${account.tenantId} and d.object_id = ${account.objectId}
      )
    order by u.email_folded limit ${limit}`.execute(db)
  return rows
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
