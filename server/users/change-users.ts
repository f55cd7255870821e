import { type AuditEvent, record, recordAll } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Basis, mustBeUnchanged } from '#server/platform/versions.ts'
import { needsNewPassword } from '#server/policy/doors.ts'
import { isVouchedFor } from '#server/policy/first-link.ts'
import { keepsAWayIn } from '#server/policy/way-in.ts'
import { endLostExceptions } from '#server/sessions/lost-exceptions.ts'
import { endSessionsBehindClosedDoors, endSessionsOfUser, listDevices } from '#server/sessions/sessions.ts'
import { listStandings, type UserStanding } from '#server/sessions/standings.queries.ts'
import { endUnfinishedRequests } from '#server/sessions/unfinished-requests.queries.ts'
import { hasEnded } from '#shared/end-date.ts'
import { mayManageRole } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { type Acting, forbidden, isThemselves, refuseKeysOnManagers } from './acting.ts'
import { changeTexts, type UserChange } from './change-texts.ts'
import { findVouching, type KeptLinks } from './links.queries.ts'
import { type Located, locate } from './memberships.ts'
import { endLinks } from './new-address.ts'
import { replacePassword } from './replace-password.ts'
import { type TakenUser, takeUser } from './take-user.ts'
import { changeNames } from './taken-names.ts'
import { versionedUser } from './user-version.ts'
import {
  deleteMemberships,
  deleteUser,
  insertMemberships,
  listManagersAtTheTop,
  setUser,
} from './users.queries.ts'
import { notifyManagersOfRoles } from './users.ts'

type User = TakenUser['user']

/** What ends with a change, of what the user had. */
export type EndedByChange = { sessions: number; links: number; passwords: number; exceptions: number }

/** That the role which is given, and not the user, is above what its giver may give there. */
export class RoleTooHigh extends Problem {
  constructor() {
    super('forbidden', 'You cannot give this permission type there.')
  }
}

/**
 * Changes a user: texts, enabled or not, roles. What the change no longer allows ends at once, in the same
 * transaction: the link of a changed address (R10), the sessions of a user who is disabled, moved or demoted (R28),
 * and the old password of a user who is promoted and had only Microsoft (R14). Managers are notified of a manager's
 * new address (R27). A new address of one's own is only asked for, and changes nothing yet (R33).
 *
 * @param change.basis the version on which it is based. If the user has changed since, nothing is done (R32).
 * @returns how many open sessions of the user ended.
 * @throws {Problem} `proof_required` and `throttled` for one's own address; `not_found`; `forbidden` above the caller's
 *   own role, outside their branch, and for their own
 *   role, location, enabled flag and end date (R22); `invalid_request`, `username_taken`, `email_taken` (R2); `last_manager`
 *   (R16); `changed_meanwhile`.
 */
export function changeUser(
  db: Db,
  acting: Acting,
  userId: string,
  { basis, ...change }: UserChange & { basis?: Basis | undefined },
  now: Date,
): Promise<{ endedSessions: number }> {
  return changeNames(db, async (trx) => {
    const taken = await takeUser(trx, acting, userId)
    const { ended, given } = await changeTaken(trx, acting, taken, { basis, ...change }, now)
    await notifyManagersOfRoles(trx, acting.actor, acting.customerId, userId, given, now)
    return { endedSessions: ended.sessions }
  })
}

/**
 * The same within a transaction, of a user who has been taken in it. Names are changed in `changeNames` only. The caller
 * notifies the managers of the roles that were given (R27).
 */
export async function changeTaken(
  trx: Trx,
  acting: Acting,
  taken: TakenUser,
  { basis, ...change }: UserChange & { basis?: Basis | undefined },
  now: Date,
): Promise<{ ended: EndedByChange; given: readonly Located[] }> {
  const { user, held } = taken
  mustBeUnchanged(basis, versionedUser(user, held), change)
  const open = await listDevices(trx, user.id, now)
  const { given, ...ended } = await carryOut(trx, acting, taken, change, now)
  const left = await listDevices(trx, user.id, now)
  return { ended: { ...ended, sessions: open.length - left.length }, given }
}

async function carryOut(
  trx: Trx,
  acting: Acting,
  { user, held, reach }: TakenUser,
  change: UserChange,
  now: Date,
): Promise<Omit<EndedByChange, 'sessions'> & { given: readonly Located[] }> {
  const { id: userId } = user
  const [before] = await listStandings(trx, [userId], now)
  await changeTexts(trx, acting, user, change, now)

  const enabled = change.enabled ?? user.enabled
  const endsOn = change.endsOn === undefined ? user.endsOn : change.endsOn
  const wanted = change.memberships ? await locate(trx, user.customerId, change.memberships) : held
  const { given, taken } = difference(held, wanted)
  if (enabled === user.enabled && endsOn === user.endsOn && given.length + taken.length === 0)
    return { given, links: 0, passwords: 0, exceptions: 0 }

  // No one changes what they are themselves (R22).
  if (await isThemselves(trx, acting, userId)) throw forbidden()
  if (wanted.length === 0) throw new Problem('invalid_request', 'A user needs at least one location.')
  if (!given.every(({ role, place }) => mayManageRole(reach, role, place))) throw new RoleTooHigh()
  refuseKeysOnManagers(acting, given)
  await setEnabled(trx, acting, user, enabled, now)
  await setEnd(trx, acting, user, endsOn, now)
  await setRoles(trx, acting, user, { given, taken }, now)
  const lost = await endLostExceptions(trx, acting.actor, user.customerId, now)
  const [after] = await listStandings(trx, [userId], now)
  const isPromoted = given.some(({ role }) => managerRoles.includes(role))
  const links = after && isPromoted ? await endUnvouchedLinks(trx, acting, user, after, now) : 0
  const losesPassword = before && after && needsNewPassword(before, after, now)
  if (losesPassword) await replacePassword(trx, userId, acting.origin, now)
  const [roleBefore, roleAfter] = [
    lasts(user) && roleAtTheTop(held, user),
    lasts({ enabled, endsOn }) && roleAtTheTop(wanted, user),
  ]
  if (roleBefore && roleAfter !== roleBefore && roleAfter !== 'chain_and_user_manager')
    await keepAWayIn(trx, user.customerId)

  const isMoved = taken.some(({ locationId }) => wanted.every((kept) => kept.locationId !== locationId))
  if (isMoved) await endSessionsOfUser(trx, userId, { exceptId: null }, 'moved', acting.actor, now)
  await endSessionsBehindClosedDoors(trx, user.customerId, acting.actor, now)
  const exceptions = lost.filter((one) => one.userId === userId).length
  const passwords = losesPassword && user.passwordHash !== null ? 1 : 0
  return { given, links, passwords, exceptions }
}

/**
 * Deletes a user with their roles, links and sessions. What they did, and their sign-ins, stay on record (R23).
 *
 * @param one.basis the version on which it is based. If the user has changed since, nothing is done (R32).
 * @throws {Problem} `not_found`, `forbidden` (also for oneself), `last_manager` (R16), `changed_meanwhile`.
 */
export async function removeUser(
  db: Db,
  acting: Acting,
  { id: userId, basis }: { id: string; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await db.transaction().execute((trx) => takeAway(trx, acting, { id: userId, basis }, now))
}

/** The same within a transaction. */
export async function takeAway(
  trx: Trx,
  acting: Acting,
  { id: userId, basis }: { id: string; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  const { user, held } = await takeUser(trx, acting, userId)
  mustBeUnchanged(basis, versionedUser(user, held))
  if (await isThemselves(trx, acting, userId)) throw forbidden()
  const { customerId, username, email } = user
  await endSessionsOfUser(trx, userId, { exceptId: null }, 'user_removed', acting.actor, now)
  await endLinks(trx, acting.actor, user, 'unlinked', now)
  await setRoles(trx, acting, user, { given: [], taken: held }, now)
  await deleteUser(trx, userId)
  if (lasts(user) && roleAtTheTop(held, user)) await keepAWayIn(trx, customerId)
  await record(trx, acting.actor, now, {
    customerId,
    action: 'user.removed',
    detail: { userId, username, email },
  })
}

/**
 * Removes the link between a user and their Microsoft account, and ends the sessions that depend on it. The next
 * successful sign-in with the user's address makes a new one. Does nothing if there is no link.
 *
 * @throws {Problem} `not_found`, `forbidden`
 */
export async function unlinkUser(db: Db, acting: Acting, userId: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await unlinkTaken(trx, acting, await takeUser(trx, acting, userId), now)
  })
}

/** The same within a transaction, of a user who has been taken in it. @returns how many links ended. */
export function unlinkTaken(trx: Trx, acting: Acting, { user }: TakenUser, now: Date): Promise<number> {
  return endLinks(trx, acting.actor, user, 'unlinked', now)
}

async function setEnabled(trx: Trx, acting: Acting, user: User, enabled: boolean, now: Date) {
  if (enabled === user.enabled) return
  const { id: userId, customerId, username } = user
  await setUser(trx, userId, { enabled })
  // Also of someone who has no session open: it would go on once they are enabled again.
  if (!enabled) await endUnfinishedRequests(trx, [userId])
  await record(trx, acting.actor, now, {
    customerId,
    action: enabled ? 'user.enabled' : 'user.disabled',
    detail: { userId, username },
  })
}

/**
 * Sets or removes the end of an account. What it had open when it ended stays closed, also if the date is moved: the
 * person signs in again.
 */
async function setEnd(trx: Trx, acting: Acting, user: User, endsOn: string | null, now: Date) {
  if (endsOn === user.endsOn) return
  const { id: userId, customerId } = user
  // Also the day of which managers were told before is another now.
  await setUser(trx, userId, { endsOn, endTold: null })
  await record(trx, acting.actor, now, {
    customerId,
    action: 'user.changed',
    detail: { userId, before: { endsOn: user.endsOn ?? '' }, after: { endsOn: endsOn ?? '' } },
  })
  if (hasEnded(user, now))
    await endSessionsOfUser(trx, userId, { exceptId: null }, 'door_closed', acting.actor, now)
}

/** Whether an account is one that R16 counts: enabled, and with no end. */
export function lasts({ enabled, endsOn }: Pick<User, 'enabled' | 'endsOn'>) {
  return enabled && endsOn === null
}

/** What to add and what to remove. Another role on the same location is both. */
export function difference(held: readonly Located[], wanted: readonly Located[]) {
  const isIn = (list: readonly Located[], one: Located) =>
    list.some(({ locationId, role }) => locationId === one.locationId && role === one.role)
  return {
    given: wanted.filter((one) => !isIn(held, one)),
    taken: held.filter((one) => !isIn(wanted, one)),
  }
}

async function setRoles(
  trx: Trx,
  acting: Acting,
  { id: userId, customerId }: User,
  { given, taken }: { given: readonly Located[]; taken: readonly Located[] },
  now: Date,
) {
  if (taken.length > 0)
    await deleteMemberships(
      trx,
      userId,
      taken.map(({ locationId }) => locationId),
    )
  await insertMemberships(
    trx,
    given.map(({ locationId, locationType, role }) => ({
      userId,
      customerId,
      locationId,
      locationType,
      role,
    })),
  )
  const event = (action: 'role.given' | 'role.taken', { locationId, role }: Located): AuditEvent => {
    return { customerId, action, detail: { userId, locationId, role } }
  }
  await recordAll(trx, acting.actor, now, [
    ...taken.map((one) => event('role.taken', one)),
    ...given.map((one) => event('role.given', one)),
  ])
}

/**
 * Someone who becomes a manager may be linked already, as no manager could be (decision 0030). What stays is a link made
 * with their password, and one through the tenant in force if someone who may edit them now stands behind it.
 */
async function endUnvouchedLinks(
  trx: Trx,
  acting: Acting,
  user: Pick<User, 'id' | 'customerId'>,
  { commonTenantId }: UserStanding,
  now: Date,
): Promise<number> {
  const isVouched = isVouchedFor(user.id, await findVouching(trx, user.id, now))
  const kept: KeptLinks = { madeWithPassword: true, tenantId: isVouched ? commonTenantId : null }
  return endLinks(trx, acting.actor, user, 'not_vouched_for', now, kept)
}

export function roleAtTheTop(held: readonly Located[], { customerId }: Pick<User, 'customerId'>) {
  return held.find(({ locationId }) => locationId === customerId)?.role
}

/** @throws {Problem} `last_manager` if no one is left who could let the others sign in (R16). */
export async function keepAWayIn(trx: Trx, customerId: string): Promise<void> {
  if (keepsAWayIn(await listManagersAtTheTop(trx, customerId))) return
  throw new Problem(
    'last_manager',
    'This would leave no one at the top who can manage the chain and its users and sign in with a password. First make someone else a Chain and User Manager, and have them set a password.',
  )
}
