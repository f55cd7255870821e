import { type RawBuilder, sql } from 'kysely'
import type { AuditEvent } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import type { RecordScope } from './reading-scope.ts'

/** The kinds of records that people ask for: an action, or those sign-ins that were exempt (R30). */
export type RecordKind = AuditEvent['action'] | 'sign-in.exempted'

export function kindOf({ action, detail }: Pick<AuditRecord, 'action' | 'detail'>): RecordKind {
  return action === 'sign-in.completed' && detail.exempt === true ? 'sign-in.exempted' : action
}

export type RecordFilter = {
  action?: RecordKind | undefined
  /** A user's ID, or the kind of an actor who is not a user. */
  actor?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  search?: RecordSearch | undefined
  /** The ID of the user whom a record is about. */
  about?: string | undefined
  /** Records by their IDs. */
  ids?: readonly string[] | undefined
}

/** A record with the current names of those whom it mentions. */
export type AuditRecord = {
  id: string
  at: Date
  actorKind: 'user' | 'api_key' | 'operator' | 'stranger'
  /** Of a user or a key. */
  actorId: string | null
  actorName: string | null
  action: AuditEvent['action']
  detail: Record<string, unknown>
  ip: string | null
  userAgent: string | null
  userId: string | null
  userName: string | null
  locationId: string | null
  locationName: string | null
}

/** The position of a record in the list: its time, in milliseconds, and its ID. */
export type RecordPosition = readonly [at: number, id: string]

/** Records, newest first, after the one at a position. */
export async function listRecords(
  db: Db,
  scope: RecordScope,
  filter: RecordFilter,
  page: { after: RecordPosition | undefined; limit: number },
): Promise<AuditRecord[]> {
  const { after, limit } = page
  const position = after
    ? sql`and (record.at, record.id) < (${new Date(after[0])}, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<AuditRecord>`
    ${branchOf(scope)}
    select
      record.id, record.at, record.actor_kind, record.action, record.detail, record.ip,
      record.user_agent,
      coalesce(record.actor_user_id, record.actor_api_key_id) as actor_id,
      coalesce(api_key.name, person_name(actor)) as actor_name,
      record.detail ->> 'userId' as user_id,
      person_name(subject) as user_name,
      record.detail ->> 'locationId' as location_id,
      location.name as location_name
    from audit_record as record
      left join user_account as actor on actor.id = record.actor_user_id
      left join api_key on api_key.id = record.actor_api_key_id
      left join user_account as subject on subject.id = (record.detail ->> 'userId')::uuid
      left join location on location.id = (record.detail ->> 'locationId')::uuid
    where ${conditions(scope, filter)} ${position}
    order by record.at desc, record.id desc
    limit ${limit}`.execute(db)
  return rows
}

export async function countRecords(db: Db, scope: RecordScope, filter: RecordFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    ${branchOf(scope)}
    select count(*) as count from audit_record as record where ${conditions(scope, filter)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The branch, as a table for the condition below. */
export function branchOf({ customerId, roots }: RecordScope): RawBuilder<unknown> {
  return roots === null
    ? sql``
    : sql`with branch as (select id from branch_of(${customerId}, ${roots}::uuid[]))`
}

/**
 * The rule of a branch. A record that names a location belongs to where that location is. Any other belongs to where
 * the user it is about holds a role today. One that names neither, such as a refused stranger, is for the whole
 * customer only.
 */
export function conditions({ customerId, roots }: RecordScope, filter: RecordFilter): RawBuilder<unknown> {
  const all = [sql`record.customer_id = ${customerId}`]
  if (roots !== null)
    all.push(sql`case when record.detail ->> 'locationId' is not null
      then (record.detail ->> 'locationId')::uuid in (select id from branch)
      else (record.detail ->> 'userId')::uuid in (
        select user_id from membership join branch on branch.id = membership.location_id
      ) end`)
  if (filter.action === 'sign-in.exempted')
    all.push(sql`record.action = 'sign-in.completed' and record.detail @> '{"exempt": true}'`)
  else if (filter.action) all.push(sql`record.action = ${filter.action}`)
  if (filter.actor === 'api_key' || filter.actor === 'operator' || filter.actor === 'stranger')
    all.push(sql`record.actor_kind = ${filter.actor}`)
  else if (filter.actor) all.push(sql`record.actor_user_id = ${filter.actor}::uuid`)
  if (filter.about) all.push(sql`record.detail ->> 'userId' = ${filter.about}`)
  if (filter.ids) all.push(sql`record.id = any(${filter.ids}::uuid[])`)
  if (filter.from) all.push(sql`record.at >= ${filter.from}`)
  if (filter.to) all.push(sql`record.at < ${filter.to}`)
  if (filter.search) all.push(matches(filter.search))
  return sql.join(all, sql` and `)
}

/**
 * What a search means: the users and locations with the text in a name or an address, or the text in the record
 * itself.
 */
export type RecordSearch = { pattern: string; userIds: readonly string[]; locationIds: readonly string[] }

/** Looks up what a text can mean, once for all pages, because there are far fewer people than records. */
export async function findSearch(db: Db, customerId: string, text: string): Promise<RecordSearch> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ userIds: string[]; locationIds: string[] }>`
    select
      array(
        select id from user_account
        where customer_id = ${customerId} and concat_ws(' ', first_name, last_name, username, email) ilike ${pattern}
      ) as user_ids,
      array(select id from location where customer_id = ${customerId} and name ilike ${pattern}) as location_ids`.execute(
    db,
  )
  return { pattern, userIds: rows[0]?.userIds ?? [], locationIds: rows[0]?.locationIds ?? [] }
}

function matches({ pattern, userIds, locationIds }: RecordSearch): RawBuilder<unknown> {
  const ways = [sql`record.detail::text ilike ${pattern}`, sql`record.ip ilike ${pattern}`]
  if (userIds.length > 0)
    ways.push(
      sql`record.actor_user_id = any(${userIds}::uuid[])`,
      sql`record.detail ->> 'userId' = any(${userIds}::text[])`,
    )
  if (locationIds.length > 0) ways.push(sql`record.detail ->> 'locationId' = any(${locationIds}::text[])`)
  return sql`(${sql.join(ways, sql` or `)})`
}
