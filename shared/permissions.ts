import type { Role } from './roles.ts'

/**
 * What each role may do on the location where it is held, and on everything below it (R22). The table is the policy: a
 * role or an action that is not here is not allowed.
 */
const allowed = {
  chain_and_user_manager: [
    'location.read',
    'location.change',
    'settings.change',
    'user.read',
    'user.change',
    'user.erase',
    'device.change',
    'records.read',
    'api-key.change',
    'consent-kit.send',
  ],
  chain_manager: ['location.read', 'location.change', 'settings.change', 'records.read', 'consent-kit.send'],
  // A shared computer concerns the people of its location, so those who manage them mark it (R38).
  user_manager: [
    'location.read',
    'user.read',
    'user.change',
    'device.change',
    'records.read',
    'consent-kit.send',
  ],
  location_manager: ['location.read'],
  viewer: ['location.read'],
} as const satisfies Record<Role, readonly string[]>

export type Action = (typeof allowed)[Role][number]

/**
 * Which roles a role may give, and whose holders it may edit, reset or mail: none above its own. A User Manager deals
 * with User Managers and everyone below the manager levels; a Chain Manager with no one.
 */
const governs: Record<Role, readonly Role[]> = {
  chain_and_user_manager: [
    'chain_and_user_manager',
    'chain_manager',
    'user_manager',
    'location_manager',
    'viewer',
  ],
  chain_manager: [],
  user_manager: ['user_manager', 'location_manager', 'viewer'],
  location_manager: [],
  viewer: [],
}

export type Membership = { locationId: string; role: Role }

/** What one user may hold: whatever is said of a user is said of each of them. */
export const mostMemberships = 100

/**
 * A location by its path: its own ID, then its parent's, up to the customer's. A role held on any of them is held
 * here.
 */
export type Place = readonly string[]

/** Whether these memberships allow this at this place. */
export function can(memberships: readonly Membership[], action: Action, place: Place): boolean {
  return memberships.some(
    ({ locationId, role }) =>
      place.includes(locationId) && (allowed[role] as readonly Action[]).includes(action),
  )
}

/** Whether these memberships allow this anywhere: whether pages that are about it are theirs at all. */
export function canSomewhere(memberships: readonly Membership[], action: Action): boolean {
  return memberships.some(({ role }) => (allowed[role] as readonly Action[]).includes(action))
}

/** The roles that allow this, wherever they are held. */
export function rolesThatMay(action: Action): Role[] {
  return (Object.keys(allowed) as Role[]).filter((role) =>
    (allowed[role] as readonly Action[]).includes(action),
  )
}

/**
 * Whether these memberships allow dealing with a holder of this role at this place: to give the role, take it, or
 * change its holder.
 */
export function mayManageRole(memberships: readonly Membership[], role: Role, place: Place): boolean {
  return memberships.some((held) => place.includes(held.locationId) && governs[held.role].includes(role))
}

/**
 * Whether these memberships allow changing a user. Everything the user holds has to be within reach, or a change here
 * would have an effect where the manager may make none. A user who holds nothing is in no branch, so those who manage
 * users at the top of the customer deal with them.
 *
 * @param customerId of the user.
 */
export function mayChangeUser(
  memberships: readonly Membership[],
  held: readonly { role: Role; place: Place }[],
  customerId: string,
): boolean {
  return held.length > 0
    ? held.every(({ role, place }) => mayManageRole(memberships, role, place))
    : mayManageRole(memberships, 'viewer', [customerId])
}

/** The permissions matrix for people: which role may do what. */
export const permissionsMatrix: Readonly<Record<Role, readonly Action[]>> = allowed
