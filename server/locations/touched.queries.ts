import { type RawBuilder, sql } from 'kysely'
import type { Trx } from '#server/platform/database.ts'
import type { Place } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'

/**
 * `area`: where the settings in force at this location also apply, that is the location and everything below it, down
 * to chains that have their own (R5).
 */
export const areaOf = (locationId: string) => sql`area as (
  select id from location where id = ${locationId}
  union all
  select location.id from location join area on location.parent_id = area.id
  where not exists (select from advanced_settings where location_id = location.id)
)`

/**
 * `concerned`: the users whom the settings of that area concern. These are users who hold a role in it, and users with
 * several roles elsewhere, of which it is above all.
 */
export const concernedOf = (customerId: RawBuilder<unknown> | string) => sql`concerned as (
  select user_id from membership join area on area.id = membership.location_id
  union
  select user_id from (
    select user_id from membership where customer_id = ${customerId} group by user_id having count(*) > 1
  ) as spread
  where common_place(user_id) in (select id from area)
)`

/** The people whom a location's settings concern, counted. */
export type PeopleCount = {
  users: number
  /** Users below the manager levels, who can no longer use a password under mandatory authentication (R13). */
  belowManagers: number
  /** Users with a link made with this tenant. */
  linkedUsers: number
  /** Users who would have no way to sign in without Microsoft. */
  usersWithoutPassword: number
}

export async function countPeople(
  trx: Trx,
  locationId: string,
  tenantId: string | null,
): Promise<PeopleCount> {
  const { rows } = await sql<PeopleCount>`
    with recursive ${areaOf(locationId)},
    ${concernedOf(sql`(select customer_id from location where id = ${locationId})`)}
    select
      count(*) as users,
      count(*) filter (where not exists (
        select from membership where membership.user_id = concerned.user_id and role = any(${managerRoles})
      )) as below_managers,
      count(*) filter (where exists (
        select from microsoft_link
        where microsoft_link.user_id = concerned.user_id and ended_at is null and tenant_id = ${tenantId}
      )) as linked_users,
      count(*) filter (where password_hash is null) as users_without_password
    from concerned join user_account on user_account.id = concerned.user_id`.execute(trx)
  return rows[0] ?? { users: 0, belowManagers: 0, linkedUsers: 0, usersWithoutPassword: 0 }
}

/** How many locations there are: this one and everything below it. */
export async function countBranch(trx: Trx, customerId: string, locationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from branch_of(${customerId}, array[${locationId}]::uuid[])`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Users who hold a role on one of these locations, and none on one of those. */
export async function countHolders(trx: Trx, on: Place, butNotOn: Place): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct user_id) from membership
    where location_id = any(${on}::uuid[])
      and user_id not in (select user_id from membership where location_id = any(${butNotOn}::uuid[]))`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}
