import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { managerRoles } from '#shared/roles.ts'

/**
 * The people with an open account and a password who hold a manager's role in a chain or anywhere below it, and whether
 * they have a second factor: those whom a day for it concerns (R30).
 */
export async function listFactorManagers(
  db: Db | Trx,
  { id, customerId }: { id: string; customerId: string },
  now: Date,
): Promise<{ userId: string; hasSecondFactor: boolean }[]> {
  const { rows } = await sql<{ userId: string; hasSecondFactor: boolean }>`
    select user_account.id as user_id,
      exists (select from authenticator_app where user_id = user_account.id)
        or exists (select from passkey where user_id = user_account.id) as has_second_factor
    from user_account
    where user_account.customer_id = ${customerId} and enabled and not has_ended(ends_on, ${now})
      and password_hash is not null and exists (
        select from membership
        where membership.user_id = user_account.id and role = any(${managerRoles}::text[])
          and location_id in (select branch.id from branch_of(${customerId}, array[${id}]::uuid[]) as branch)
      )
    order by user_account.id`.execute(db)
  return rows
}
