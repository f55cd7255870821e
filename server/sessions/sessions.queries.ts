import { type Insertable, sql } from 'kysely'
import type { Session } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { SignedIn } from './sessions.ts'

export async function insertSession(trx: Trx, session: Insertable<Session>): Promise<void> {
  await trx.insertInto('session').values(session).execute()
}

/** A session that is neither idle since `idleSince` nor past its end, of an enabled user, with all that is asked of it. */
export async function findSessionByHash(
  db: Db,
  secretHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<(Omit<SignedIn, 'expiresAt'> & { lastUsedAt: Date; absoluteEnd: Date }) | undefined> {
  const { rows } = await sql<Omit<SignedIn, 'expiresAt'> & { lastUsedAt: Date; absoluteEnd: Date }>`
    select
      session.id as session_id,
      session.door,
      session.last_used_at,
      session.expires_at as absolute_end,
      json_build_object(
        'id', user_account.id, 'username', user_account.username, 'email', user_account.email,
        'firstName', user_account.first_name, 'lastName', user_account.last_name, 'language', user_account.language,
        'microsoftLink', (
          select json_build_object('tenantId', tenant_id, 'objectId', object_id, 'loginId', login_id,
            'linkedAt', linked_at, 'lastUsedAt', last_used_at)
          from microsoft_link
          where microsoft_link.user_id = user_account.id and ended_at is null
          order by last_used_at desc limit 1
        )
      ) as user,
      json_build_object('id', customer.id, 'name', customer.name) as customer,
      coalesce((
        select json_agg(json_build_object('locationId', location.id, 'locationName', location.name,
          'locationType', location.type, 'role', membership.role) order by location.name)
        from membership join location on location.id = membership.location_id
        where membership.user_id = user_account.id
      ), '[]') as memberships
    from session
      join user_account on user_account.id = session.user_id
      join location as customer on customer.id = session.customer_id
    where session.secret_hash = ${secretHash} and session.expires_at > ${now} and session.last_used_at > ${idleSince}
      and user_account.enabled`.execute(db)
  return rows[0]
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ lastUsedAt: now }).where('id', '=', id).execute()
}

/** Deletes the sessions that one of these names, and tells which there were. */
export function deleteSession(trx: Trx, by: { id: string } | { secretHash: Buffer } | { entraSid: string }) {
  const [column, value] = Object.entries(by)[0] as ['id' | 'secretHash' | 'entraSid', string | Buffer]
  return trx
    .deleteFrom('session')
    .where(column, '=', value)
    .returning(['id', 'userId', 'customerId'])
    .execute()
}

/** Deletes the sessions of a user, all or those of one door, and tells which there were. */
export function deleteSessionsOfUser(trx: Trx, userId: string, door: 'password' | 'microsoft' | 'any') {
  return trx
    .deleteFrom('session')
    .where('userId', '=', userId)
    .$if(door !== 'any', (query) => query.where('door', '=', door))
    .returning(['id', 'userId', 'customerId'])
    .execute()
}

/** Keeps the sessions of a user to the most recently used. */
export async function deleteSessionsBeyond(trx: Trx, userId: string, count: number): Promise<void> {
  await trx
    .deleteFrom('session')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('session')
        .select('id')
        .where('userId', '=', userId)
        .orderBy('lastUsedAt', 'desc')
        .offset(count),
    )
    .execute()
}

export function listSessionsOfCustomer(trx: Trx, customerId: string) {
  return trx
    .selectFrom('session')
    .select(['id', 'userId', 'customerId', 'door', 'tenantId'])
    .where('customerId', '=', customerId)
    .execute()
}

/** In one small batch, so that it never holds anybody up; what is left comes the next time. */
export async function deleteSessionsEndedBy(db: Db, now: Date, idleSince: Date): Promise<void> {
  await sql`
    delete from session where id in (
      select id from session where expires_at <= ${now} or last_used_at <= ${idleSince} limit 1000
    )`.execute(db)
}
