import type { Trx } from '#server/platform/database.ts'
import type { ProblemCode } from '#server/platform/problem.ts'
import { versionOf } from '#server/platform/versions.ts'
import { listDevices } from '#server/sessions/sessions.ts'
import type { FieldChange, ManyChange, manyOutcomes } from '#shared/many-users.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { type Acting, forbidden, isThemselves, noSuchUser } from './acting.ts'
import { changeTaken, type EndedByChange, unlinkTaken } from './change-users.ts'
import { welcomePerson } from './mail.ts'
import { signOutPerson } from './person-sessions.ts'
import { takeUserWithinReach } from './reach.ts'
import { type TakenUser, takeUser } from './take-user.ts'
import { versionedUser } from './user-version.ts'
import { hasSignedIn, listMemberships, lockUser } from './users.queries.ts'

/** One of the users to act on. */
export type Target = {
  id: string
  /** The version on which it is based. If the user has changed since, nothing is done to them (R32). */
  version?: string | undefined
  /** For `set_roles`: everything that the user holds from now on. */
  memberships?: readonly Membership[] | undefined
}

/** What came of it for one user. */
export type Outcome = EndedByChange & {
  userId: string
  outcome: (typeof manyOutcomes)[number]
  /** Why it is refused, or was not tried. */
  code: ProblemCode | 'several_locations' | 'no_location' | 'role_too_high' | null
  /** How many of the API keys that the user has made are revoked. */
  apiKeys: number
  /** Whether the user is a manager. Known where the user is changed or unlinked. */
  isManager: boolean
  /** How many mails it counts against what the customer may send in a day. Only asked for, never done. */
  mails: number
  /** The user's version afterwards, and what they held before, for undoing a change. */
  version: string | null
  membershipsBefore: Membership[] | null
}

/** What acting on one user found. `before` is their version before it. */
export type Found = Partial<Omit<Outcome, 'userId'>> & { before?: string; madeManager?: MadeManager }

/** Someone who was given a manager's role, of which the managers are to be notified (R27). */
export type MadeManager = { userId: string; username: string; role: Role }

/**
 * Does it to one user, in a transaction: by the operation that is for one.
 *
 * @throws {Problem} as that operation.
 */
export async function actOn(
  trx: Trx,
  acting: Acting & { origin: string },
  change: ManyChange,
  target: Target,
  now: Date,
): Promise<Found> {
  switch (change.action) {
    case 'mail_welcome':
      return welcomeOne(trx, acting, target, now)
    case 'sign_out': {
      const ended = await signOutPerson(trx, acting, target.id, {}, now)
      return { outcome: ended.sessions + ended.apiKeys > 0 ? 'done' : 'unchanged', ...ended }
    }
    case 'unlink':
      return unlinkOne(trx, acting, target, now)
    default:
      return changeOne(trx, acting, change, target, now)
  }
}

/** Someone who has signed in before knows how to. */
async function welcomeOne(
  trx: Trx,
  acting: Acting & { origin: string },
  { id }: Target,
  now: Date,
): Promise<Found> {
  await takeUserWithinReach(trx, acting, id)
  if (await isThemselves(trx, acting, id)) throw forbidden()
  if (await hasSignedIn(trx, id)) return { outcome: 'unchanged' }
  await welcomePerson(trx, acting, id, acting.origin, now)
  return { outcome: 'done' }
}

async function unlinkOne(trx: Trx, acting: Acting, { id }: Target, now: Date): Promise<Found> {
  const taken = await takeUser(trx, acting, id)
  if (await isThemselves(trx, acting, id)) throw forbidden()
  const open = await listDevices(trx, id, now)
  const links = await unlinkTaken(trx, acting, taken, now)
  const left = await listDevices(trx, id, now)
  const sessions = open.length - left.length
  return { outcome: links > 0 ? 'done' : 'unchanged', sessions, links, isManager: isManager(taken) }
}

async function changeOne(
  trx: Trx,
  acting: Acting,
  change: FieldChange,
  target: Target,
  now: Date,
): Promise<Found> {
  const taken = await takeUser(trx, acting, target.id)
  const wanted = wantedOf(change, taken, target)
  if (typeof wanted === 'string') return { outcome: 'refused', code: wanted }
  // Also if someone else was first, or an answer was lost: it is as it was asked for.
  if (isAsWanted(wanted, taken)) return { outcome: 'unchanged', isManager: isManager(taken) }
  const { user, held } = taken
  const before = versionOf(versionedUser(user, held))
  const basis = target.version === undefined ? undefined : [{ tag: target.version, isWeak: false }]
  const { ended, given } = await changeTaken(trx, acting, taken, { basis, ...wanted }, now)
  const after = await versionNow(trx, acting, target.id)
  const role = managerRoles.find((one) => given.some((membership) => membership.role === one))
  return {
    outcome: after === before ? 'unchanged' : 'done',
    ...ended,
    isManager: isManager(taken),
    version: after,
    before,
    membershipsBefore: held.map(({ locationId, role }) => ({ locationId, role })),
    ...(role && { madeManager: { userId: user.id, username: user.username, role } }),
  }
}

type Wanted = { enabled: boolean } | { memberships: readonly Membership[] }

/** The change of one user that this is, or why it is none. */
function wantedOf(
  change: FieldChange,
  { held }: TakenUser,
  target: Target,
): Wanted | 'several_locations' | 'no_location' {
  if (change.action === 'set_roles') return { memberships: target.memberships ?? [] }
  if (change.action === 'give_role') {
    if (change.locationId === undefined && held.length === 0) return 'no_location'
    return { memberships: withRole(held, change) }
  }
  if (change.action === 'move') {
    const [only, ...others] = held
    if (!only) return 'no_location'
    // Which of several would be left is not for a rule to choose.
    if (others.length > 0) return 'several_locations'
    return { memberships: [{ locationId: change.locationId, role: only.role }] }
  }
  return { enabled: change.action === 'enable' }
}

/** The role on its location beside what is held elsewhere; without a location, instead of what is held wherever it is. */
function withRole(
  held: readonly Membership[],
  { role, locationId }: Extract<FieldChange, { action: 'give_role' }>,
): Membership[] {
  if (locationId === undefined) return held.map((one) => ({ locationId: one.locationId, role }))
  return [...held.filter((one) => one.locationId !== locationId), { locationId, role }]
}

function isAsWanted(wanted: Wanted, { user, held }: TakenUser): boolean {
  if ('enabled' in wanted) return wanted.enabled === user.enabled
  const { memberships } = wanted
  const isHeld = ({ locationId, role }: Membership) =>
    held.some((one) => one.locationId === locationId && one.role === role)
  return memberships.length === held.length && memberships.every(isHeld)
}

function isManager({ held }: TakenUser): boolean {
  return held.some(({ role }) => managerRoles.includes(role))
}

async function versionNow(trx: Trx, { customerId }: Acting, userId: string): Promise<string> {
  const user = await lockUser(trx, customerId, userId)
  if (!user) throw noSuchUser()
  return versionOf(versionedUser(user, await listMemberships(trx, userId)))
}

/** An outcome, with nothing where nothing was found. */
export function outcomeOf({ id }: Target, found: Found): Outcome {
  const { outcome = 'done', code = null, isManager = false, version = null, membershipsBefore = null } = found
  const { sessions = 0, links = 0, passwords = 0, exceptions = 0, apiKeys = 0, mails = 0 } = found
  const ended = { sessions, links, passwords, exceptions, apiKeys, mails }
  return { userId: id, outcome, code, ...ended, isManager, version, membershipsBefore }
}
