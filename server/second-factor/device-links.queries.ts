import { type Insertable, sql } from 'kysely'
import type { DeviceLink } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'

export async function insertDeviceLink(trx: Trx, link: Insertable<DeviceLink>): Promise<void> {
  await trx.insertInto('deviceLink').values(link).execute()
}

/** How many links of a user work now. */
export async function countDeviceLinks(
  trx: Trx,
  { customerId, userId }: { customerId: string; userId: string },
  now: Date,
): Promise<number> {
  const { count } = await trx
    .selectFrom('deviceLink')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

/** The user of a link that works: not expired, and made for the address that they still have. */
export async function findDeviceLinkUser(db: Db | Trx, secretHash: Buffer, now: Date) {
  const { rows } = await sql<{ userId: string; username: string }>`
    select user_account.id as user_id, user_account.username
    from device_link as link join user_account on user_account.id = link.user_id
    where link.secret_hash = ${secretHash} and link.expires_at > ${now}
      and link.email_folded = user_account.email_folded`.execute(db)
  return rows[0]
}

/** Uses up a link that works. Of many at once, exactly one gets its user. */
export async function takeDeviceLink(db: Db, secretHash: Buffer, now: Date) {
  const { rows } = await sql<{ userId: string; username: string }>`
    delete from device_link as link using user_account
    where link.secret_hash = ${secretHash} and link.expires_at > ${now}
      and user_account.id = link.user_id and link.email_folded = user_account.email_folded
    returning user_account.id as user_id, user_account.username`.execute(db)
  return rows[0]
}

export async function deleteDeviceLinksUntil(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('deviceLink').where('expiresAt', '<=', now).execute()
}
