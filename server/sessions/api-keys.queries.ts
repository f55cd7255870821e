import { sql } from 'kysely'
import { type Db, prepared, type Trx } from '#server/platform/database.ts'
import type { Membership } from '#shared/permissions.ts'
import type { LocationType, Role } from '#shared/roles.ts'

/** A key that is not revoked, with everything that decides whether it gives access. */
export type FoundApiKey = {
  id: string
  customer: { id: string; name: string }
  membership: { locationId: string; locationName: string; locationType: LocationType; role: Role }
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  /** The path from its location up to the customer. */
  place: string[]
  /** What its creator holds now; empty if they are disabled or deleted. */
  makerHolds: Membership[]
  /** The end of their account. */
  makerEndsOn: string | null
}

const selectKey = `
  select
    api_key.id,
    json_build_object('id', customer.id, 'name', customer.name) as customer,
    json_build_object('locationId', location.id, 'locationName', location.name, 'locationType', location.type,
      'role', api_key.role) as membership,
    api_key.created_at,
    api_key.expires_at,
    api_key.last_used_at,
    array(select above.id from path_up(location.id) as above order by height) as place,
    coalesce((
      select json_agg(json_build_object('locationId', membership.location_id, 'role', membership.role))
      from membership join user_account on user_account.id = membership.user_id
      where membership.user_id = api_key.created_by and user_account.enabled
        and exists (select from customer as maker where maker.id = api_key.customer_id and maker.suspended_at is null)
    ), '[]') as maker_holds,
    (select maker.ends_on from user_account as maker where maker.id = api_key.created_by) as maker_ends_on
  from api_key
    join location on location.id = api_key.location_id
    join location as customer on customer.id = api_key.customer_id
  where api_key.revoked_at is null`

const byHash = { name: 'api-key-by-hash', text: `${selectKey} and api_key.secret_hash = $1` }
const byIds = { name: 'api-keys-by-id', text: `${selectKey} and api_key.id = any($1::uuid[])` }
const byId = { name: 'api-key-by-id', text: `${selectKey} and api_key.id = $1` }

export async function findApiKeyByHash(db: Db, secretHash: Buffer): Promise<FoundApiKey | undefined> {
  const [found] = await prepared<FoundApiKey>(db, byHash, [secretHash])
  return found
}

export async function findApiKeyById(db: Db | Trx, id: string): Promise<FoundApiKey | undefined> {
  const [found] = await prepared<FoundApiKey>(db, byId, [id])
  return found
}

export function listApiKeysById(db: Db, ids: readonly string[]): Promise<FoundApiKey[]> {
  return prepared<FoundApiKey>(db, byIds, [ids])
}

/** Notes a use, unless someone is changing or ending the key: then no look-up waits for it. */
export async function touchApiKey(db: Db, id: string, now: Date): Promise<void> {
  await sql`
    update api_key set last_used_at = ${now}
    where id = (select id from api_key where id = ${id} for no key update skip locked)`.execute(db)
}
