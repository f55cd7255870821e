import { type Insertable, sql } from 'kysely'
import type { ApiKey } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Membership } from '#shared/permissions.ts'
import type { Role } from '#shared/roles.ts'

/** A key as its managers see it, never the key itself. */
export type ListedApiKey = {
  id: string
  name: string
  role: Role
  locationId: string
  locationName: string
  createdAt: Date
  /** The creator's ID and name; the name is null if they were deleted. */
  createdBy: string
  createdByName: string | null
  /** What the creator holds now; empty if their account is disabled, ended or deleted. */
  makerHolds: Membership[]
  expiresAt: Date
  lastUsedAt: Date | null
}

export async function insertApiKey(trx: Trx, key: Insertable<ApiKey>): Promise<void> {
  await trx.insertInto('apiKey').values(key).execute()
}

/**
 * The keys of a customer that are not revoked, newest first, and how many there are in all: those on some branches, or
 * those that someone has made.
 */
export async function listKeys(
  db: Db,
  customerId: string,
  which: { roots: readonly string[] } | { madeBy: string },
  { search, after, limit, now }: { search: string; after: string | undefined; limit: number; now: Date },
): Promise<{ rows: ListedApiKey[]; total: number }> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const among =
    'roots' in which
      ? sql`location.id in (select id from branch_of(${customerId}, ${which.roots}::uuid[]))`
      : sql`api_key.created_by = ${which.madeBy}`
  const keys = sql`
    with key as (
      select api_key.*, location.name as location_name
      from api_key join location on location.id = api_key.location_id
      where ${among} and api_key.customer_id = ${customerId} and revoked_at is null and api_key.name ilike ${pattern}
    )`
  const { rows } = await sql<ListedApiKey>`
    ${keys}
    select key.id, name, role, location_id, location_name, key.created_at, created_by, expires_at, last_used_at,
      person_name(maker) as created_by_name,
      coalesce((
        select json_agg(json_build_object('locationId', membership.location_id, 'role', membership.role))
        from membership where membership.user_id = maker.id and maker.enabled
          and not has_ended(maker.ends_on, ${now})
      ), '[]') as maker_holds
    from key left join user_account as maker on maker.id = key.created_by
    where ${after ?? null}::uuid is null or key.id < ${after ?? null}::uuid
    order by key.id desc
    limit ${limit}`.execute(db)
  const counted = await sql<{ total: number }>`${keys} select count(*) as total from key`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** A key of this customer that is not revoked. */
export function findKeyOf(trx: Trx, customerId: string, id: string) {
  return trx
    .selectFrom('apiKey')
    .select(['id', 'name', 'locationId', 'createdBy'])
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
}

/** The ID of the key's creator. */
export async function findKeyMaker(db: Db | Trx, id: string): Promise<string | undefined> {
  const key = await db.selectFrom('apiKey').select('createdBy').where('id', '=', id).executeTakeFirst()
  return key?.createdBy
}

export async function setRevoked(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.updateTable('apiKey').set({ revokedAt: now }).where('id', '=', id).execute()
}

/** The locations of the keys that someone has made and that are not revoked. */
export async function listLocationsOfKeys(trx: Trx, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('apiKey')
    .select('locationId')
    .distinct()
    .where('createdBy', '=', userId)
    .where('revokedAt', 'is', null)
    .execute()
  return rows.map(({ locationId }) => locationId)
}

/** Revokes those that someone has made, all or those of some locations, and tells which those were. */
export function setRevokedOf(trx: Trx, userId: string, now: Date, locationIds?: readonly string[]) {
  return trx
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('createdBy', '=', userId)
    .where('revokedAt', 'is', null)
    .$if(locationIds !== undefined, (query) =>
      query.where('locationId', 'in', locationIds?.length ? locationIds : [null]),
    )
    .returning(['id', 'customerId', 'name', 'locationId'])
    .execute()
}
