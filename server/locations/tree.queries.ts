import { type RawBuilder, sql, type Updateable } from 'kysely'
import type { Location } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { naturalOrder } from '#server/platform/natural-order.queries.ts'
import type { Membership } from '#shared/permissions.ts'
import type { LocationType } from '#shared/roles.ts'

/** The columns that a list can be sorted by. */
export const sortable = ['name', 'type', 'code', 'country', 'region'] as const

export type Sort = (typeof sortable)[number] | `-${(typeof sortable)[number]}`

export type Node = {
  id: string
  parentId: string | null
  type: LocationType
  name: string
  code: string | null
}

export type Row = Node & {
  country: string | null
  region: string | null
  contactEmail: string | null
  contactPhone: string | null
}

/**
 * All of the branches where these memberships are held, each location once, in no order: five thousand are a small
 * answer.
 */
export async function listBranches(
  db: Db,
  customerId: string,
  memberships: readonly Membership[],
): Promise<Node[]> {
  const { rows } = await sql<Node>`
    select id, parent_id, type, name, code
    from branch_of(${customerId}, ${topsOf(memberships)}::uuid[]) join location using (id)`.execute(db)
  return rows
}

/**
 * One page of the locations in these branches, by a column and then by ID.
 *
 * @param after the value of the column and the ID with which the page before ended.
 */
export async function listLocations(
  db: Db,
  customerId: string,
  memberships: readonly Membership[],
  wish: { search: string; sort: Sort; limit: number; after: readonly [string, string] | undefined },
): Promise<{ rows: (Row & { position: string })[]; total: number }> {
  const { search, sort, limit, after } = wish
  const descending = sort.startsWith('-')
  const column = sortColumns[sort.replace('-', '') as (typeof sortable)[number]]
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const beyond = after
    ? sql`where (position, id) ${sql.raw(descending ? '<' : '>')} (${after[0]}::text collate "C", ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<Row & { position: string; total: number }>`
    with found as (
      select id, parent_id, type, name, code, country, region, contact_email, contact_phone,
        (${column}) collate "C" as position
      from branch_of(${customerId}, ${topsOf(memberships)}::uuid[]) join location using (id)
      where ${search} = '' or position(lower(${search}) in lower(concat_ws(' ', name, code, country, region))) > 0
    )
    select *, (select count(*) from found) as total from found ${beyond}
    order by position ${direction}, id ${direction}
    limit ${limit}`.execute(db)
  // A page after the last one has no row to carry the total.
  return { rows, total: rows[0]?.total ?? 0 }
}

const sortColumns: Record<(typeof sortable)[number], RawBuilder<string>> = {
  name: naturalOrder(sql`name`),
  type: sql`type`,
  code: naturalOrder(sql`coalesce(code, '')`),
  country: naturalOrder(sql`coalesce(country, '')`),
  region: naturalOrder(sql`coalesce(region, '')`),
}

function topsOf(memberships: readonly Membership[]) {
  return memberships.map(({ locationId }) => locationId)
}

export async function updateLocation(trx: Trx, id: string, change: Updateable<Location>): Promise<void> {
  await trx.updateTable('location').set(change).where('id', '=', id).execute()
}

/** The types of the locations directly below a location. */
export function listChildTypes(trx: Trx, id: string) {
  return trx.selectFrom('location').select('type').distinct().where('parentId', '=', id).execute()
}

/** How much is in a location: why it is not deleted. */
export type Inside = {
  locations: number
  users: number
  apiKeys: number
  devices: number
  waves: number
}

/**
 * What prevents deleting a location: what is below it, who holds a role on it, and what would go with it without a
 * record of its own, although it may be of people above: API keys, shared computers and offers of them, and waves that
 * name it. A key or an offer that has ended prevents nothing.
 */
export async function countInside(trx: Trx, id: string, now: Date): Promise<Inside> {
  const { rows } = await sql<Inside>`
    select
      (select count(*) from location where parent_id = ${id}) as locations,
      (select count(*) from membership where location_id = ${id}) as users,
      (select count(*) from api_key
        where location_id = ${id} and revoked_at is null and expires_at > ${now}) as api_keys,
      (select count(*) from shared_device where location_id = ${id})
        + (select count(*) from shared_device_offer where location_id = ${id} and expires_at > ${now}) as devices,
      (select count(*) from roll_out_branch where location_id = ${id})
        + (select count(*) from roll_out_wave where chain_id = ${id}) as waves`.execute(trx)
  const [inside] = rows
  if (!inside) throw new Error('counting gave no row')
  return inside
}

export async function deleteLocationRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('location').where('id', '=', id).execute()
}
