import { z } from 'zod'
import { listPlaces } from '#server/locations/locations.queries.ts'
import { readCursor, writeCursor } from '#server/platform/api.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { nearMisses } from '#server/policy/look-alikes.ts'
import { type EndFilter, endsMeant } from '#shared/end-date.ts'
import { can, type Membership, mayChangeUser, mayManageRole, type Place } from '#shared/permissions.ts'
import { type LocationType, managerRoles, type Role, roles } from '#shared/roles.ts'
import { type Acting, currentMemberships, forbidden, noSuchUser } from './acting.ts'
import {
  countPeople,
  countUsers,
  findListedUser,
  isDomainKnown,
  type ListedUser,
  listIdsUnder,
  listUsers,
  listUsersByAddress,
  type PeopleCounts,
  searchLocations,
  typesOf,
  type UserFilter,
  type UserOrder,
} from './user-list.queries.ts'
import { listEmails, listLocations } from './users.queries.ts'

/** A location where a user holds a role, with the names that people know. */
export type SeenLocation = {
  id: string
  type: LocationType
  name: string
  code: string | null
  /** The nearest chain, itself included. */
  chainName: string
}

/** A user, with what a list also says about them. */
export type SeenUser = ListedUser & {
  locations: SeenLocation[]
  /** Whether the caller may change, disable or delete this user (R22). */
  mayChange: boolean
}

export type UserQuery = {
  limit: number
  cursor?: string | undefined
  search?: string | undefined
  sort?: UserOrder | `-${UserOrder}` | undefined
  location?: string | undefined
  includeBelow?: boolean | undefined
  status?: 'enabled' | 'disabled' | undefined
  /** Whether the account has an end date. */
  hasEnd?: boolean | undefined
  end?: EndFilter | undefined
  role?: Role | undefined
  linked?: boolean | undefined
  unlinked?: UserFilter['unlinked']
  secondFactor?: 'set' | 'none' | undefined
}

/**
 * One page of the users whom the acting person may see: those with at least one membership in their branch (R22). With
 * a location, those who have access to it, through a membership on it or above it; with `includeBelow` also below it.
 *
 * @throws {Problem} `forbidden` for people who administer no users, and for a location outside their branch;
 *   `not_found` for a location of another customer; `invalid_request` for a cursor that is not ours.
 */
export async function readUsers(
  db: Db,
  acting: Acting,
  query: UserQuery,
  now: Date,
): Promise<{ items: SeenUser[]; next: string | null; total: number }> {
  const held = await currentMemberships(db, acting)
  const filter = await filterOf(db, acting, held, query, now)
  const [page, total] = await Promise.all([pageOf(db, acting, held, filter, query), countUsers(db, filter)])
  return { ...page, total }
}

/**
 * The same without the total, for reading all pages.
 *
 * @throws {Problem} as `readUsers`.
 */
export async function readPage(
  db: Db,
  acting: Acting,
  query: UserQuery,
  now: Date,
): Promise<{ items: SeenUser[]; next: string | null }> {
  const held = await currentMemberships(db, acting)
  return pageOf(db, acting, held, await filterOf(db, acting, held, query, now), query)
}

async function pageOf(
  db: Db,
  acting: Acting,
  held: readonly Membership[],
  filter: UserFilter,
  query: UserQuery,
) {
  const sort = query.sort ?? 'name'
  const descending = sort.startsWith('-')
  const order = sort.replace('-', '') as UserOrder
  const cursor = readCursor(query.cursor, z.tuple([z.literal(sort), positionIn(order)]))
  // One more than asked for shows whether there is another page.
  const page = { order, descending, after: cursor?.[1], limit: query.limit + 1 }
  const rows = await listUsers(db, filter, page)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: await seen(db, acting.customerId, held, shown),
    next: last ? writeCursor([sort, last.position]) : null,
  }
}

/**
 * @throws {Problem} `not_found` for another customer's user; `forbidden` for one outside the acting person's branch.
 */
export async function readUser(db: Db, acting: Acting, userId: string): Promise<SeenUser> {
  const user = await findListedUser(db, acting.customerId, userId)
  if (!user) throw noSuchUser()
  const held = await currentMemberships(db, acting)
  const [shown] = await seen(db, acting.customerId, held, [user])
  const places = await listPlaces(
    db,
    acting.customerId,
    user.memberships.map(({ locationId }) => locationId),
  )
  // A user who holds nothing is in no branch.
  const where = user.memberships.length > 0 ? [...places.values()] : [[acting.customerId]]
  const isVisible = where.some((place) => can(held, 'user.read', place))
  if (!shown || !isVisible) throw forbidden()
  return shown
}

/** What to show about an address before it is saved. */
export type AddressCheck = {
  /** Another user of the customer has it (R2). */
  duplicate: boolean
  /** Addresses of users whom the caller may see, one slip away. */
  lookAlikes: { username: string; email: string }[]
  /** No user of the customer has an address in this domain yet. */
  newDomain: boolean
}

/** @throws {Problem} `forbidden` for people who administer no users. */
export async function checkAddress(
  db: Db,
  acting: Acting,
  { email, userId }: { email: string; userId?: string | undefined },
): Promise<AddressCheck> {
  const held = await currentMemberships(db, acting)
  const { customerId } = acting
  const within = await reachOf(db, acting, held)
  const folded = foldAddress(email)
  const domain = folded.split('@')[1] ?? ''
  const [taken, alike, isKnown] = await Promise.all([
    listEmails(db, customerId, [folded]),
    listUsersByAddress(db, { customerId, within }, nearMisses(folded)),
    isDomainKnown(db, customerId, domain, userId),
  ])
  return {
    duplicate: taken.some(({ id }) => id !== userId),
    lookAlikes: alike.filter(({ id }) => id !== userId).map(({ username, email }) => ({ username, email })),
    newDomain: !isKnown,
  }
}

/** A location where the acting person may give roles, and which roles. */
export type RolePlace = SeenLocation & { roles: Role[] }

/**
 * The locations where the acting person may give roles, found by name or code, or by their IDs: at most `limit`, from
 * the top of the tree down.
 *
 * @throws {Problem} `forbidden` for people who administer no users.
 */
export async function listRolePlaces(
  db: Db,
  acting: Acting,
  asked: { search: string; ids?: readonly string[] | undefined; limit: number },
): Promise<RolePlace[]> {
  const held = await currentMemberships(db, acting)
  const { customerId } = acting
  const within = await reachOf(db, acting, held)
  const ids = await searchLocations(db, { customerId, within }, { ...asked, ids: asked.ids })
  const places = await listPlaces(db, customerId, ids)
  const names = await nameLocations(db, customerId, places)
  return ids.flatMap((id) => {
    const location = names.get(id)
    const place = places.get(id)
    if (!location || !place) return []
    const given = roles.filter(
      (role) =>
        mayManageRole(held, role, place) && (location.type === 'chain' || !managerRoles.includes(role)),
    )
    return [{ ...location, roles: given }]
  })
}

/**
 * All locations where these memberships let their holder see users. @throws {Problem} `forbidden` if there are none.
 */
async function reachOf(db: Db, { customerId }: Acting, held: readonly Membership[]) {
  const roots = held
    .filter((membership) => can([membership], 'user.read', [membership.locationId]))
    .map(({ locationId }) => locationId)
  if (roots.length === 0) throw forbidden()
  return roots.includes(customerId) ? 'everywhere' : listIdsUnder(db, customerId, roots)
}

/**
 * The enabled users whom the acting person may see, counted (R22).
 *
 * @throws {Problem} `forbidden` for people who administer no users.
 */
export async function countSeen(db: Db, acting: Acting): Promise<PeopleCounts> {
  const within = await reachOf(db, acting, await currentMemberships(db, acting))
  return countPeople(db, { customerId: acting.customerId, within, enabled: true })
}

/** @throws {Problem} as `readUsers`. */
export async function filterOf(
  db: Db,
  acting: Acting,
  held: readonly Membership[],
  query: Omit<UserQuery, 'limit'>,
  now: Date,
): Promise<UserFilter> {
  const { customerId } = acting
  const within = await reachOf(db, acting, held)
  const { role, hasEnd, end, linked, unlinked, secondFactor, search, location } = query
  const enabled = query.status && query.status === 'enabled'
  const ends = end && endsMeant(end, now)
  const asked = { role, hasEnd, ends, linked, unlinked, secondFactor, search, enabled }
  if (location === undefined) return { customerId, within, ...asked }

  const place = (await listPlaces(db, customerId, [location])).get(location)
  if (!place) throw new Problem('not_found', 'This location does not exist.')
  if (!can(held, 'user.read', place)) throw forbidden()
  const below = query.includeBelow ? await listIdsUnder(db, customerId, [location]) : []
  return { customerId, within, ...asked, on: [...place, ...below] }
}

/** A position as a cursor carries it. Cursors come from outside, so other values never reach the database. */
function positionIn(order: UserOrder) {
  const types = {
    text: z.string().regex(/^[^\0]*$/),
    boolean: z.enum(['true', 'false']),
    timestamptz: z
      .string()
      .regex(/^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?)$/)
      .refine((text) => text === '-infinity' || !Number.isNaN(Date.parse(text.replace(/[+-][\d:]+$/, '')))),
  }
  const [first, ...rest] = typesOf(order).map((type): z.ZodType<string> => types[type])
  return z.tuple([first as z.ZodType<string>, ...rest])
}

/** Users with the names of their locations, and whether the caller may change them. */
async function seen(
  db: Db,
  customerId: string,
  held: readonly Membership[],
  users: readonly ListedUser[],
): Promise<SeenUser[]> {
  const ids = users.flatMap(({ memberships }) => memberships.map(({ locationId }) => locationId))
  const places = await listPlaces(db, customerId, [...new Set(ids)])
  const names = await nameLocations(db, customerId, places)
  return users.map((user) => ({
    ...user,
    locations: user.memberships.flatMap(({ locationId }) => names.get(locationId) ?? []),
    mayChange: mayChangeUser(
      held,
      user.memberships.map(({ locationId, role }) => ({ role, place: places.get(locationId) ?? [] })),
      customerId,
    ),
  }))
}

async function nameLocations(db: Db, customerId: string, places: ReadonlyMap<string, Place>) {
  const all = await listLocations(db, customerId, [...new Set([...places.values()].flat())])
  const locations = new Map(all.map((location) => [location.id, location]))
  const named = [...places].flatMap(([id, place]): [string, SeenLocation][] => {
    const location = locations.get(id)
    const chain = place.map((above) => locations.get(above)).find((above) => above?.type === 'chain')
    return location ? [[id, { ...location, chainName: chain?.name ?? '' }]] : []
  })
  return new Map(named)
}
