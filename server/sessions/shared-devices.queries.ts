import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** The shared computer on which a session was started. */
export type DeviceOfSession = {
  id: string
  customerId: string
  name: string
  /** What its chain says of the idle time, and the person's (R38). */
  idleMinutes: readonly (number | null)[]
}

/** A column for statements that have `session`: the shared computer as `DeviceOfSession`; null on any other. */
export const deviceOfSession = `
      case when session.device_id is not null then (
        select json_build_object('id', device.id, 'customerId', device.customer_id, 'name', device.name,
          'idleMinutes', shared_idle_minutes(device.location_id, session.user_id))
        from shared_device as device
        where device.customer_id = session.device_customer_id and device.id = session.device_id
      ) end`

type Device = { customerId: string; id: string }

/**
 * The device of this cookie, of which it is noted that someone signs in there today. Its row is locked, so that it is not
 * unmarked before the session exists that is bound to it.
 */
export async function noteSignInOn(trx: Trx, secretHash: Buffer, now: Date): Promise<Device | undefined> {
  const { rows } = await sql<Device>`
    update shared_device set last_used_on = greatest(last_used_on, (${now}::timestamptz at time zone 'UTC')::date)
    where secret_hash = ${secretHash} returning customer_id, id`.execute(trx)
  return rows[0]
}

export function findSharedDevice(db: Db | Trx, secretHash: Buffer) {
  return db
    .selectFrom('sharedDevice')
    .select(['customerId', 'id', 'locationId', 'name'])
    .where('secretHash', '=', secretHash)
    .executeTakeFirst()
}

/** Binds a session that exists already to a device. */
export async function bindSession(trx: Trx, sessionHash: Buffer, { customerId, id }: Device): Promise<void> {
  await trx
    .updateTable('session')
    .set({ deviceCustomerId: customerId, deviceId: id })
    .where('secretHash', '=', sessionHash)
    .execute()
}

/** Milliseconds for which a window may be at Microsoft, to have its session confirmed. It comes back by itself. */
const atMicrosoft = 60_000

/** Notes when the last window was closed on a shared computer, but for one that has left to have its session confirmed (R37). */
export async function setLeft(db: Db, secretHash: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ leftAt: at })
    .where('secretHash', '=', secretHash)
    .where('deviceId', 'is not', null)
    .where((is) =>
      is.or([
        is('confirmationAskedAt', 'is', null),
        is('confirmationAskedAt', '<', new Date(at.getTime() - atMicrosoft)),
      ]),
    )
    .execute()
}

/**
 * Notes that a window is open again on a shared computer, unless someone is changing or ending the session: then no look-up
 * waits for it.
 *
 * @param leftAt what was read: what came since stays.
 */
export async function setBack(db: Db, id: string, leftAt: Date): Promise<void> {
  await sql`
    update session set left_at = null
    where id = (
      select id from session where id = ${id} and left_at = ${leftAt} for no key update skip locked
    )`.execute(db)
}
