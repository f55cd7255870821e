import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { columnNameOf, type SettingName, settingOf } from '#shared/advanced-settings.ts'
import type { Place } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'

/**
 * `area`: where a change of this setting at a location, or at each of several, takes effect, that is the location and
 * everything below it, down to chains that have set it themselves (R5). A chain below that has a tenant ID of its own
 * keeps it, and one that has turned a policy on for itself has it on anyway.
 */
export const areaOf = (locationId: string | readonly string[], setting: SettingName) => sql`area as (
  select id from location where id = any(${[locationId].flat()}::uuid[])
  union
  select location.id from location join area on location.parent_id = area.id
  where not exists (
    select from advanced_settings as own where own.location_id = location.id and ${isSet(setting)}
  )
)`

/** Whether a chain's row `own` says something about this setting. */
function isSet(setting: SettingName): RawBuilder<boolean> {
  const column = sql.ref(`own.${columnNameOf(setting)}`)
  return settingOf(setting).kind === 'switch' ? sql`${column}` : sql`${column} is not null`
}

/**
 * `concerned`: the users whom a change of a policy in that area concerns. These are users who hold a role in it, and
 * users with several roles elsewhere, of which it is above all.
 */
export const concernedOf = (customerId: RawBuilder<unknown> | string) => sql`concerned as (
  select user_id from membership join area on area.id = membership.location_id
  union
  select user_id from (
    select user_id from membership where customer_id = ${customerId} group by user_id having count(*) > 1
  ) as spread
  where common_place(user_id) in (select id from area)
)`

/** `concerned`: the users whose tenant is that area's, because their chain is in it (R12). */
const belongingTo = (customerId: RawBuilder<unknown> | string) => sql`concerned as (
  select user_id from (
    select user_id, case when count(*) = 1 then (array_agg(location_id))[1] else common_place(user_id) end as place_id
    from membership where customer_id = ${customerId} group by user_id
  ) as placed
  where place_id in (select id from area)
)`

/** The people whom a change of a setting concerns, counted. */
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
  { id: locationId, customerId }: { id: string | readonly string[]; customerId: string },
  setting: SettingName,
  tenantId: string | null = null,
): Promise<PeopleCount> {
  const concerned = setting === 'azureTenantId' ? belongingTo(customerId) : concernedOf(customerId)
  const { rows } = await sql<PeopleCount>`
    with recursive ${areaOf(locationId, setting)}, ${concerned}
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

/** The domains of the addresses of the users whose tenant is this chain's, with the most users first. */
export async function listDomains(
  db: Db,
  { id: locationId, customerId }: { id: string; customerId: string },
  most: number,
): Promise<{ domain: string; users: number }[]> {
  const { rows } = await sql<{ domain: string; users: number }>`
    with recursive ${areaOf(locationId, 'azureTenantId')}, ${belongingTo(customerId)}
    select split_part(email_folded, '@', 2) as domain, count(*) as users
    from concerned join user_account on user_account.id = concerned.user_id
    where enabled
    group by 1 order by users desc, domain
    limit ${most}`.execute(db)
  return rows
}

/** How many locations there are: these and everything below them. */
export async function countBranch(
  trx: Trx,
  customerId: string,
  locationIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from branch_of(${customerId}, ${locationIds}::uuid[])`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Users who hold a role on one of some locations, and none on one of others, in any of these pairs. */
export async function countCrossing(
  trx: Trx,
  pairs: readonly { on: Place; butNotOn: Place }[],
): Promise<number> {
  // Many locations that move together cross the same borders.
  const distinct = [...new Set(pairs.filter(({ on }) => on.length > 0).map((pair) => JSON.stringify(pair)))]
  if (distinct.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(distinct membership.user_id)
    from json_to_recordset(${`[${distinct.join(',')}]`}) as pair ("on" uuid[], "butNotOn" uuid[])
      join membership on membership.location_id = any(pair."on")
    where not exists (
      select from membership as other
      where other.user_id = membership.user_id and other.location_id = any(pair."butNotOn")
    )`.execute(trx)
  return rows[0]?.count ?? 0
}

/** The waves of roll-outs that are for these locations, because a plan names them or a location above them. */
export async function listWavesOver(
  trx: Trx,
  ids: readonly string[],
): Promise<{ locationId: string; waveId: string; chainId: string }[]> {
  const { rows } = await sql<{ locationId: string; waveId: string; chainId: string }>`
    select distinct moved.id as location_id, wave.id as wave_id, wave.chain_id
    from unnest(${ids}::uuid[]) as moved (id)
      cross join lateral path_up(moved.id) as up
      join roll_out_branch as branch on branch.location_id = up.id
      join roll_out_wave as wave on wave.customer_id = branch.customer_id and wave.id = branch.wave_id`.execute(
    trx,
  )
  return rows
}
