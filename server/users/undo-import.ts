import { createHash } from 'node:crypto'
import { recordAll } from '#server/audit/audit.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { mustBeOnlyPreview } from '#server/locations/preview.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { inParts, inSlices } from '#server/platform/slices.ts'
import { can, canSomewhere, type Membership, mayChangeUser, mayManageRole } from '#shared/permissions.ts'
import type { TextField } from '#shared/user-fields.ts'
import { type Acting, currentMemberships, findOneself, forbidden } from './acting.ts'
import { type BulkConsequences, changeInBulk, isWeighty } from './change-in-bulk.ts'
import { difference, keepAWayIn } from './change-users.ts'
import { countSentMails, deleteUsers, type KnownUser, listUnused, lockKnownUsers } from './import.queries.ts'
import { deadlineIn, mostSeconds } from './import-deadline.ts'
import type { PlannedChange } from './import-judged.ts'
import { isManagerForKey, locatedIn } from './import-roles.ts'
import { type KnownPlace, readPlaces } from './import-world.ts'
import type { Located } from './memberships.ts'
import { changeNames } from './taken-names.ts'

/** What an import of users has done, and what there was before. */
export type UndoingUsers = {
  /** Who was added, each with a digest of how the import left them. */
  added: readonly (readonly [id: string, left: string])[]
  changed: readonly UndoneChange[]
  /** What ended, and no undo brings back. */
  lost: { passwords: number; links: number }
}

/** What an import changed of a user: what was there, and what it left. */
type UndoneChange = { id: string; look: string; before: Values; after: Values }

type Values = {
  texts: Partial<Record<TextField, string>>
  language?: KnownUser['language']
  endsOn?: string | null
  roles?: Membership[]
}

/** Why something of an import stays as it is: the user was used, or changed since, or is beyond the caller's reach. */
export type KeptReason = 'in_use' | 'changed' | 'forbidden' | 'gone'

export type UndoneImport = {
  removed: number
  restored: number
  kept: { id: string; username: string; reason: KeptReason }[]
}

/** What an import made of a user, as it is noted. */
export function undoneChangeOf({ user, texts, language, endsOn, roles }: PlannedChange): UndoneChange {
  const fields = Object.keys(texts) as TextField[]
  const held = (list: readonly Located[]) => list.map(({ locationId, role }) => ({ locationId, role }))
  const values = (of: (field: TextField) => string | undefined) =>
    Object.fromEntries(fields.map((field) => [field, of(field)]))
  return {
    id: user.id,
    look: user.usernameLook,
    before: {
      texts: values((field) => user[field]),
      ...(language && { language: user.language }),
      ...(endsOn !== undefined && { endsOn: user.endsOn }),
      ...(roles && { roles: held(roles.before) }),
    },
    after: {
      texts: values((field) => texts[field]),
      ...(language && { language }),
      ...(endsOn !== undefined && { endsOn }),
      ...(roles && { roles: held(roles.after) }),
    },
  }
}

/** How users are now, for telling whether anything of them has changed since. In the transaction that added them. */
export async function noteLeft(
  trx: Trx,
  customerId: string,
  ids: readonly string[],
): Promise<UndoingUsers['added']> {
  const left: (readonly [string, string])[] = []
  await inParts(ids, async (some) =>
    inSlices(await lockKnownUsers(trx, customerId, some), (user) => left.push([user.id, digestOf(user)])),
  )
  return left
}

function digestOf({ isLinked: _, hasPassword: __, shownEmail: ___, ...user }: KnownUser): string {
  return createHash('sha256').update(JSON.stringify(user)).digest('base64url').slice(0, 16)
}

/**
 * Undoes an import of users: removes those whom it added and no one has used or changed since, and gives those whom it
 * changed what they had, as far as no one has changed it since. All others are kept as they are. Who may do it, and to whom,
 * is judged again as if it were any other change: no one gets a role from an undo that its sender could not give (R22). It
 * brings back no password, link or session that ended.
 *
 * @throws {Problem} `forbidden`; `confirmation_required`, with what it affects; `last_manager` (R16); `username_taken`,
 *   `email_taken` if someone took what a user had (R2); `too_many_mails`; `too_large` if it takes too long; `unavailable`
 *   while another question of this customer is being answered.
 */
export async function undoUserImport(
  db: Db,
  acting: Acting,
  undoing: UndoingUsers,
  { confirm }: { confirm: boolean },
  now: Date,
): Promise<UndoneImport> {
  if (confirm)
    return (await changeNames(db, (trx) => goBack(trx, acting, undoing, mostSeconds.save, now))).undone
  const consequences = await undone(db, async (trx) => {
    await mustBeOnlyPreview(trx, acting.customerId)
    const sent = await countSentMails(trx, acting.customerId, idsOf(undoing.added))
    const { undone: found, affected } = await goBack(trx, acting, undoing, mostSeconds.check, now)
    return {
      usersRemoved: found.removed,
      usersRestored: found.restored,
      usersKept: found.kept.length,
      mailsSent: sent,
      passwordsLost: undoing.lost.passwords,
      linksLost: undoing.lost.links,
      ...affected,
    }
  })
  throw new Problem('confirmation_required', 'This removes and changes users. Confirm it.', { consequences })
}

async function goBack(
  trx: Trx,
  acting: Acting,
  { added, changed }: UndoingUsers,
  seconds: number,
  now: Date,
): Promise<{ undone: UndoneImport; affected: Partial<BulkConsequences> }> {
  const { actor, customerId } = acting
  await lockCustomerPolicy(trx, customerId)
  const inTime = deadlineIn(seconds)
  const own = await currentMemberships(trx, acting)
  const known = await lockAll(trx, customerId, [...idsOf(added), ...changed.map(({ id }) => id)])
  const reach: Reach = {
    acting,
    own,
    ownId: await findOneself(trx, acting),
    places: await readPlaces(trx, customerId, placesOf(known.values(), changed)),
  }
  if (!canSomewhere(own, 'user.change')) throw forbidden()
  const kept: UndoneImport['kept'] = []
  const keep = (id: string, reason: KeptReason) =>
    kept.push({ id, username: reason === 'forbidden' ? '' : (known.get(id)?.username ?? ''), reason })

  const unused = await allUnused(trx, customerId, idsOf(added))
  const toRemove: KnownUser[] = []
  await inSlices(added, ([id, left]) => {
    const user = known.get(id)
    const reason = !user
      ? 'gone'
      : !mayTouch(reach, user)
        ? 'forbidden'
        : digestOf(user) !== left
          ? 'changed'
          : unused.has(id)
            ? undefined
            : 'in_use'
    if (reason) keep(id, reason)
    else if (user) toRemove.push(user)
  })
  const toRestore: PlannedChange[] = []
  await inSlices(changed, (one) => {
    const user = known.get(one.id)
    const back = user && isAsLeft(user, one) ? wayBack(reach, user, one) : undefined
    if (!user) keep(one.id, 'gone')
    else if (!isAsLeft(user, one)) keep(one.id, mayTouch(reach, user) ? 'changed' : 'forbidden')
    else if (!back) keep(one.id, 'forbidden')
    else toRestore.push(back)
  })

  await removeAll(trx, acting, toRemove, now)
  inTime()
  const done = toRestore.length > 0 ? await changeInBulk(trx, acting, toRestore, now, inTime) : undefined
  const usernames = done?.madeManagers ?? []
  if (usernames.length > 0)
    await queueManagerNotice(trx, customerId, actor, { kind: 'managers_made', usernames }, now)
  if (toRemove.some(({ memberships }) => memberships.some(({ locationId }) => locationId === customerId)))
    await keepAWayIn(trx, customerId)
  const affected = done && toRestore.some(isWeighty) ? done.consequences : {}
  return {
    undone: { removed: toRemove.length, restored: toRestore.length, kept },
    affected: affected as never,
  }
}

type Reach = {
  acting: Acting
  own: readonly Membership[]
  ownId: string | undefined
  places: ReadonlyMap<string, KnownPlace>
}

/** Whether the person may change this user now, as in the form; never themselves (R22, R33). */
function mayTouch({ acting, own, ownId, places }: Reach, user: KnownUser): boolean {
  const held = locatedIn({ places }, user.memberships)
  const isSeen = (held.length > 0 ? held.map(({ place }) => place) : [[acting.customerId]]).some((place) =>
    can(own, 'user.read', place),
  )
  return (
    user.id !== ownId &&
    isSeen &&
    mayChangeUser(own, held, acting.customerId) &&
    !held.some(({ role }) => isManagerForKey(acting, role))
  )
}

/** The change that gives a user back what they had; undefined if the person may not make it now. */
function wayBack(reach: Reach, user: KnownUser, { look, before }: UndoneChange): PlannedChange | undefined {
  if (!mayTouch(reach, user)) return undefined
  const { acting, own, places } = reach
  const held = locatedIn({ places }, user.memberships)
  const wanted = before.roles && locatedIn({ places }, before.roles)
  if (before.roles && wanted) {
    // A location may be gone since, and what is given again is given by this person, now.
    if (wanted.length < before.roles.length || wanted.length === 0) return undefined
    const { given } = difference(held, wanted)
    const mayGive = ({ role, place }: Located) =>
      mayManageRole(own, role, place) && !isManagerForKey(acting, role)
    if (!given.every(mayGive)) return undefined
  }
  const { texts, language, endsOn } = before
  return {
    user,
    texts,
    ...(texts.username !== undefined && { look }),
    ...(language && { language }),
    ...(endsOn !== undefined && { endsOn }),
    ...(wanted && { roles: { before: held, after: wanted } }),
  }
}

/** Whether everything that the import changed of a user is as it left it. */
function isAsLeft(user: KnownUser, { after: { texts, language, endsOn, roles } }: UndoneChange): boolean {
  const asText = (held: readonly Membership[]) =>
    held
      .map(({ locationId, role }) => `${locationId} ${role}`)
      .sort()
      .join()
  return (
    (Object.keys(texts) as TextField[]).every((field) => user[field] === texts[field]) &&
    (language === undefined || user.language === language) &&
    (endsOn === undefined || user.endsOn === endsOn) &&
    (roles === undefined || asText(user.memberships) === asText(roles))
  )
}

async function lockAll(
  trx: Trx,
  customerId: string,
  ids: readonly string[],
): Promise<Map<string, KnownUser>> {
  const known = new Map<string, KnownUser>()
  // In the order of their IDs, as everywhere.
  await inParts([...ids].sort(), async (some) => {
    for (const user of await lockKnownUsers(trx, customerId, some)) known.set(user.id, user)
  })
  return known
}

function placesOf(users: Iterable<KnownUser>, changed: readonly UndoneChange[]): string[] {
  const ids = new Set<string>()
  for (const { memberships } of users) for (const { locationId } of memberships) ids.add(locationId)
  for (const { before } of changed) for (const { locationId } of before.roles ?? []) ids.add(locationId)
  return [...ids]
}

async function allUnused(trx: Trx, customerId: string, ids: readonly string[]): Promise<Set<string>> {
  const unused = new Set<string>()
  await inParts(ids, async (some) => {
    for (const id of await listUnused(trx, customerId, some)) unused.add(id)
  })
  return unused
}

/** Deletes users whom no one has used, with their roles and the mails that wait for them, each with its records (R23). */
async function removeAll(
  trx: Trx,
  { actor, customerId }: Acting,
  users: readonly KnownUser[],
  now: Date,
): Promise<void> {
  await inParts(users, async (some) => {
    await deleteUsers(
      trx,
      customerId,
      some.map(({ id }) => id),
    )
    await recordAll(
      trx,
      actor,
      now,
      some.flatMap(({ id: userId, username, email, memberships }) => [
        ...memberships.map(({ locationId, role }) => ({
          customerId,
          action: 'role.taken' as const,
          detail: { userId, locationId, role },
        })),
        { customerId, action: 'user.removed' as const, detail: { userId, username, email } },
      ]),
    )
  })
}

function idsOf(added: UndoingUsers['added']): string[] {
  return added.map(([id]) => id)
}
