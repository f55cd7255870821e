import { type Insertable, sql } from 'kysely'
import type { SharedDevice, SharedDeviceOffer } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'

/** A shared computer as managers see it. */
export type ListedDevice = {
  id: string
  name: string
  locationId: string
  locationName: string
  markedAt: Date
  markedBy: string | null
  /** Null if it was not a person of the customer, or one who was removed. */
  markedByName: string | null
  lastUsedOn: string | null
}

/** The shared computers of some branches of a customer, newest first, and how many there are in all. */
export async function listDevices(
  db: Db,
  customerId: string,
  roots: readonly string[],
  { search, after, limit }: { search: string; after?: string | undefined; limit: number },
): Promise<{ rows: ListedDevice[]; total: number }> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const devices = sql`
    with listed as (
      select device.*, location.name as location_name
      from shared_device as device join location on location.id = device.location_id
      where device.customer_id = ${customerId}
        and location.id in (select id from branch_of(${customerId}, ${roots}::uuid[]))
        and (device.name ilike ${pattern} or location.name ilike ${pattern})
    )`
  const { rows } = await sql<ListedDevice>`
    ${devices}
    select listed.id, listed.name, location_id, location_name, marked_at, marked_by,
      person_name(marker) as marked_by_name, last_used_on
    from listed left join user_account as marker on marker.id = marked_by and marker.customer_id = listed.customer_id
    where ${after ?? null}::uuid is null or listed.id < ${after ?? null}::uuid
    order by listed.id desc
    limit ${limit}`.execute(db)
  const counted = await sql<{ total: number }>`${devices} select count(*) as total from listed`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** A shared computer of this customer. */
export async function findDevice(
  db: Db | Trx,
  customerId: string,
  id: string,
): Promise<ListedDevice | undefined> {
  const { rows } = await sql<ListedDevice>`
    select device.id, device.name, location_id, location.name as location_name, marked_at, marked_by,
      person_name(marker) as marked_by_name, last_used_on
    from shared_device as device
      join location on location.id = device.location_id
      left join user_account as marker on marker.id = marked_by and marker.customer_id = device.customer_id
    where device.customer_id = ${customerId} and device.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertDevice(trx: Trx, device: Insertable<SharedDevice>): Promise<void> {
  await trx.insertInto('sharedDevice').values(device).execute()
}

export async function updateDevice(
  trx: Trx,
  { customerId, id }: { customerId: string; id: string },
  to: { name: string; locationId: string },
): Promise<void> {
  await trx
    .updateTable('sharedDevice')
    .set(to)
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .execute()
}

export async function deleteDevice(
  trx: Trx,
  { customerId, id }: { customerId: string; id: string },
): Promise<void> {
  await trx.deleteFrom('sharedDevice').where('customerId', '=', customerId).where('id', '=', id).execute()
}

/**
 * Makes an offer. A code that was entered before, in the same customer, counts as it was entered last.
 *
 * @returns false for a code that another customer has entered.
 */
export async function saveOffer(trx: Trx, offer: Insertable<SharedDeviceOffer>): Promise<boolean> {
  const saved = await trx
    .insertInto('sharedDeviceOffer')
    .values(offer)
    .onConflict((conflict) =>
      conflict
        .column('secretHash')
        .doUpdateSet(offer)
        .where('sharedDeviceOffer.customerId', '=', offer.customerId),
    )
    .returning('id')
    .execute()
  return saved.length > 0
}

/** How many offers of a person can be taken now. */
export async function countOffers(trx: Trx, customerId: string, madeBy: string, now: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('sharedDeviceOffer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customerId', '=', customerId)
    .where('madeBy', '=', madeBy)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

export type Offer = {
  customerId: string
  id: string
  locationId: string
  name: string
  madeBy: string
  customerName: string
  locationName: string
}

/** What a link or a code offers, if it can be taken now. */
export async function findOffer(db: Db | Trx, secretHash: Buffer, now: Date): Promise<Offer | undefined> {
  const { rows } = await sql<Offer>`
    select offer.customer_id, offer.id, offer.location_id, offer.name, offer.made_by, customer.name as customer_name,
      location.name as location_name
    from shared_device_offer as offer
      join location on location.id = offer.location_id
      join location as customer on customer.id = offer.customer_id
    where offer.secret_hash = ${secretHash} and offer.expires_at > ${now}`.execute(db)
  return rows[0]
}

/** Uses an offer up. @returns whether it was still there. */
export async function deleteOffer(
  trx: Trx,
  { customerId, id }: Pick<Offer, 'customerId' | 'id'>,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sharedDeviceOffer')
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteExpiredOffers(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sharedDeviceOffer').where('expiresAt', '<=', now).execute()
}
