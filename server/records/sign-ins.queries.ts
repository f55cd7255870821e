import { type RawBuilder, sql } from 'kysely'
import { type Branch, findBranch, isIn, personId } from '#server/attempts/branches.queries.ts'
import { asRead, type ReadAttempt, readWith } from '#server/attempts/reading.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { type Refusal, refusalsOfConnection } from '#shared/refusals.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import type { RecordScope } from './reading-scope.ts'

/** An attempt as one customer reads it: with its own reason and its own user, and nothing about another customer. */
export type SeenAttempt = ReadAttempt & {
  reference: string
  startedAt: Date
  endedAt: Date | null
  door: 'microsoft' | 'password'
  outcome: 'pending' | 'succeeded' | 'refused'
  userId: string | null
  /** The user with the address of the hint. Nothing proves that it was them. */
  hintedUserId: string | null
  /** Of the user, otherwise of the hinted one. */
  personName: string | null
  /** Only the hint says that it concerns this customer. */
  unproven: boolean
  loginHint: string | null
  chainName: string | null
  popupBlocked: boolean
  helpAskedAt: Date | null
  /** The refusal that follows from what the person said of Microsoft's page. */
  saidCode: Refusal | null
  saidAt: Date | null
  /** How much of it this customer may read (R31). */
  reading: 'full' | 'other_tenant' | 'typed' | 'confirmed'
  /** Null unless the customer reads all of it. */
  ip: string | null
  userAgent: string | null
  notedAt: Date
}

export type ActivityFilter = {
  outcome?: SeenAttempt['outcome'] | undefined
  door?: SeenAttempt['door'] | undefined
  code?: Refusal | undefined
  /** Only refusals for a reason that can be the connection's. */
  cause?: 'connection' | undefined
  userId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** A part of a login ID or of a person's name, or one of Microsoft's GUIDs. */
  search?: string | undefined
  /** Only those whose person asked for help lately, and has not signed in since. */
  asked?: boolean | undefined
  reference?: string | undefined
  /** Attempts by their IDs. */
  ids?: readonly string[] | undefined
}

/** Attempts that a person may read, newest first, after the one with this ID. */
export async function listActivity(
  db: Db,
  view: View,
  filter: ActivityFilter,
  page: { after?: string | undefined; limit: number },
): Promise<SeenAttempt[]> {
  const position = page.after ? sql`and concerned.attempt_id < ${page.after}::uuid` : sql``
  const { rows } = await sql<SeenAttempt>`
    with found as materialized (
      select * from sign_in_attempt_customer as concerned
      where ${conditions(view, filter)} ${position}
      order by concerned.attempt_id desc
      limit ${page.limit}
    )
    select ${shown} from found as concerned ${readWith}
    order by concerned.attempt_id desc`.execute(db)
  return rows
}

/** What is shown of an attempt that was found in the customer's own table alone. Only then are the others looked up. */
const shown = sql`${asRead},
  attempt.reference, attempt.started_at, attempt.ended_at, attempt.door, attempt.outcome,
  concerned.user_id, concerned.hinted_user_id, concerned.unproven, case when concerned.reading in ('full', 'typed') then attempt.login_hint end as login_hint,
  concerned.reading, attempt.popup_blocked, attempt.help_asked_at,
  case when concerned.reading <> 'other_tenant' then attempt.said_code end as said_code,
  case when concerned.reading <> 'other_tenant' then attempt.said_at end as said_at,
  case when concerned.reading = 'full' then attempt.ip end as ip,
  case when concerned.reading = 'full' then attempt.user_agent end as user_agent, concerned.noted_at,
  chain.name as chain_name, person_name(person) as person_name`

/** How many there are; `more` if there are more than these, because it was counted no further. */
export type Counted = { total: number; more: boolean }

/** The newest of them, and how many there are, counted up to a bound: one look at the rows tells both. */
export async function listAndCountActivity(
  db: Db,
  view: View,
  filter: ActivityFilter,
  { limit, upTo }: { limit: number; upTo: number },
): Promise<Counted & { found: SeenAttempt[] }> {
  const { rows } = await sql<SeenAttempt & { counted: number }>`
    with matching as materialized (
      select concerned.attempt_id from sign_in_attempt_customer as concerned
      where ${conditions(view, filter)}
      order by concerned.attempt_id desc limit ${Math.max(limit, upTo + 1)}
    ),
    found as materialized (
      select concerned.* from sign_in_attempt_customer as concerned
      where concerned.customer_id = ${view.customerId}
        and concerned.attempt_id in (select attempt_id from matching order by attempt_id desc limit ${limit})
    )
    select ${shown}, (select count(*) from matching) as counted from found as concerned ${readWith}
    order by concerned.attempt_id desc`.execute(db)
  return { ...within(rows[0]?.counted ?? 0, upTo), found: rows }
}

/** @param upTo how far to count; everything if left out. */
export async function countActivity(
  db: Db,
  view: View,
  filter: ActivityFilter,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Counted> {
  const bound =
    upTo === Number.MAX_SAFE_INTEGER ? sql`` : sql`order by concerned.attempt_id desc limit ${upTo + 1}`
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from sign_in_attempt_customer as concerned where ${conditions(view, filter)} ${bound}
    ) as counted`.execute(db)
  return within(rows[0]?.count ?? 0, upTo)
}

function within(counted: number, upTo: number): Counted {
  return { total: Math.min(counted, upTo), more: counted > upTo }
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

/** What a person reads in: a customer, or the part of it in each of these branches. */
export type View = { customerId: string; branches: readonly Branch[] }

/**
 * What a reader may see and, with a location, asks for. It is looked up once, before everything that depends on it.
 */
export async function findView(
  db: Db,
  { customerId, roots }: RecordScope,
  locationId?: string | undefined,
): Promise<View> {
  const wanted = [...(roots === null ? [] : [roots]), ...(locationId === undefined ? [] : [[locationId]])]
  return { customerId, branches: await Promise.all(wanted.map((top) => findBranch(db, customerId, top))) }
}

/** Days for which a request for help is open. */
const openFor = 7

/** Someone asked for help, and is not known to have signed in since. */
const asksForHelp = sql`(
  concerned.asked_at is not null and concerned.asked_at > now() - make_interval(days => ${openFor})
  and not exists (
    select from sign_in_attempt_customer as later
    where coalesce(later.user_id, later.hinted_user_id) = ${personId} and later.customer_id = concerned.customer_id
      and later.attempt_outcome = 'succeeded' and later.attempt_id > concerned.attempt_id
  )
)`

/** Which rows of a customer's attempts, called `concerned`, a person may read and asks for. */
export function conditions({ customerId, branches }: View, filter: ActivityFilter): RawBuilder<unknown> {
  const all = [sql`concerned.customer_id = ${customerId}`, sql`concerned.is_listed`]
  if (filter.ids) all.push(sql`concerned.attempt_id = any(${filter.ids}::uuid[])`)
  if (filter.reference)
    all.push(
      sql`concerned.attempt_id = (select id from sign_in_attempt where reference = ${filter.reference})`,
    )
  if (filter.outcome === 'refused') all.push(sql`concerned.code is not null`)
  else if (filter.outcome)
    all.push(sql`concerned.code is null and concerned.attempt_outcome = ${filter.outcome}`)
  if (filter.code) all.push(sql`(concerned.code = ${filter.code} or concerned.said_code = ${filter.code})`)
  if (filter.cause === 'connection') all.push(sql`concerned.code = any(${refusalsOfConnection})`)
  if (filter.asked) all.push(asksForHelp)
  if (filter.door) all.push(sql`concerned.attempt_door = ${filter.door}`)
  if (filter.userId) all.push(sql`${personId} = ${filter.userId}::uuid`)
  if (filter.from)
    all.push(
      sql`concerned.attempt_started_at >= ${filter.from} and concerned.attempt_id >= ${firstIdFrom(filter.from)}::uuid`,
    )
  if (filter.to)
    all.push(
      sql`concerned.attempt_started_at < ${filter.to} and concerned.attempt_id < ${firstIdAfter(filter.to)}::uuid`,
    )
  if (filter.search) all.push(matches(customerId, filter.search))
  return sql.join([...all, ...branches.map(isIn)], sql` and `)
}

/** A day, in milliseconds. IDs begin with their time (RFC 9562), which comes from other clocks than the times. */
const tolerance = 24 * 60 * 60 * 1000

/** No attempt that started at this moment or later has a smaller ID. */
export function firstIdFrom(moment: Date): string {
  return smallestIdAt(moment.getTime() - tolerance)
}

/** No attempt that started before this moment has this ID or a greater one. */
function firstIdAfter(moment: Date): string {
  return smallestIdAt(moment.getTime() + tolerance)
}

function smallestIdAt(milliseconds: number): string {
  const time = Math.min(Math.max(0, milliseconds), 2 ** 48 - 1)
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

function matches(customerId: string, text: string): RawBuilder<unknown> {
  if (isTypedGuid(text)) {
    const id = text.toLowerCase()
    return sql`(concerned.attempt_outcome <> 'pending' and (
      ${id}::uuid in (concerned.attempt_tenant_id, concerned.attempt_object_id)
      or concerned.attempt_id in (
        select id from sign_in_attempt where microsoft is not null and lower(microsoft ->> 'correlationId') = ${id}
        union all
        select id from sign_in_attempt where microsoft is not null and lower(microsoft ->> 'traceId') = ${id}
      )
    ))`
  }
  const pattern = sql`fold_name(${`%${text.replace(/[\\%_]/g, '\\$&')}%`})`
  return sql`(
    concerned.reading <> 'confirmed' and concerned.attempt_searched_by like ${pattern}
    or ${personId} in (select id from user_account where customer_id = ${customerId} and searched_by like ${pattern})
    or concerned.attempt_ip = ${text}
  )`
}
