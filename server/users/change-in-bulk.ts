import { type AuditEvent, recordAll } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { inParts } from '#server/platform/slices.ts'
import { foldAddress } from '#server/policy/address.ts'
import { needsNewPassword } from '#server/policy/doors.ts'
import { isVouchedFor } from '#server/policy/first-link.ts'
import { endLostExceptions } from '#server/sessions/lost-exceptions.ts'
import { countSessions, endSessionsBehindClosedDoors, endSessionsOfUsers } from '#server/sessions/sessions.ts'
import { listStandingsOfMany, type UserStanding } from '#server/sessions/standings.queries.ts'
import { hasEnded } from '#shared/end-date.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import type { Acting } from './acting.ts'
import { difference, keepAWayIn, lasts, roleAtTheTop } from './change-users.ts'
import {
  forgetAddressChanges,
  takeMemberships,
  updateUsers,
  vacateNames,
  type WrittenUser,
} from './import.queries.ts'
import type { PlannedChange } from './import-judged.ts'
import { listVouchings } from './links.queries.ts'
import type { Located } from './memberships.ts'
import { endLinksOfUsers, isNewAddress, tellOfNewAddresses } from './new-address.ts'
import { replacePasswords } from './replace-password.ts'
import { insertMemberships } from './users.queries.ts'

/** What changing many users affects, counted. */
export type BulkConsequences = {
  usersWithNewAddress: number
  usersWithOtherRoles: number
  usersWithOtherEnd: number
  usersWithoutEnd: number
  sessionsThatEnd: number
  /** Of people below the manager levels, with other addresses. */
  linksThatEnd: number
  /** Of managers with other addresses. */
  linksOfManagersThatEnd: number
  /** Of people who become managers. */
  linksOfPromotedThatEnd: number
  passwordsThatEnd: number
  exceptionsThatEnd: number
}

/**
 * Changes many users as `changeUser` changes one, with the same rules and the same records, in few statements: an import
 * holds the customer's lock meanwhile. The caller has locked the customer's policy and these users, and asked whether each
 * change is allowed. Managers are told of managers' new addresses; the caller tells them of the roles that were given.
 *
 * @returns what it affected, and who has become a manager.
 * @param onPart hears of each part that is about to be done, and may throw to end it.
 * @throws {Problem} `last_manager` (R16); `too_many_mails` for new passwords.
 */
export async function changeInBulk(
  trx: Trx,
  acting: Acting,
  changes: readonly PlannedChange[],
  now: Date,
  onPart: (done: number) => void = () => {},
): Promise<{ consequences: BulkConsequences; madeManagers: string[] }> {
  const { actor, customerId } = acting
  const ids = idsOf(changes)
  const changed = new Set(ids)
  const sessions = await countSessions(trx, ids, now)
  const others = changes.filter(({ roles, endsOn }) => roles || endsOn !== undefined)
  const before = await standingsOf(trx, others, now)

  const vacated = vacatedBy(changes)
  if (vacated.usernames.length + vacated.emails.length > 0) await vacateNames(trx, customerId, vacated)
  await inParts(changes, async (some, done) => {
    onPart(done)
    await updateUsers(trx, customerId, some.map(written))
    await recordAll(
      trx,
      actor,
      now,
      some.flatMap((change) => recordsOf(change, customerId)),
    )
    await setManyRoles(trx, acting, some)
  })
  onPart(changes.length)
  const linksOfAddresses = await followNewAddresses(trx, acting, changes, now)
  await endEnded(trx, acting, changes, now)
  const lost = others.length > 0 ? await endLostExceptions(trx, actor, customerId, now) : []
  const after = await standingsOf(trx, others, now)

  const promoted = others.filter(promotes)
  const linksOfPromoted = await endUnvouchedLinksOfMany(trx, acting, promoted, after, now)
  onPart(changes.length)
  const replaced = others.filter(({ user: { id } }) => {
    const [was, is] = [before.get(id), after.get(id)]
    return was && is && needsNewPassword(was, is, now)
  })
  await inParts(idsOf(replaced), async (some) => {
    await replacePasswords(trx, some, acting.origin, now)
    onPart(changes.length)
  })
  if (others.some((change) => weakensTheTop(change, customerId))) await keepAWayIn(trx, customerId)

  const moved = idsOf(others.filter(({ roles }) => roles && isMoved(roles)))
  await endSessionsOfUsers(trx, moved, { exceptId: null }, 'moved', actor, now)
  if (others.length > 0) await endSessionsBehindClosedDoors(trx, customerId, actor, now)
  const endedLinks = linksByCase(changes, promoted, [...linksOfAddresses, ...linksOfPromoted])
  const consequences = {
    usersWithNewAddress: withNewAddress(changes).length,
    usersWithOtherRoles: changes.filter(({ roles }) => roles).length,
    usersWithOtherEnd: changes.filter(({ endsOn }) => typeof endsOn === 'string').length,
    usersWithoutEnd: changes.filter(({ endsOn }) => endsOn === null).length,
    sessionsThatEnd: sessions - (await countSessions(trx, ids, now)),
    ...endedLinks,
    passwordsThatEnd: replaced.filter(({ user }) => user.hasPassword).length,
    exceptionsThatEnd: lost.filter(({ userId }) => changed.has(userId)).length,
  }
  return { consequences, madeManagers: promoted.map(({ user, texts }) => texts.username ?? user.username) }
}

/** Whether a change has to be confirmed: it ends something, or decides who can sign in and where. */
export function isWeighty({ user, texts, endsOn, roles }: PlannedChange): boolean {
  return isNewAddress(user, texts.email) || endsOn !== undefined || roles !== undefined
}

function idsOf(changes: readonly PlannedChange[]): string[] {
  return changes.map(({ user }) => user.id)
}

function withNewAddress(changes: readonly PlannedChange[]): PlannedChange[] {
  return changes.filter(({ user, texts }) => isNewAddress(user, texts.email))
}

async function standingsOf(trx: Trx, changes: readonly PlannedChange[], now: Date) {
  const known = new Map<string, UserStanding>()
  await inParts(idsOf(changes), async (some) => {
    for (const [id, standing] of await listStandingsOfMany(trx, some, now)) known.set(id, standing)
  })
  return known
}

/** A user as they are written: with everything that an import can change, changed or not. */
function written({ user, texts, language, endsOn }: PlannedChange): WrittenUser {
  const { id, username, email, firstName, lastName, title, mobilePhone, description } = user
  return {
    ...{ id, username, email, firstName, lastName, title, mobilePhone, description },
    ...texts,
    language: language ?? user.language,
    languageChosen: user.languageChosen || language !== undefined,
    endsOn: endsOn === undefined ? user.endsOn : endsOn,
    hasNewName: texts.username !== undefined,
    hasNewEnd: endsOn !== undefined,
  }
}

/** The records of one user's change, as they would be written for it alone (R23). */
function recordsOf(
  { user, texts, language, endsOn, roles }: PlannedChange,
  customerId: string,
): AuditEvent[] {
  const { id: userId } = user
  const after = { ...texts, ...(language && { language }) }
  const had = { ...user, language: user.languageChosen ? user.language : '' }
  const before = Object.fromEntries(
    (Object.keys(after) as (keyof typeof after)[]).map((field) => [field, had[field]]),
  )
  const { given, taken } = roles ? difference(roles.before, roles.after) : { given: [], taken: [] }
  const role = (action: 'role.given' | 'role.taken', { locationId, role }: Located): AuditEvent => {
    return { customerId, action, detail: { userId, locationId, role } }
  }
  return [
    ...(Object.keys(after).length > 0
      ? [{ customerId, action: 'user.changed' as const, detail: { userId, before, after } }]
      : []),
    ...(endsOn !== undefined
      ? [
          {
            customerId,
            action: 'user.changed' as const,
            detail: { userId, before: { endsOn: user.endsOn ?? '' }, after: { endsOn: endsOn ?? '' } },
          },
        ]
      : []),
    ...taken.map((one) => role('role.taken', one)),
    ...given.map((one) => role('role.given', one)),
  ]
}

/** What follows from other addresses: links with Microsoft end (R10), and managers are told of managers' (R27). */
async function followNewAddresses(
  trx: Trx,
  { actor, customerId }: Acting,
  changes: readonly PlannedChange[],
  now: Date,
): Promise<string[]> {
  const other = withNewAddress(changes)
  const ids = idsOf(other)
  if (ids.length === 0) return []
  await forgetAddressChanges(trx, ids)
  const ended = await endLinksOfUsers(trx, actor, { ids, customerId }, 'email_changed', now)
  const ofManagers = other.filter(({ user }) => isManager(user.memberships))
  const told = ofManagers.map(({ user: { id: userId, username, email, shownEmail }, texts }) => {
    return { userId, username, before: email, after: texts.email ?? email, read: shownEmail }
  })
  await tellOfNewAddresses(trx, actor, customerId, told, now)
  return ended
}

/**
 * As `endUnvouchedLinks`, of everyone who becomes a manager and has a link.
 *
 * @returns whose link ended, for each that did.
 */
async function endUnvouchedLinksOfMany(
  trx: Trx,
  { actor, customerId }: Acting,
  promoted: readonly PlannedChange[],
  after: ReadonlyMap<string, UserStanding>,
  now: Date,
): Promise<string[]> {
  const ended: string[] = []
  const linked = promoted.filter(({ user }) => user.isLinked)
  await inParts(idsOf(linked), async (some) => {
    const vouchings = await listVouchings(trx, some, now)
    const tenantOf = (id: string) => {
      const vouching = vouchings.get(id)
      return vouching && isVouchedFor(id, vouching) ? (after.get(id)?.commonTenantId ?? null) : null
    }
    for (const [tenantId, ids] of Map.groupBy(some, tenantOf)) {
      const kept = { madeWithPassword: true as const, tenantId }
      const theirs = await endLinksOfUsers(trx, actor, { ids, customerId }, 'not_vouched_for', now, kept)
      for (const id of theirs) ended.push(id)
    }
  })
  return ended
}

/** Links that end, by what their people do next: only those below the manager levels are linked again by signing in. */
function linksByCase(
  changes: readonly PlannedChange[],
  promoted: readonly PlannedChange[],
  ended: readonly string[],
) {
  const become = new Set(idsOf(promoted))
  const are = new Set(
    idsOf(changes.filter(({ user, roles }) => isManager(roles ? roles.after : user.memberships))),
  )
  const ofPromoted = ended.filter((id) => become.has(id)).length
  const ofManagers = ended.filter((id) => are.has(id) && !become.has(id)).length
  return {
    linksThatEnd: ended.length - ofManagers - ofPromoted,
    linksOfManagersThatEnd: ofManagers,
    linksOfPromotedThatEnd: ofPromoted,
  }
}

function isManager(held: readonly Membership[]): boolean {
  return held.some(({ role }) => managerRoles.includes(role))
}

/** Users whose present username or address another one of these users gets. */
function vacatedBy(changes: readonly PlannedChange[]) {
  const emails = new Set(withNewAddress(changes).map(({ texts }) => foldAddress(texts.email ?? '')))
  const looks = new Set(changes.flatMap(({ look }) => look ?? []))
  return {
    usernames: idsOf(
      changes.filter(({ user, texts }) => texts.username !== undefined && looks.has(user.usernameLook)),
    ),
    emails: idsOf(withNewAddress(changes).filter(({ user }) => emails.has(user.emailFolded))),
  }
}

/** What an account had open when it ended stays closed, also if its end is moved. */
async function endEnded(trx: Trx, { actor }: Acting, changes: readonly PlannedChange[], now: Date) {
  const ended = changes.filter(({ user, endsOn }) => endsOn !== undefined && hasEnded(user, now))
  await endSessionsOfUsers(trx, idsOf(ended), { exceptId: null }, 'door_closed', actor, now)
}

async function setManyRoles(trx: Trx, { customerId }: Acting, changes: readonly PlannedChange[]) {
  const differing = changes.flatMap(({ user: { id: userId }, roles }) =>
    roles ? [{ userId, ...difference(roles.before, roles.after) }] : [],
  )
  const taken = differing.flatMap(({ userId, taken }) =>
    taken.map(({ locationId }) => ({ userId, locationId })),
  )
  await inParts(taken, (some) => takeMemberships(trx, some))
  const given = differing.flatMap(({ userId, given }) =>
    given.map(({ locationId, locationType, role }) => ({
      userId,
      customerId,
      locationId,
      locationType,
      role,
    })),
  )
  await insertMemberships(trx, given)
}

function isMadeManager({ before, after }: { before: Located[]; after: Located[] }): boolean {
  return difference(before, after).given.some(({ role }) => managerRoles.includes(role))
}

/** Whether a user no longer holds anything where they held something. */
function isMoved({ before, after }: { before: Located[]; after: Located[] }): boolean {
  return before.some(({ locationId }) => after.every((kept) => kept.locationId !== locationId))
}

/** Whether a change makes someone a manager. */
export function promotes({ roles }: PlannedChange): boolean {
  return roles !== undefined && isMadeManager(roles)
}

/** Whether someone at the top who counts for R16 no longer counts, or for less. */
export function weakensTheTop({ user, endsOn, roles }: PlannedChange, customerId: string): boolean {
  const end = endsOn === undefined ? user.endsOn : endsOn
  const { before, after } = roles ?? { before: [], after: [] }
  const held = roles ? before : topOf(user, customerId)
  const wanted = roles ? after : held
  const was = lasts(user) && roleAtTheTop(held, { customerId })
  const is = lasts({ enabled: user.enabled, endsOn: end }) && roleAtTheTop(wanted, { customerId })
  return Boolean(was) && is !== was && is !== 'chain_and_user_manager'
}

function topOf({ memberships }: PlannedChange['user'], customerId: string): Located[] {
  return memberships
    .filter(({ locationId }) => locationId === customerId)
    .map((one) => ({ ...one, locationType: 'chain', place: [customerId] }))
}
