import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { Role } from '#shared/roles.ts'

/** A user as the operator lists them. */
export type OperatorsUser = {
  id: string
  username: string
  email: string
  firstName: string
  lastName: string
  enabled: boolean
  endsOn: string | null
  customer: { id: string; name: string }
  roles: { role: Role; locationId: string; location: string }[]
  isLinked: boolean
  hasPassword: boolean
  lastSignInAt: Date | null
}

/**
 * Users by their names: those of a customer, or of the whole installation.
 *
 * @param options.search a part of a username, an address or a name.
 */
export async function listUsersForOperator(
  db: Db,
  {
    customerId,
    search,
    limit,
  }: { customerId?: string | undefined; search?: string | undefined; limit: number },
): Promise<OperatorsUser[]> {
  const ofCustomer = customerId ? sql`and user_account.customer_id = ${customerId}` : sql``
  const like = `%${(search ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const found = search
    ? sql`and lower(concat_ws(' ', username, email, first_name, last_name)) like ${like}`
    : sql``
  const { rows } = await sql<OperatorsUser>`
    select user_account.id, username, email, first_name, last_name, enabled, ends_on,
      json_build_object('id', top.id, 'name', top.name) as customer,
      coalesce((
        select json_agg(json_build_object('role', role, 'locationId', location_id, 'location', place.name)
          order by place.name, location_id)
        from membership join location as place on place.id = location_id
        where membership.user_id = user_account.id
      ), '[]') as roles,
      exists (select from microsoft_link where user_id = user_account.id and ended_at is null) as is_linked,
      password_hash is not null as has_password, last_sign_in_at
    from user_account join location as top on top.id = user_account.customer_id
    where true ${ofCustomer} ${found}
    order by top.name, username_folded limit ${limit}`.execute(db)
  return rows
}
