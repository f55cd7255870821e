import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Entered } from './import-plan.ts'
import type { Row } from './tree.queries.ts'

/** Rows that one statement writes. PostgreSQL takes at most 65,535 parameters. */
const atOnce = 2_000

/** All locations of a customer, in the order of their IDs. */
export function listAllLocations(db: Db | Trx, customerId: string): Promise<Row[]> {
  return db
    .selectFrom('location')
    .select(['id', 'parentId', 'type', 'name', 'code', 'country', 'region', 'contactEmail', 'contactPhone'])
    .where('customerId', '=', customerId)
    .orderBy('id')
    .execute() as Promise<Row[]>
}

/** Parents before what is below them. */
export async function insertLocations(
  trx: Trx,
  customerId: string,
  locations: readonly (Entered & { id: string; parentId: string })[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < locations.length; from += atOnce)
    await sql`
      insert into location
        (id, customer_id, parent_id, type, name, code, country, region, contact_email, contact_phone, created_at)
      select id, ${customerId}, "parentId", type, name, code, country, region, "contactEmail", "contactPhone", ${now}
      from json_to_recordset(${JSON.stringify(locations.slice(from, from + atOnce))}) as one (
        id uuid, "parentId" uuid, type text, name text, code text, country text, region text,
        "contactEmail" text, "contactPhone" text
      )`.execute(trx)
}

/** Writes what is entered about many locations. */
export async function updateLocations(
  trx: Trx,
  customerId: string,
  changes: readonly { id: string; after: Entered }[],
): Promise<void> {
  // Two locations may exchange their location IDs, which are unique at every moment.
  await sql`
    update location set code = null
    where customer_id = ${customerId} and code is not null and id = any(${changes.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  )
  for (let from = 0; from < changes.length; from += atOnce) {
    const rows = changes.slice(from, from + atOnce).map(({ id, after }) => ({ ...after, id }))
    await sql`
      update location set type = one.type, name = one.name, code = one.code, country = one.country,
        region = one.region, contact_email = one."contactEmail", contact_phone = one."contactPhone"
      from json_to_recordset(${JSON.stringify(rows)}) as one (
        id uuid, type text, name text, code text, country text, region text, "contactEmail" text,
        "contactPhone" text
      )
      where location.id = one.id and location.customer_id = ${customerId}`.execute(trx)
  }
}

/** Puts locations below others. */
export async function updateParents(
  trx: Trx,
  customerId: string,
  moves: readonly { id: string; to: string }[],
): Promise<void> {
  await sql`
    update location set parent_id = move.to
    from json_to_recordset(${JSON.stringify(moves)}) as move (id uuid, "to" uuid)
    where location.id = move.id and location.customer_id = ${customerId}`.execute(trx)
}

/**
 * Whether anyone uses one of these locations: a role, settings of its own, a key, a computer, a roll-out or a part of one,
 * exceptions, a test, a consent kit. What would be deleted with a location is in use, too.
 */
export async function isAnyInUse(trx: Trx, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ isInUse: boolean }>`
    select exists (select from membership where location_id = any(${ids}::uuid[]))
      or exists (select from advanced_settings where location_id = any(${ids}::uuid[]))
      or exists (select from api_key where location_id = any(${ids}::uuid[]))
      or exists (select from shared_device where location_id = any(${ids}::uuid[]))
      or exists (select from shared_device_offer where location_id = any(${ids}::uuid[]))
      or exists (select from roll_out where chain_id = any(${ids}::uuid[]))
      or exists (select from roll_out_branch where location_id = any(${ids}::uuid[]))
      or exists (select from password_exception where chain_id = any(${ids}::uuid[]))
      or exists (select from connection_test where location_id = any(${ids}::uuid[]))
      or exists (select from consent_kit where location_id = any(${ids}::uuid[]))
      as is_in_use`.execute(trx)
  return rows[0]?.isInUse ?? true
}

export async function deleteLocations(trx: Trx, customerId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from location where customer_id = ${customerId} and id = any(${ids}::uuid[])`.execute(trx)
}
