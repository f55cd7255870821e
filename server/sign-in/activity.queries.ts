import { type RawBuilder, sql } from 'kysely'
import { branchUnder, type RecordScope } from '#server/audit/reading-scope.ts'
import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { namesNobody } from './hints.queries.ts'

/** An attempt as one customer reads it: its own reason and its own user, and nothing of another customer's. */
export type SeenAttempt = {
  id: string
  reference: string
  startedAt: Date
  endedAt: Date | null
  door: 'microsoft' | 'password'
  outcome: 'pending' | 'succeeded' | 'refused'
  code: Refusal | null
  userId: string | null
  /** Who bears the address of the hint; nothing proves that it was them. */
  hintedUserId: string | null
  /** Of the user, or else of the hinted one. */
  personName: string | null
  /** Nothing but the hint says that it concerns this customer. */
  unproven: boolean
  loginHint: string | null
  loginId: string | null
  tenantId: string | null
  objectId: string | null
  microsoft: MicrosoftAnswer | null
  checks: Check[]
  /** The checks of this customer's own rules. */
  ownChecks: Check[]
  /** The chain whose address was used, where it is this customer's. */
  chainId: string | null
  chainName: string | null
  popupBlocked: boolean
  helpAskedAt: Date | null
  ip: string
  userAgent: string
  notedAt: Date
}

export type ActivityFilter = {
  outcome?: SeenAttempt['outcome'] | undefined
  door?: SeenAttempt['door'] | undefined
  code?: Refusal | undefined
  userId?: string | undefined
  /** A location: what concerns the branch under it. */
  locationId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** A part of a login ID or of a person's name, or one of Microsoft's GUIDs. */
  search?: string | undefined
  reference?: string | undefined
  /** Attempts by their ids. */
  ids?: readonly string[] | undefined
}

/** Attempts that somebody may read, newest first, after the one with this id. */
export async function listActivity(
  db: Db,
  scope: RecordScope,
  filter: ActivityFilter,
  page: { after?: string | undefined; limit: number },
): Promise<SeenAttempt[]> {
  const position = page.after ? sql`and concerned.attempt_id < ${page.after}::uuid` : sql``
  const { rows } = await sql<SeenAttempt>`
    ${branches(scope, filter)}
    select
      attempt.id, attempt.reference, attempt.started_at, attempt.ended_at, attempt.door, attempt.outcome, concerned.code,
      concerned.user_id, concerned.hinted_user_id, concerned.unproven, attempt.login_hint, attempt.login_id,
      attempt.tenant_id, attempt.object_id, attempt.microsoft, attempt.checks, concerned.checks as own_checks,
      attempt.popup_blocked, attempt.help_asked_at, attempt.ip, attempt.user_agent, concerned.noted_at,
      chain.id as chain_id, chain.name as chain_name,
      coalesce(nullif(btrim(person.first_name || ' ' || person.last_name), ''), person.username) as person_name
    ${concerned}
    where ${conditions(scope, filter)} ${position}
    order by concerned.attempt_id desc
    limit ${page.limit}`.execute(db)
  return rows
}

export async function countActivity(db: Db, scope: RecordScope, filter: ActivityFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    ${branches(scope, filter)}
    select count(*) as count ${isOfRowAlone(scope, filter) ? sql`from sign_in_attempt_customer as concerned` : concerned}
    where ${conditions(scope, filter)}`.execute(db)
  return rows[0]?.count ?? 0
}

export type Noted = { customerId: string; attemptId: string; notedAt: Date }

/** What was noted for these customers since a moment of the database's clock, in the order in which it was noted. */
export async function listNoted(
  db: Db,
  customerIds: readonly string[],
  since: Date,
  limit: number,
): Promise<Noted[]> {
  const { rows } = await sql<Noted>`
    select customer_id, attempt_id, noted_at from sign_in_attempt_customer
    where customer_id = any(${customerIds}::uuid[]) and noted_at >= ${since}
    order by noted_at, attempt_id limit ${limit}`.execute(db)
  return rows
}

export async function readDatabaseClock(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date(0)
}

const concerned = sql`
    from sign_in_attempt_customer as concerned
      join sign_in_attempt as attempt on attempt.id = concerned.attempt_id
      left join location as chain on chain.id = attempt.chain_id and chain.customer_id = concerned.customer_id
      left join user_account as person
        on person.id = coalesce(concerned.user_id, concerned.hinted_user_id) and person.customer_id = concerned.customer_id`

/** The branches that the conditions look into: the reader's own, and the one that is asked for. */
export function branches(
  { customerId, roots }: RecordScope,
  { locationId }: Pick<ActivityFilter, 'locationId'> = {},
): RawBuilder<unknown> {
  const parts = [
    ...(roots === null ? [] : branchWithTenants('own', customerId, roots)),
    ...(locationId === undefined ? [] : branchWithTenants('asked', customerId, [locationId])),
  ]
  return parts.length === 0 ? sql`` : sql`with recursive ${sql.join(parts)}`
}

function branchWithTenants(name: string, customerId: string, roots: readonly string[]) {
  return [
    branchUnder(name, customerId, roots),
    sql`${sql.ref(`${name}_tenant`)} as (
      select azure_tenant_id from advanced_settings where location_id in (select id from ${sql.ref(name)})
      union
      select azure_tenant_id from unnest(${roots}::uuid[]) as root cross join lateral effective_settings(root)
    )`,
  ]
}

/**
 * The rule of a branch: an attempt belongs to where its user holds a role today; one that names nobody of the customer,
 * to the chain whose address was used, the chains of the tenant that answered, and whoever bears the address of the hint.
 */
function isIn(name: string): RawBuilder<unknown> {
  const branch = sql.ref(name)
  const holdsThere = (userId: RawBuilder<unknown>) => sql`exists (
    select from membership where membership.user_id = ${userId} and membership.location_id in (select id from ${branch})
  )`
  return sql`case when concerned.user_id is not null then ${holdsThere(sql`concerned.user_id`)}
    else attempt.chain_id in (select id from ${branch})
      or attempt.tenant_id in (select azure_tenant_id from ${sql.ref(`${name}_tenant`)})
      or ${holdsThere(sql`concerned.hinted_user_id`)} end`
}

/** A row that stands there for its hint alone shows nothing any more once something else says who it was. */
export const isStillTheirs = sql`(not concerned.unproven or ${namesNobody})`

/**
 * A test of the connection (R20) is no sign-in; its report is in Advanced. `not in`, which PostgreSQL answers from one
 * small hash, where `not exists` looked for each of a hundred thousand rows.
 */
const isNoTest = (customerId: string) => sql`concerned.attempt_id not in (
    select attempt_id from connection_test where connection_test.customer_id = ${customerId}
  )`

export function conditions(
  scope: RecordScope,
  filter: ActivityFilter,
  limits: readonly RawBuilder<unknown>[] = [],
): RawBuilder<unknown> {
  const all = [sql`concerned.customer_id = ${scope.customerId}`, isNoTest(scope.customerId), ...limits]
  if (!isOfRowAlone(scope, filter)) all.push(isStillTheirs)
  if (scope.roots !== null) all.push(isIn('own'))
  if (filter.locationId) all.push(isIn('asked'))
  if (filter.ids) all.push(sql`concerned.attempt_id = any(${filter.ids}::uuid[])`)
  if (filter.reference) all.push(sql`attempt.reference = ${filter.reference}`)
  if (filter.outcome === 'refused') all.push(sql`concerned.code is not null`)
  else if (filter.outcome) all.push(sql`concerned.code is null and attempt.outcome = ${filter.outcome}`)
  if (filter.code) all.push(sql`concerned.code = ${filter.code}`)
  if (filter.door) all.push(sql`attempt.door = ${filter.door}`)
  if (filter.userId)
    all.push(sql`coalesce(concerned.user_id, concerned.hinted_user_id) = ${filter.userId}::uuid`)
  if (filter.from)
    all.push(
      sql`attempt.started_at >= ${filter.from} and concerned.attempt_id >= ${firstIdAt(filter.from, -day)}::uuid`,
    )
  if (filter.to)
    all.push(
      sql`attempt.started_at < ${filter.to} and concerned.attempt_id < ${firstIdAt(filter.to, day)}::uuid`,
    )
  if (filter.search) all.push(matches(filter.search))
  return sql.join(all, sql` and `)
}

/** Whether the customer's own row decides by itself, which an index then counts. A hint that came to nothing is counted with it. */
function isOfRowAlone({ roots }: RecordScope, filter: ActivityFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined)
  return (
    roots === null &&
    asked.every(([name, value]) => name === 'code' || (name === 'outcome' && value === 'refused'))
  )
}

/** Ids begin with their time (RFC 9562): a day of tolerance, because they are made by other clocks than the times. */
const day = 24 * 60 * 60 * 1000

/** The smallest id that can have been made so long after a moment. In milliseconds. */
export function firstIdAt(moment: Date, later: number): string {
  const time = Math.min(Math.max(0, moment.getTime() + later), 2 ** 48 - 1)
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function matches(text: string): RawBuilder<unknown> {
  if (guid.test(text)) {
    const id = text.toLowerCase()
    return sql`(attempt.outcome <> 'pending' and (
      ${id}::uuid in (attempt.tenant_id, attempt.object_id)
      or ${id} in (lower(attempt.microsoft ->> 'correlationId'), lower(attempt.microsoft ->> 'traceId'))
    ))`
  }
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(
    attempt.outcome <> 'pending' and attempt.login_id ilike ${pattern}
    or ${namesNobody} and attempt.login_hint ilike ${pattern}
    or concat_ws(' ', person.first_name, person.last_name, person.username, person.email) ilike ${pattern}
    or attempt.ip = ${text}
  )`
}
