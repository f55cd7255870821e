import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { asPart, type Db, isUnavailable, type Trx, undone } from '#server/platform/database.ts'
import { Problem, type ProblemCode } from '#server/platform/problem.ts'
import { versionOf } from '#server/platform/versions.ts'
import { listDevices } from '#server/sessions/sessions.ts'
import type { FieldChange, ManyChange, manyOutcomes } from '#shared/many-users.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { type Acting, noSuchUser } from './acting.ts'
import { changeTaken, unlinkTaken } from './change-users.ts'
import { welcomePerson } from './mail.ts'
import { locate } from './memberships.ts'
import { signOutPerson } from './person-sessions.ts'
import { type TakenUser, takeUser } from './take-user.ts'
import { versionedUser } from './user-version.ts'
import { listMemberships, listUserIdsOf, lockUser } from './users.queries.ts'

/** One of the users to act on. */
export type Target = {
  id: string
  /** The version on which it is based. If the user has changed since, nothing is done to them (R32). */
  version?: string | undefined
  /** For `set_roles`: everything that the user holds from now on. */
  memberships?: readonly Membership[] | undefined
}

/** What came of it for one user. */
export type Outcome = {
  userId: string
  outcome: (typeof manyOutcomes)[number]
  /** Why it is refused. */
  code: ProblemCode | 'several_locations' | null
  /** How many of the user's open sessions end, and how many of the API keys that they have made. */
  sessions: number
  apiKeys: number
  /** Whether the user is a manager. Known where the user is changed or unlinked. */
  isManager: boolean
  /** The user's version afterwards, and what they held before, for undoing a change. */
  version: string | null
  membershipsBefore: Membership[] | null
}

type Done = Partial<Omit<Outcome, 'userId'>>

/**
 * Does one thing to many users, each by the operation that is for one: with its rule, its record and its permission,
 * asked for again under the lock. Each is a transaction of its own, so what one user is refused keeps nothing from the
 * others, and nothing is half done to anyone.
 *
 * @param failed hears of what is no answer but a fault, such as an outage. The rest is then not tried.
 * @returns an outcome for each, in their order.
 * @throws {Problem} `not_found`, `invalid_request` for a location or role that does not exist there.
 */
export async function actOnMany(
  db: Db,
  acting: Acting & { origin: string },
  change: ManyChange,
  targets: readonly Target[],
  now: Date,
  failed: (error: unknown) => void,
): Promise<Outcome[]> {
  await mustExist(db, acting, change)
  const outcomes: Outcome[] = []
  let isOut = false
  for (const target of targets) {
    try {
      if (isOut) throw new Problem('unavailable', 'TMAS cannot serve at the moment.')
      const done = await db.transaction().execute((trx) => actOn(trx, acting, change, target, now))
      outcomes.push(outcomeOf(target, done))
    } catch (error) {
      if (!(error instanceof Problem)) failed(error)
      isOut ||= isUnavailable(error)
      outcomes.push(refusedOutcome(target, codeOf(error)))
    }
  }
  return outcomes
}

/**
 * What `actOnMany` would do. It is done, one user after the other, and rolled back (decision 0015), so that also what one
 * refuses because of another is said: the last manager, or the last mail of a day.
 *
 * @throws {Problem} as `actOnMany`.
 */
export async function askOfMany(
  db: Db,
  acting: Acting & { origin: string },
  change: ManyChange,
  targets: readonly Target[],
  now: Date,
): Promise<Outcome[]> {
  await mustExist(db, acting, change)
  return undone(db, async (trx) => {
    // One transaction for many users, who are locked in no order: no one else gets there before it has ended.
    await lockCustomerPolicy(trx, acting.customerId)
    const ids = await listUserIdsOf(
      trx,
      acting.customerId,
      targets.map(({ id }) => id),
    )
    const outcomes: Outcome[] = []
    for (const target of targets) {
      try {
        // Nor is another customer's user locked.
        if (!ids.has(target.id)) throw noSuchUser()
        const done = await asPart(trx, () => actOn(trx, acting, change, target, now))
        outcomes.push(outcomeOf(target, { ...done, ...(done.version && { version: done.versionBefore }) }))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        outcomes.push(refusedOutcome(target, error.code))
      }
    }
    return outcomes
  })
}

/** One user, in a transaction that is theirs. */
async function actOn(
  trx: Trx,
  acting: Acting & { origin: string },
  change: ManyChange,
  target: Target,
  now: Date,
): Promise<Done & { versionBefore?: string }> {
  if (change.action === 'mail_welcome') {
    await welcomePerson(trx, acting, target.id, acting.origin, now)
    return { outcome: 'done' }
  }
  if (change.action === 'sign_out') {
    const ended = await signOutPerson(trx, acting, target.id, {}, now)
    return { outcome: ended.sessions + ended.apiKeys > 0 ? 'done' : 'unchanged', ...ended }
  }
  const taken = await takeUser(trx, acting, target.id)
  const isManager = taken.held.some(({ role }) => managerRoles.includes(role))
  if (change.action === 'unlink') {
    const open = await listDevices(trx, target.id, now)
    const links = await unlinkTaken(trx, acting, taken, now)
    const left = await listDevices(trx, target.id, now)
    const sessions = open.length - left.length
    return { outcome: links > 0 ? 'done' : 'unchanged', sessions, isManager }
  }
  const wanted = wantedOf(change, taken, target)
  if (wanted === 'several_locations') return { outcome: 'refused', code: wanted }
  // Also if someone else was first: it is as it was asked for.
  if ('enabled' in wanted && wanted.enabled === taken.user.enabled) return { outcome: 'unchanged', isManager }
  const before = versionOf(versionedUser(taken.user, taken.held))
  const basis = target.version === undefined ? undefined : [{ tag: target.version, isWeak: false }]
  const { endedSessions } = await changeTaken(trx, acting, taken, { basis, ...wanted }, now)
  const after = await versionNow(trx, acting, target.id)
  return {
    outcome: after === before ? 'unchanged' : 'done',
    sessions: endedSessions,
    isManager,
    version: after,
    versionBefore: before,
    membershipsBefore: taken.held.map(({ locationId, role }) => ({ locationId, role })),
  }
}

/** The change of one user that this is. */
function wantedOf(change: FieldChange, { held }: TakenUser, target: Target) {
  if (change.action === 'give_role') return { memberships: withRole(held, change) }
  if (change.action === 'move') {
    const [only, ...others] = held
    // Which of several would be left is not for a rule to choose.
    if (!only || others.length > 0) return 'several_locations'
    return { memberships: [{ locationId: change.locationId, role: only.role }] }
  }
  if (change.action === 'set_roles') return { memberships: target.memberships ?? [] }
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

async function versionNow(trx: Trx, { customerId }: Acting, userId: string): Promise<string> {
  const user = await lockUser(trx, customerId, userId)
  if (!user) throw noSuchUser()
  return versionOf(versionedUser(user, await listMemberships(trx, userId)))
}

/** A location that is not there, or takes no such role, is no one user's fault. */
async function mustExist(db: Db, { customerId }: Acting, change: ManyChange): Promise<void> {
  if (change.action === 'move')
    await locate(db, customerId, [{ locationId: change.locationId, role: 'viewer' }])
  if (change.action === 'give_role' && change.locationId !== undefined)
    await locate(db, customerId, [{ locationId: change.locationId, role: change.role }])
}

function outcomeOf({ id }: Target, done: Done): Outcome {
  const { outcome = 'done', code = null, sessions = 0, apiKeys = 0, isManager = false } = done
  const { version = null, membershipsBefore = null } = done
  return { userId: id, outcome, code, sessions, apiKeys, isManager, version, membershipsBefore }
}

function refusedOutcome(target: Target, code: Outcome['code']): Outcome {
  return outcomeOf(target, { outcome: 'refused', code })
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code
  return isUnavailable(error) ? 'unavailable' : 'internal'
}
