import { type Insertable, sql } from 'kysely'
import type { Session } from '#server/platform/database.generated.ts'
import { type Db, prepared, type Trx } from '#server/platform/database.ts'
import {
  type Confirmation,
  type ConfirmationStamps,
  confirmationLifetime,
} from '#server/policy/confirmation.ts'
import type { Key } from '#server/policy/doors.ts'
import type { Span } from '#server/policy/time.ts'
import type { Language } from '#shared/languages.ts'
import { type LocationType, managerRoles, type Role } from '#shared/roles.ts'
import { type DeviceOfSession, deviceOfSession } from './shared-devices.queries.ts'

export type Door = Key['door']

/** A signed-in user: everything that a page or a permission needs, from one look-up. */
export type SignedIn = {
  sessionId: string
  door: Door
  /** When the session ends unless it is used again. */
  expiresAt: Date
  /** Whether Microsoft has to confirm it (R37); `fresh` where it never has to. */
  confirmation: Confirmation
  /** Whether Microsoft was asked for that a short time ago, and has not confirmed it. */
  isAskedInVain: boolean
  user: {
    id: string
    username: string
    email: string
    firstName: string
    lastName: string
    /** Of the pages; see `languageFor`. */
    language: Language
    languageChosen: boolean
    microsoftLink: {
      tenantId: string
      objectId: string
      loginId: string
      linkedAt: string
      lastUsedAt: string
    } | null
  }
  customer: { id: string; name: string }
  /** The shared computer on which the session was started (R38). */
  sharedDevice: DeviceOfSession | null
  memberships: { locationId: string; locationName: string; locationType: LocationType; role: Role }[]
}

/** A session as it is made. */
export type SessionRow = Pick<
  Insertable<Session>,
  | 'id'
  | 'secretHash'
  | 'customerId'
  | 'userId'
  | 'attemptId'
  | 'door'
  | 'tenantId'
  | 'objectId'
  | 'entraSid'
  | 'createdAt'
  | 'expiresAt'
  | 'ip'
  | 'userAgent'
  | 'provedAt'
  | 'deviceCustomerId'
  | 'deviceId'
>

const newSession = {
  name: 'insert-session',
  text: `
    insert into session (id, secret_hash, customer_id, user_id, attempt_id, door, tenant_id, object_id, entra_sid,
      created_at, last_used_at, expires_at, ip, user_agent, proved_at, device_customer_id, device_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14, $15, $16)
    returning (select count(*) from session as other where other.user_id = $4) as others`,
}

/** The same as a part of a larger statement, which makes it once for each row of `from`. The parameters are as `$1`. */
export const sessionMade = (at: Record<keyof SessionRow, string>, from: string) => `
      insert into session (id, secret_hash, customer_id, user_id, attempt_id, door, tenant_id, object_id, entra_sid,
        created_at, last_used_at, expires_at, ip, user_agent, proved_at, device_customer_id, device_id)
      select ${at.id}::uuid, ${at.secretHash}::bytea, ${at.customerId}::uuid, ${at.userId}::uuid, ${at.attemptId}::uuid,
        ${at.door}, ${at.tenantId}::uuid, ${at.objectId}::uuid, ${at.entraSid}, ${at.createdAt}::timestamptz,
        ${at.createdAt}::timestamptz, ${at.expiresAt}::timestamptz, ${at.ip}, ${at.userAgent}, ${at.provedAt}::timestamptz,
        ${at.deviceCustomerId}::uuid, ${at.deviceId}::uuid
      from ${from}`

/** @returns how many other sessions the user has. */
export async function insertSession(trx: Trx, session: SessionRow): Promise<number> {
  const { id, secretHash, customerId, userId, attemptId, door, tenantId, objectId, entraSid } = session
  const { createdAt, expiresAt, ip, userAgent, provedAt, deviceCustomerId, deviceId } = session
  const who = [id, secretHash, customerId, userId, attemptId, door, tenantId, objectId, entraSid]
  const [inserted] = await prepared<{ others: number }>(trx, newSession, [
    ...who,
    createdAt,
    expiresAt,
    ip,
    userAgent,
    provedAt,
    deviceCustomerId,
    deviceId,
  ])
  return inserted?.others ?? 0
}

type FoundSession = Omit<SignedIn, 'expiresAt' | 'confirmation' | 'isAskedInVain'> & {
  /** Of a session that Microsoft has to confirm; null for every other one. */
  stamps: ConfirmationStamps | null
  lastUsedAt: Date
  /** When the last window was closed, on a shared computer. */
  leftAt: Date | null
  absoluteEnd: Date
  /** Of the user's account. */
  endsOn: string | null
  /**
   * Whether a day may have come from which a password no longer does: of a wave (R36), the end of an exception, or the day
   * from which a manager needs a second factor (R30).
   */
  mayBeClosed: boolean
}

const rolesOfManagers = managerRoles.map((role) => `'${role}'`).join(', ')

/**
 * Whether a session was opened with a password, and its customer has a wave that has not begun and whose day has come
 * somewhere on earth, or its user had an exception that has ended, or is a manager without a second factor of a customer
 * that has a day for it. Only then the rules are asked. `now` is a parameter, as `$1`.
 */
const mayBeClosed = (now: string) => `
      (session.door = 'password' and (exists (
        select from roll_out_wave
        where roll_out_wave.customer_id = session.customer_id and begun_at is null and paused_at is null
          and starts_on <= ((${now}::timestamptz at time zone 'UTC') + interval '14 hours')::date
      ) or exists (
        select from password_exception
        where password_exception.customer_id = session.customer_id and password_exception.user_id = session.user_id
          and has_ended(password_exception.ends_on, ${now}::timestamptz)
      ) or (exists (
        select from advanced_settings
        where advanced_settings.customer_id = session.customer_id and second_factor_required_from is not null
          and second_factor_required_from <= ((${now}::timestamptz at time zone 'UTC') + interval '14 hours')::date
      ) and exists (
        select from membership where membership.user_id = session.user_id and role in (${rolesOfManagers})
      ) and not exists (select from authenticator_app where authenticator_app.user_id = session.user_id)
        and not exists (select from passkey where passkey.user_id = session.user_id)
      )))`

/** Whether Microsoft has to confirm a session (R37): it opened it, and the customer has not turned that off. */
const mustBeConfirmed = `
      (session.door = 'microsoft' and confirms_sessions(session.customer_id, session.user_id))`

/** The same, asked only where it matters: the settings are not read for a session that was confirmed lately. */
const mustBeConfirmedAt = (now: string) => `
      (case when coalesce(session.confirmed_at, session.created_at)
        between ${now}::timestamptz - interval '${confirmationLifetime} milliseconds' and ${now}::timestamptz
      then false else ${mustBeConfirmed} end)`

// Prepared, because it runs on every request and PostgreSQL would take longer to plan it than to answer it.
const sessionByHash = {
  name: 'session-by-hash',
  text: `
    select
      session.id as session_id,
      session.door,
      session.last_used_at,
      session.left_at,
      ${deviceOfSession} as shared_device,
      session.expires_at as absolute_end,
      ${mayBeClosed('$2')} as may_be_closed,
      session.confirmed_at, session.created_at, session.confirmation_excused_at, session.confirmation_asked_at,
      ${mustBeConfirmedAt('$2')} as must_be_confirmed,
      user_account.ends_on,
      json_build_object(
        'id', user_account.id, 'username', user_account.username, 'email', user_account.email,
        'firstName', user_account.first_name, 'lastName', user_account.last_name, 'language', user_account.language,
        'languageChosen', user_account.language_chosen,
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
    where session.secret_hash = $1 and session.expires_at > $2 and session.last_used_at > $3
      and session.last_used_at <= $4 and session.created_at <= $4 and user_account.enabled`,
}

/**
 * A session that was used within a span and is not past its end, of an enabled user, with everything asked about it. One
 * that was made in the future is none (R28).
 */
export async function findSessionByHash(
  db: Db,
  secretHash: Buffer,
  now: Date,
  used: Span,
): Promise<FoundSession | undefined> {
  type Row = Omit<FoundSession, 'stamps'> & StampColumns
  const [row] = await prepared<Row>(db, sessionByHash, [secretHash, now, used.since, used.until])
  if (!row) return undefined
  const { mustBeConfirmed, createdAt, confirmedAt, confirmationExcusedAt, confirmationAskedAt, ...found } =
    row
  return { ...found, stamps: stampsOf(row) }
}

/** The columns of a session that say when Microsoft confirmed it. */
type StampColumns = {
  mustBeConfirmed: boolean
  createdAt: Date
  confirmedAt: Date | null
  confirmationExcusedAt: Date | null
  confirmationAskedAt: Date | null
}

/** A sign-in confirms by itself, so nothing is written for it. */
function stampsOf(columns: StampColumns): ConfirmationStamps | null {
  if (!columns.mustBeConfirmed) return null
  const { createdAt, confirmedAt, confirmationExcusedAt: excusedAt, confirmationAskedAt: askedAt } = columns
  return { confirmedAt: confirmedAt ?? createdAt, excusedAt, askedAt }
}

/** Notes a use, unless someone is changing or ending the session: then no look-up waits for it. */
export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await sql`
    update session set last_used_at = ${now}
    where id = (select id from session where id = ${id} for no key update skip locked)`.execute(db)
}

/** Those of these sessions that were used within a span and are not past their end, and whose user's account is open. */
export async function listUsableSessions(db: Db, ids: readonly string[], now: Date, used: Span) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('session')
    .innerJoin('userAccount', 'userAccount.id', 'session.userId')
    .select([
      'session.id',
      'session.userId',
      'session.door',
      'session.lastUsedAt',
      'session.leftAt',
      'session.createdAt',
      'session.confirmedAt',
      'session.confirmationExcusedAt',
      'session.confirmationAskedAt',
    ])
    .select(sql<DeviceOfSession | null>`${sql.raw(deviceOfSession)}`.as('sharedDevice'))
    .select(sql<boolean>`${sql.raw(mustBeConfirmed)}`.as('mustBeConfirmed'))
    .where(sql<boolean>`session.id = any(${ids}::uuid[])`)
    .where('session.expiresAt', '>', now)
    .where('session.lastUsedAt', '>', used.since)
    .where('session.lastUsedAt', '<=', used.until)
    .where('session.createdAt', '<=', used.until)
    .where('userAccount.enabled', '=', true)
    .where(sql<boolean>`not has_ended(user_account.ends_on, ${now})`)
    .execute()
  return rows.map((row) => {
    const { id, userId, door, lastUsedAt, leftAt, sharedDevice } = row
    return { id, userId, door, lastUsedAt, leftAt, sharedDevice, stamps: stampsOf(row) }
  })
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

/** Keeps the most recently used sessions of a user, and returns those that were deleted. */
export function deleteSessionsBeyond(trx: Trx, userId: string, count: number) {
  return trx
    .deleteFrom('session')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('session')
        .select('id')
        .where('userId', '=', userId)
        .orderBy('lastUsedAt', 'desc')
        .offset(count),
    )
    .returning(['id', 'userId', 'customerId'])
    .execute()
}

export function listSessionsOfCustomer(trx: Trx, customerId: string) {
  return judgedSessions(trx).where('customerId', '=', customerId).execute()
}

export function listAllSessionsOfUser(trx: Trx, userId: string) {
  return judgedSessions(trx).where('userId', '=', userId).execute()
}

/** What the rules need to know of a session. */
function judgedSessions(trx: Trx) {
  return trx.selectFrom('session').select(['id', 'secretHash', 'userId', 'customerId', 'door', 'tenantId'])
}

/**
 * In one small batch, so that it never delays anyone. What is left is deleted the next time.
 *
 * @param farOff no session ends so late unless it was made in the future, so it would work again one day.
 */
export async function deleteSessionsEndedBy(db: Db, now: Date, idleSince: Date, farOff: Date): Promise<void> {
  await sql`
    delete from session where id in (
      select id from session
      where expires_at <= ${now} or last_used_at <= ${idleSince} or expires_at > ${farOff} limit 1000
    )`.execute(db)
}

/** The open sessions of a user, the most recently used first. */
export function listSessionsOfUser(db: Db | Trx, userId: string, now: Date, used: Span) {
  return db
    .selectFrom('session')
    .select([
      'id',
      'userId',
      'customerId',
      'door',
      'createdAt',
      'lastUsedAt',
      'expiresAt',
      'ip',
      'userAgent',
      'leftAt',
    ])
    .select(sql<DeviceOfSession | null>`${sql.raw(deviceOfSession)}`.as('sharedDevice'))
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .where('lastUsedAt', '>', used.since)
    .where('lastUsedAt', '<=', used.until)
    .where('createdAt', '<=', used.until)
    .orderBy('lastUsedAt', 'desc')
    .execute()
}

/** How many sessions of these users are open. */
export async function countOpenSessions(
  trx: Trx,
  userIds: readonly string[],
  now: Date,
  used: Span,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from session
    where user_id = any(${userIds}::uuid[]) and expires_at > ${now}
      and last_used_at > ${used.since} and last_used_at <= ${used.until}`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Deletes sessions of some users: one, all except one, or those of one way to sign in. */
export function deleteSessionsOfUsers(trx: Trx, userIds: readonly string[], which: WhichSessions) {
  const theirs = trx.deleteFrom('session').where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
  const chosen =
    'id' in which
      ? theirs.where('id', '=', which.id)
      : 'door' in which
        ? theirs.where('door', '=', which.door)
        : theirs.$if(which.exceptId !== null, (query) => query.where('id', '<>', which.exceptId))
  return chosen.returning(['id', 'userId', 'customerId']).execute()
}

export type WhichSessions = { id: string } | { exceptId: string | null } | { door: 'password' | 'microsoft' }
