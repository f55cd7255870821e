import { sql } from 'kysely'
import type { Trx } from '#server/platform/database.ts'
import { managerRoles } from '#shared/roles.ts'

/** Deletes the exceptions of a customer's managers, and those of people without a role in the chain or below it. */
export async function deleteLostExceptions(
  trx: Trx,
  customerId: string,
): Promise<{ userId: string; locationId: string }[]> {
  const { rows } = await sql<{ userId: string; locationId: string }>`
    delete from password_exception as exception
    where exception.customer_id = ${customerId} and (
      exists (
        select from membership
        where membership.user_id = exception.user_id and membership.role = any(${managerRoles}::text[])
      )
      or not exists (
        select from membership cross join lateral path_up(membership.location_id) as up
        where membership.user_id = exception.user_id and up.id = exception.chain_id
      )
    )
    returning exception.user_id, exception.chain_id as location_id`.execute(trx)
  return rows
}
