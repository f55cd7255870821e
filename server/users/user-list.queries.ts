import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { naturalOrder } from '#server/platform/natural-order.queries.ts'
import { foldAddress, foldUsername } from '#server/policy/address.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import { locationTypes, managerRoles, type Role } from '#shared/roles.ts'

/** A user as the list reads them: what is shown, without what only sign-ins need. */
export type ListedUser = {
  id: string
  username: string
  email: string
  firstName: string
  lastName: string
  title: string
  mobilePhone: string
  language: Language
  languageChosen: boolean
  description: string
  enabled: boolean
  endsOn: string | null
  lastSignInAt: Date | null
  memberships: Membership[]
  microsoftLink: {
    tenantId: string
    objectId: string
    loginId: string
    linkedAt: string
    lastUsedAt: string
  } | null
  secondFactor: { app: boolean; passkeys: number } | null
  pendingEmail: string | null
}

/** Which users of a customer: those who hold something in `within`, and match everything else that is given. */
export type UserFilter = {
  customerId: string
  /** Locations, with everything below them; 'everywhere' is the whole customer. */
  within: 'everywhere' | readonly string[]
  /** Locations on one of which the user must hold something. */
  on?: readonly string[] | undefined
  role?: Role | undefined
  enabled?: boolean | undefined
  /** Users whose account has an end date, or has none. */
  hasEnd?: boolean | undefined
  /** Users whose account ends up to a day; if also after another, only those who are enabled. */
  ends?: { after: string | null; upTo: string } | undefined
  linked?: boolean | undefined
  /** Users without a link: those whose last sign-in with Microsoft was refused, and all others. */
  unlinked?: 'never_tried' | 'refused' | undefined
  /** Users with a second factor, or the managers who have none (R30). */
  secondFactor?: 'set' | 'none' | undefined
  /** Beginnings of username, address, first or last name; each word has to match one of them. */
  search?: string | undefined
}

/**
 * The orders of the list, each an index of migration 0005. The username comes last in all of them: it is unique, so
 * that a position is one row.
 */
const orders = {
  username: [{ column: 'u.username_folded', type: 'text' }],
  name: [
    { column: 'u.last_name_folded', type: 'text' },
    { column: 'u.first_name_folded', type: 'text' },
    { column: 'u.username_folded', type: 'text' },
  ],
  email: [{ column: 'u.email_folded', type: 'text' }],
  status: [
    { column: 'u.enabled', type: 'boolean' },
    { column: 'u.username_folded', type: 'text' },
  ],
  lastSignInAt: [
    { column: "coalesce(u.last_sign_in_at, '-infinity')", type: 'timestamptz' },
    { column: 'u.username_folded', type: 'text' },
  ],
} as const satisfies Record<string, readonly { column: string; type: 'text' | 'boolean' | 'timestamptz' }[]>

export type UserOrder = keyof typeof orders

export const userOrders = Object.keys(orders) as [UserOrder, ...UserOrder[]]

/** The types of an order's columns, for reading a position from outside. */
export function typesOf(order: UserOrder) {
  return orders[order].map(({ type }) => type)
}

/** One page of users, each with their position in this order. */
export async function listUsers(
  db: Db | Trx,
  filter: UserFilter,
  page: { order: UserOrder; descending: boolean; after: readonly string[] | undefined; limit: number },
): Promise<(ListedUser & { position: string[] })[]> {
  const keys = orders[page.order]
  const columns = keys.map(({ column }) => sql.raw(column))
  const direction = sql.raw(page.descending ? 'desc' : 'asc')
  const beyond = page.after
    ? sql`and (${sql.join(columns)}) ${sql.raw(page.descending ? '<' : '>')} (${sql.join(
        keys.map(({ type }, index) => sql`${page.after?.[index]}::${sql.raw(type)}`),
      )})`
    : sql``
  const { rows } = await sql<ListedUser & { position: string[] }>`
    select ${shown}, array[${sql.join(columns.map((column) => sql`(${column})::text`))}] as position
    from user_account u
    where ${fitting(filter)} ${beyond}
    order by ${sql.join(columns.map((column) => sql`${column} ${direction}`))}
    limit ${page.limit}`.execute(db)
  return rows
}

export async function countUsers(db: Db | Trx, filter: UserFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`${counting(filter)}`.execute(db)
  return rows[0]?.total ?? 0
}

/** Users by how far they have come with Microsoft, and how many managers have no second factor (R30). */
export type PeopleCounts = {
  users: number
  linked: number
  neverTried: number
  refused: number
  managersWithoutSecondFactor: number
}

/** The same as the list would count with one filter after the other, in one look at its users. */
export async function countPeople(db: Db | Trx, filter: UserFilter): Promise<PeopleCounts> {
  const { rows } = await sql<PeopleCounts>`
    select
      count(*) as users,
      count(*) filter (where linked) as linked,
      count(*) filter (where not linked and not refused) as never_tried,
      count(*) filter (where not linked and refused) as refused,
      count(*) filter (where lacks_factor) as managers_without_second_factor
    from (
      select ${isLinked} as linked, ${wasRefused} as refused, ${lacksFactor(filter.customerId)} as lacks_factor
      from user_account u where ${fitting(filter)}
    ) as person`.execute(db)
  return rows[0] ?? { users: 0, linked: 0, neverTried: 0, refused: 0, managersWithoutSecondFactor: 0 }
}

const isLinked = sql`exists (select from microsoft_link l where l.user_id = u.id and l.ended_at is null)`

/**
 * Whether the last sign-in with Microsoft that is known to be theirs was refused. Anyone can type their address: that counts
 * only as long as nothing else is known of them, because they have never signed in.
 */
const wasRefused = sql`coalesce((
  select c.code is not null from sign_in_attempt_customer c
  where coalesce(c.user_id, c.hinted_user_id) = u.id and c.customer_id = u.customer_id and c.is_listed
    and (c.user_id is not null or u.last_sign_in_at is null)
    and c.attempt_door = 'microsoft' and (c.code is not null or c.attempt_outcome <> 'pending')
  order by c.attempt_id desc limit 1
), false)`

const hasFactor = sql`(exists (select from authenticator_app a where a.user_id = u.id)
  or exists (select from passkey p where p.user_id = u.id))`

function lacksFactor(customerId: string) {
  return sql`(not ${hasFactor} and exists (
    select from membership m
    where m.user_id = u.id and m.customer_id = ${customerId} and m.role = any(${managerRoles}::text[])
  ))`
}

/** If one look at the memberships decides, an index counts them, and no user row is read. */
function counting(filter: UserFilter): RawBuilder<unknown> {
  const { customerId, within, on, role, ...more } = filter
  const asksOfUsers = Object.values(more).some((wish) => wish !== undefined && wish !== '')
  const isTwofold = within !== 'everywhere' && on !== undefined
  const places = within === 'everywhere' ? on : within
  if (asksOfUsers || isTwofold || (places === undefined && role === undefined))
    return sql`select count(*) as total from user_account u where ${fitting(filter)}`
  // Places are the customer's own: to ask for the customer as well would read each row, and not the index alone.
  const conditions = [
    places ? sql`m.location_id = any(${places}::uuid[])` : sql`m.customer_id = ${customerId}`,
    ...(role ? [sql`m.role = ${role}`] : []),
  ]
  const memberships = sql`from membership m where ${sql.join(conditions, sql` and `)}`
  // For a role, the index returns them in order. From many places they come in no order, and a hash is faster than
  // sorting.
  return places
    ? sql`select count(*) as total from (select ${memberships} group by m.user_id) as holder`
    : sql`select count(distinct m.user_id) as total ${memberships}`
}

/** With more than this, looking each of them up for each user would take longer than reading the user's own. */
const many = 100

function isAmong(locationIds: readonly string[]) {
  const among = sql`m.location_id = any(${locationIds}::uuid[])`
  // As a truth value, it is not a condition for which an index could be asked, place by place.
  return locationIds.length > many ? sql`(${among}) is true` : among
}

export async function findListedUser(
  db: Db | Trx,
  customerId: string,
  userId: string,
): Promise<ListedUser | undefined> {
  const { rows } = await sql<ListedUser>`
    select ${shown} from user_account u where u.customer_id = ${customerId} and u.id = ${userId}`.execute(db)
  return rows[0]
}

const shown = sql`
  u.id, u.username, u.email, u.first_name, u.last_name, u.title, u.mobile_phone, u.language, u.language_chosen, u.description,
  u.enabled, u.ends_on, u.last_sign_in_at,
  coalesce((
    select json_agg(json_build_object('locationId', m.location_id, 'role', m.role) order by m.location_id)
    from membership m where m.user_id = u.id
  ), '[]') as memberships,
  (
    select json_build_object('tenantId', tenant_id, 'objectId', object_id, 'loginId', login_id,
      'linkedAt', linked_at, 'lastUsedAt', last_used_at)
    from microsoft_link l where l.user_id = u.id and l.ended_at is null
    order by l.last_used_at desc limit 1
  ) as microsoft_link,
  (
    select json_build_object('app', app, 'passkeys', passkeys)
    from (
      select exists (select from authenticator_app a where a.user_id = u.id) as app,
        (select count(*) from passkey p where p.user_id = u.id) as passkeys
    ) factors
    where app or passkeys > 0
  ) as second_factor,
  (select c.email from address_change c where c.user_id = u.id and c.confirm_hash is not null) as pending_email`

/** The condition that a user `u` fits the filter. */
export function fitting(filter: UserFilter): RawBuilder<unknown> {
  const { customerId, within, on, role, enabled, hasEnd, ends, linked, unlinked, secondFactor, search } =
    filter
  const holds = (...wanted: RawBuilder<unknown>[]) =>
    sql`exists (
      select from membership m
      where m.user_id = u.id and ${sql.join([sql`m.customer_id = ${customerId}`, ...wanted], sql` and `)}
    )`
  const conditions = [sql`u.customer_id = ${customerId}`]
  const inReach = within === 'everywhere' ? [] : [isAmong(within)]
  const inRole = role ? [sql`m.role = ${role}`] : []
  // One look at the memberships where one is enough, because each costs time for a customer with many users.
  if (on) {
    if (inReach.length > 0) conditions.push(holds(...inReach))
    conditions.push(holds(isAmong(on), ...inRole))
  } else if (inReach.length + inRole.length > 0) conditions.push(holds(...inReach, ...inRole))
  if (enabled !== undefined) conditions.push(sql`u.enabled = ${enabled}`)
  if (hasEnd !== undefined) conditions.push(hasEnd ? sql`u.ends_on is not null` : sql`u.ends_on is null`)
  if (ends) conditions.push(sql`u.ends_on <= ${ends.upTo}::date`)
  // What is still to end is open: someone who is disabled has no access that could end.
  if (ends?.after) conditions.push(sql`u.ends_on > ${ends.after}::date`, sql`u.enabled`)
  if (linked !== undefined) conditions.push(linked ? isLinked : sql`not ${isLinked}`)
  if (unlinked !== undefined)
    conditions.push(sql`not ${isLinked}`, unlinked === 'refused' ? wasRefused : sql`not ${wasRefused}`)
  if (secondFactor !== undefined)
    conditions.push(secondFactor === 'set' ? hasFactor : lacksFactor(customerId))
  for (const word of (search ?? '').split(/\s+/).filter((text) => text !== '')) conditions.push(begins(word))
  return sql.join(conditions, sql` and `)
}

function begins(word: string) {
  const pattern = `${word.replace(/[\\%_]/g, '\\$&')}%`
  // Either form, because users from before R2 are saved as they were typed.
  const [folded, inForm] = [foldAddress(pattern), foldUsername(pattern)]
  return sql`(
    u.username_folded like ${folded} or u.username_folded like ${inForm} or u.email_folded like ${folded}
    or u.first_name_folded like fold_name(${pattern}) or u.last_name_folded like fold_name(${pattern})
  )`
}

/** These locations and everything below them, of one customer. */
export async function listIdsUnder(
  db: Db | Trx,
  customerId: string,
  roots: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from branch_of(${customerId}, ${roots}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Which of these addresses belong to users who hold something in `within`. */
export async function listUsersByAddress(
  db: Db | Trx,
  filter: Pick<UserFilter, 'customerId' | 'within'>,
  foldedEmails: readonly string[],
): Promise<{ id: string; username: string; email: string }[]> {
  const { rows } = await sql<{ id: string; username: string; email: string }>`
    select u.id, u.username, u.email from user_account u
    where ${fitting(filter)} and u.email_folded = any(${foldedEmails}::text[])
    order by u.username_folded limit 5`.execute(db)
  return rows
}

/** Whether any user of the customer, but this one, has an address in this domain. */
export async function isDomainKnown(
  db: Db | Trx,
  customerId: string,
  domain: string,
  exceptUserId: string | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (
      select from user_account
      where customer_id = ${customerId} and split_part(email_folded, '@', 2) = ${domain}
        and id is distinct from ${exceptUserId ?? null}::uuid
    ) as known`.execute(db)
  return rows[0]?.known ?? false
}

/** Locations with a text in their name or code, nearest to the top first. */
export async function searchLocations(
  db: Db | Trx,
  { customerId, within }: Pick<UserFilter, 'customerId' | 'within'>,
  { search, ids, limit }: { search: string; ids: readonly string[] | undefined; limit: number },
): Promise<string[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const inReach = within === 'everywhere' ? sql`true` : sql`id = any(${within}::uuid[])`
  const asked = ids
    ? sql`id = any(${ids}::uuid[])`
    : sql`(fold_name(name) like fold_name(${pattern}) or code ilike ${pattern})`
  const { rows } = await sql<{ id: string }>`
    select id from location
    where customer_id = ${customerId} and ${inReach} and ${asked}
    order by array_position(${[...locationTypes]}::text[], type), ${naturalOrder(sql`name`)}, id
    limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
