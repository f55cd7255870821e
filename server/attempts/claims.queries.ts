import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

/** An account that was refused because the user is linked with another one, and what is known of both. */
export type ClaimRow = {
  attemptId: string
  reference: string
  email: string
  firstName: string
  lastName: string
  linkedLoginId: string
  lastUsedAt: Date
  /** What the linked account last said that its person is called, and what this one says. */
  linkedName: string | null
  name: string | null
  /** When this account was first seen as this user. */
  firstSeenAt: Date
}

/** Of these attempts, those of an account that has a user's address, while the user is linked with another one. */
export async function listClaims(
  db: Db,
  customerId: string,
  attemptIds: readonly string[],
): Promise<ClaimRow[]> {
  if (attemptIds.length === 0) return []
  const { rows } = await sql<ClaimRow>`
    select a.id as attempt_id, a.reference, u.email, u.first_name, u.last_name, link.login_id as linked_login_id,
      link.last_used_at, a.account_name as name, (
        select own.account_name
        from sign_in_attempt_customer of_user join sign_in_attempt own on own.id = of_user.attempt_id
        where of_user.user_id = u.id and of_user.customer_id = u.customer_id
          and own.object_id = link.object_id and own.account_name is not null
        order by of_user.attempt_started_at desc limit 1
      ) as linked_name, (
        select min(of_user.attempt_started_at) from sign_in_attempt_customer of_user
        where of_user.user_id = u.id and of_user.customer_id = u.customer_id
          and of_user.attempt_object_id = a.object_id
      ) as first_seen_at
    from sign_in_attempt_customer c
      join sign_in_attempt a on a.id = c.attempt_id
      join user_account u on u.id = c.user_id and u.customer_id = c.customer_id
      join microsoft_link link on link.user_id = u.id and link.tenant_id = a.tenant_id and link.ended_at is null
    where c.customer_id = ${customerId} and c.attempt_id = any(${attemptIds}::uuid[])
      and coalesce(c.code, a.code) = 'linked_to_other_account' and link.object_id <> a.object_id`.execute(db)
  return rows
}
