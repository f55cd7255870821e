import { type Insertable, sql } from 'kysely'
import type { Location } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { lockRows } from '#server/platform/held-locks.queries.ts'
import { naturalOrder } from '#server/platform/natural-order.queries.ts'
import type { Membership, Place } from '#shared/permissions.ts'
import type { EffectiveSettings, SettingsRow } from './settings-row.ts'

export async function insertCustomer(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.insertInto('customer').values({ id, createdAt: now }).execute()
}

export async function insertLocation(trx: Trx, location: Insertable<Location>): Promise<void> {
  await trx.insertInto('location').values(location).execute()
}

export function findLocation(db: Db | Trx, id: string) {
  return db.selectFrom('location').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The chains with this name. An operator types a name, and it need not be unique. */
export function listChainsNamed(db: Db | Trx, name: string) {
  return db.selectFrom('location').selectAll().where('name', '=', name).where('type', '=', 'chain').execute()
}

/**
 * Locks a customer's policy: no sign-in of the customer is decided until this transaction ends. It is not the
 * strongest lock: rows that merely point to the customer, such as audit records, may be written meanwhile.
 */
export function lockCustomerPolicy(trx: Trx, customerId: string): Promise<void> {
  return lockRows(trx, { ...rowOf(customerId), isShared: false })
}

/**
 * Whether no one else is being shown what a change of many of this customer's users or locations would do. Holds until
 * the transaction ends.
 */
export async function isOnlyPreview(trx: Trx, customerId: string): Promise<boolean> {
  const { rows } = await sql<{ isTaken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('many users ' || ${customerId}, 0)) as is_taken`.execute(
    trx,
  )
  return rows[0]?.isTaken === true
}

/** Shares the lock of a customer's policy, as every sign-in does: until this transaction ends, it stays as it is. */
export function shareCustomerPolicy(trx: Trx, customerId: string): Promise<void> {
  return lockRows(trx, { ...rowOf(customerId), isShared: true })
}

function rowOf(id: string) {
  const table = 'customer' as const
  return { what: { table, id }, table, ids: sql`${id}::uuid` }
}

/**
 * The settings in force at a location, with the chains they come from (R5): the tenant of the nearest chain that has
 * one, and every policy by the strictest along the way up.
 */
export async function findEffectiveSettings(db: Db | Trx, locationId: string): Promise<EffectiveSettings> {
  const { rows } = await sql<EffectiveSettings>`select * from effective_settings(${locationId})`.execute(db)
  const [settings] = rows
  if (!settings) throw new Error('the function effective_settings answers one row, whatever is set')
  return settings
}

/** The same for many locations, by their IDs. */
export async function listEffectiveSettings(
  db: Db | Trx,
  locationIds: readonly string[],
): Promise<Map<string, EffectiveSettings>> {
  const { rows } = await sql<EffectiveSettings & { ofLocation: string }>`
    select asked.id as of_location, settings.*
    from unnest(${locationIds}::uuid[]) as asked (id) cross join lateral effective_settings(asked.id) as settings`.execute(
    db,
  )
  return new Map(rows.map(({ ofLocation, ...settings }) => [ofLocation, settings as EffectiveSettings]))
}

/** What was set at this very chain; undefined if nothing was. */
export function findOwnSettings(db: Db | Trx, locationId: string): Promise<SettingsRow | undefined> {
  return db.selectFrom('advancedSettings').selectAll().where('locationId', '=', locationId).executeTakeFirst()
}

/**
 * The places of branches, their tops included, where mandatory authentication was turned on or a roll-out turns it on,
 * and no tenant is in force.
 */
export async function listMandatoryWithoutTenant(
  trx: Trx,
  { ids, customerId }: { ids: readonly string[]; customerId: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select location.id, location.name
    from branch_of(${customerId}, ${ids}::uuid[]) as branch
      left join advanced_settings as own on own.location_id = branch.id
      join location on location.id = branch.id
      cross join lateral effective_settings(branch.id) as settings
    where settings.azure_tenant_id is null and (
      own.mandatory_authentication or exists (select from roll_out_branch where location_id = branch.id)
    )
    order by ${naturalOrder(sql`location.name`)}, location.id`.execute(trx)
  return rows
}

/** The customer whose chain this is, and the tenant in force there. For the start of a sign-in with `chain`. */
export async function findChainTenant(db: Db, chainId: string) {
  const { rows } = await sql<{ customerId: string; azureTenantId: string | null }>`
    select location.customer_id, settings.azure_tenant_id
    from location left join lateral effective_settings(location.id) as settings on true
    where location.id = ${chainId} and location.type = 'chain'`.execute(db)
  return rows[0]
}

/** A chain that does not go by what is set above it alone. */
export type DifferingChain = {
  locationId: string
  name: string
  /** Its own tenant ID, or null if it inherits one. */
  azureTenantId: string | null
  /** Whether it has turned it on for itself. */
  mandatoryAuthentication: boolean
}

/** The chains below a location that have a tenant ID of their own or have turned mandatory authentication on. */
export async function listDifferingBelow(
  db: Db,
  { id, customerId }: { id: string; customerId: string },
  limit: number,
): Promise<{ items: DifferingChain[]; total: number }> {
  const { rows } = await sql<DifferingChain & { total: number }>`
    select location.id as location_id, location.name, own.azure_tenant_id, own.mandatory_authentication,
      count(*) over () as total
    from branch_of(${customerId}, array[${id}]::uuid[]) as branch
      join advanced_settings as own on own.location_id = branch.id
      join location on location.id = branch.id
    where branch.id <> ${id} and (own.azure_tenant_id is not null or own.mandatory_authentication)
    order by ${naturalOrder(sql`location.name`)}, location.id
    limit ${limit}`.execute(db)
  return { items: rows.map(({ total: _, ...chain }) => chain), total: rows[0]?.total ?? 0 }
}

/** Writes what is set at a chain itself. */
export async function saveOwnSettings(trx: Trx, settings: SettingsRow): Promise<void> {
  const { locationId, customerId, ...changed } = settings
  await trx
    .insertInto('advancedSettings')
    .values(settings)
    .onConflict((conflict) => conflict.column('locationId').doUpdateSet(changed))
    .execute()
}

/** Deletes what is set at a chain itself, so that it inherits everything. */
export async function deleteOwnSettings(trx: Trx, locationId: string): Promise<void> {
  await trx.deleteFrom('advancedSettings').where('locationId', '=', locationId).execute()
}

/**
 * Deletes the plan by which mandatory authentication is rolled out in a chain (R36). @returns whether there was one.
 */
export async function deleteRollOut(
  trx: Trx,
  { id: chainId, customerId }: { id: string; customerId: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('rollOut')
    .where('customerId', '=', customerId)
    .where('chainId', '=', chainId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/**
 * A part of the statement that completes a first sign-in: it notes on the settings that allowed it that someone has
 * signed in through the tenant (R21). The parameters are as `$1`, and `when` is a condition.
 */
export const settingsConfirmed = (at: Record<'userId' | 'tenantId' | 'now', string>, when: string) => `
    confirmed as (
      update advanced_settings set confirmed_at = ${at.now}, confirmed_by = ${at.userId}
      where confirmed_at is null and azure_tenant_id = ${at.tenantId} and ${when} and location_id in (
        select settings.location_id
        from (
          select location_id from membership where user_id = ${at.userId}
          union select common_place(${at.userId})
        ) as place cross join lateral effective_settings(place.location_id) as settings
      )
    )`

/**
 * The places of these locations, each with its path up to the customer (`Place`), as permissions need them. Locations
 * of another customer are not included.
 */
export async function listPlaces(
  db: Db | Trx,
  customerId: string,
  locationIds: readonly string[],
): Promise<Map<string, Place>> {
  const { rows } = await sql<{ id: string; place: string[] }>`
    select id, array(select above.id from path_up(location.id) as above order by height) as place
    from location where id = any(${locationIds}::uuid[]) and customer_id = ${customerId}`.execute(db)
  return new Map(rows.map(({ id, place }) => [id, place]))
}

/** The customer a user belongs to, and the roles they hold now. */
export async function findUserHolder(db: Db | Trx, userId: string): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    select customer_id, enabled, coalesce((
      select json_agg(json_build_object('locationId', location_id, 'role', role))
      from membership where user_id = user_account.id
    ), '[]') as memberships
    from user_account where id = ${userId}`.execute(db)
  return rows[0]
}

/** The same of several users who are enabled, by user. */
export async function listUserHolders(db: Db, userIds: readonly string[]): Promise<Map<string, Holder>> {
  if (userIds.length === 0) return new Map()
  const { rows } = await sql<Holder & { id: string }>`
    select id, customer_id, enabled, coalesce((
      select json_agg(json_build_object('locationId', location_id, 'role', role))
      from membership where user_id = user_account.id
    ), '[]') as memberships
    from user_account where id = any(${userIds}::uuid[]) and enabled`.execute(db)
  return new Map(rows.map(({ id, ...holder }) => [id, holder]))
}

/** An actor, as far as permissions need to know them. */
export type Holder = { customerId: string; enabled: boolean; memberships: Membership[] }

/**
 * Tenants that no one could ask Microsoft about yet. They are in no order, so that one it does not know delays no
 * other.
 */
export async function listUnverifiedTenants(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ azureTenantId: string }>`
    select azure_tenant_id from advanced_settings
    where verified_at is null and azure_tenant_id is not null
    group by azure_tenant_id order by random() limit ${limit}`.execute(db)
  return rows.map(({ azureTenantId }) => azureTenantId)
}

export async function setVerified(db: Db, tenantId: string, now: Date): Promise<void> {
  await db
    .updateTable('advancedSettings')
    .set({ verifiedAt: now })
    .where('azureTenantId', '=', tenantId)
    .where('verifiedAt', 'is', null)
    .execute()
}

/**
 * Notes that a manager has shown that they belong to this tenant, on the settings in force at a chain (R31), if the
 * tenant is the one in force there.
 *
 * @returns whether that is new.
 */
export async function setProved(
  trx: Trx,
  chainId: string,
  tenantId: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update advanced_settings set proved_at = ${now}, proved_by = ${userId}
    where proved_at is null and azure_tenant_id = ${tenantId}
      and location_id = (select location_id from effective_settings(${chainId}))`.execute(trx)
  return numAffectedRows === 1n
}

/**
 * The manager's own test of this tenant that Microsoft answered since a moment, in which they showed that they belong
 * to it before it was saved.
 */
export async function hasTestedTenant(
  trx: Trx,
  chainId: string,
  tenantId: string,
  userId: string,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from connection_test as test join sign_in_attempt as attempt on attempt.id = test.attempt_id
    where test.location_id = ${chainId} and test.tenant_id = ${tenantId} and test.user_id = ${userId}
      and test.started_at > ${since} and attempt.tenant_id = ${tenantId} and attempt.object_id is not null
    limit 1`.execute(trx)
  return rows.length > 0
}
