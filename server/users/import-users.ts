import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { mustBeOnlyPreview } from '#server/locations/preview.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { welcomeAdded } from '#server/passwords/password-links.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { inParts, inSlices, openSlices } from '#server/platform/slices.ts'
import type { Basis } from '#server/platform/versions.ts'
import { foldUsername } from '#server/policy/address.ts'
import { canSomewhere } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { lookedUpUsername } from '#shared/user-fields.ts'
import { type Acting, currentMemberships, forbidden } from './acting.ts'
import { type BulkConsequences, changeInBulk, isWeighty, promotes, weakensTheTop } from './change-in-bulk.ts'
import { forgetPlans, type KnownUser, lockKnownUsers } from './import.queries.ts'
import type { ImportTable } from './import-columns.ts'
import { deadlineIn, mostSeconds } from './import-deadline.ts'
import type { ImportPlan, PlannedChange, PlannedUser, Said } from './import-judged.ts'
import { givesUpName, readWorld, userOf } from './import-people.ts'
import { planImport, versionOfPlan } from './import-plan.ts'
import { type KnownPlace, type Looks, readPlaces, type World } from './import-world.ts'
import { changeNames, noteTold, openTelling } from './taken-names.ts'
import { noteLeft, type UndoingUsers, undoneChangeOf } from './undo-import.ts'
import { saveNewUsers } from './users.ts'

export type ImportWish = {
  dryRun: boolean
  /** Whether those who are added are mailed how to sign in (R25). */
  sendWelcomeEmail?: boolean
  /** The version of the plan that the person looked at. */
  basis?: Basis | undefined
  /** Makes changes that were answered with their consequences. */
  confirm?: boolean
  /** Hears how far it is. */
  onProgress?: (progress: ImportProgress) => void
}

/** What is being done, for how many of how many users. */
export type ImportProgress = {
  step: 'adding' | 'changing' | 'mailing' | 'recording'
  done: number
  of: number
}

export type Imported = {
  plan: ImportPlan
  version: string
  /** Of changes that have to be confirmed; undefined if there are none, or an obstacle. */
  consequences: BulkConsequences | undefined
  /** Why it cannot be saved although no row is faulty: found by a check only, for the import itself is refused. */
  obstacle?: Obstacle
  isSaved: boolean
  /** Who was added. */
  added: { id: string; username: string }[]
  /** What undoes it, once it is saved. */
  undoing?: UndoingUsers
}

/** What keeps an import as a whole from being saved, and the lines of the rows of which some have to change. */
export type Obstacle = { code: 'last_manager' | 'too_many_mails' | 'too_many_changes'; lines: number[] }

/** How often what was judged may turn out to have changed before the lock was there. */
const mostTries = 5

/**
 * Adds and changes the users of a table: all of them or, if a single row is faulty, none. Everything is judged before the
 * customer's lock is taken, so that their sign-ins wait only while it is written. Under the lock it is looked at again, and
 * judged again if it has changed; and of names, the database has the last word.
 *
 * @throws {Problem} `forbidden` for people who administer no users; `changed_meanwhile` if saving it would do something
 *   else than what the person looked at (R32); `confirmation_required` for changes that end something or decide who can
 *   sign in where, with what they affect; `last_manager` (R16); `too_large` for so many changes that sign-ins would wait too
 *   long; `too_many_mails` for new passwords; `too_many_taken_names`; `username_taken`, `email_taken` if
 *   someone else took a name at this very moment (R2); `unavailable` for a question about changes while another one of this
 *   customer is being answered.
 */
export async function importUsers(
  db: Db,
  acting: Acting,
  table: ImportTable,
  wish: ImportWish,
  now: Date,
): Promise<Imported> {
  for (let left = mostTries; left > 0; left -= 1) {
    const world = await readWorld(db, acting, table)
    if (!canSomewhere(world.held, 'user.change')) throw forbidden()
    const plan = await planImport(world, acting, table, await sayTaken(db, acting, world, table, now))
    const version = await versionOfPlan(plan)
    const nothing = { plan, version, consequences: undefined, isSaved: false, added: [] }
    const isFaulty = plan.rows.some(({ outcome }) => outcome === 'faulty')
    if (!isFaulty) mustBeWhatWasSeen(wish.basis, version)
    const weighty = plan.changes.filter(isWeighty)
    if (isFaulty || (wish.dryRun && weighty.length === 0)) return nothing
    if (wish.dryRun) {
      const found = await askOfChanges(db, acting, world, weighty, now)
      if (found && 'code' in found)
        return { ...nothing, obstacle: { ...found, lines: linesOf(plan, acting, found) } }
      if (found) return { ...nothing, consequences: found }
      continue
    }
    const saved = await changeNames(db, (trx) => save(trx, acting, world, plan, wish, now))
    if (saved) return { plan, version, isSaved: true, ...saved }
  }
  throw new Problem('unavailable', 'Your users keep changing. Try again.', { retryAfterSeconds: 5 })
}

/** @returns undefined if what the plan was made from has changed. */
async function save(
  trx: Trx,
  acting: Acting,
  world: World,
  { adds, changes }: ImportPlan,
  { confirm = false, sendWelcomeEmail = false, onProgress = () => {} }: ImportWish,
  now: Date,
): Promise<Pick<Imported, 'added' | 'consequences' | 'undoing'> | undefined> {
  const inTime = deadlineIn(mostSeconds.save)
  if (!(await isStill(trx, acting, world, changes))) return undefined

  const { consequences, madeManagers } = await changeInBulk(trx, acting, changes, now, (done) => {
    inTime()
    onProgress({ step: 'changing', done, of: changes.length })
  })
  const isToConfirm = changes.some(isWeighty)
  if (isToConfirm && !confirm) throw confirmationOf(consequences)
  const { origin } = acting
  const isWelcomed = origin !== undefined && sendWelcomeEmail
  const heard = (progress: ImportProgress) => {
    inTime()
    onProgress(progress)
  }
  const added = await addAll(trx, acting, adds, { isWelcomed, onProgress: heard }, now)
  await notifyManagers(trx, acting, adds, madeManagers, now)
  if (isWelcomed) {
    await inParts(added, async (some, done) => {
      heard({ step: 'mailing', done, of: added.length })
      await welcomeAdded(trx, some.map(idOf), origin, now)
    })
  }
  onProgress({ step: 'recording', done: 0, of: adds.length + changes.length })
  const { linksThatEnd, linksOfManagersThatEnd, linksOfPromotedThatEnd, passwordsThatEnd } = consequences
  const undoing: UndoingUsers = {
    added: await noteLeft(trx, acting.customerId, added.map(idOf)),
    changed: changes.map(undoneChangeOf),
    lost: {
      passwords: passwordsThatEnd,
      links: linksThatEnd + linksOfManagersThatEnd + linksOfPromotedThatEnd,
    },
  }
  return { added, consequences: isToConfirm ? consequences : undefined, undoing }
}

const idOf = ({ id }: { id: string }) => id

/** Users who make the tables so large that statements are planned as for many. */
const enoughToPlanFor = 500

/** In the order of their usernames, so that two imports into two customers never wait for each other. */
async function addAll(
  trx: Trx,
  { actor, customerId }: Acting,
  adds: readonly PlannedUser[],
  { isWelcomed, onProgress }: { isWelcomed: boolean; onProgress: (progress: ImportProgress) => void },
  now: Date,
): Promise<Imported['added']> {
  const ordered = adds
    .map((one) => ({ one, name: foldUsername(one.user.username) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const added: Imported['added'] = []
  await inParts(ordered, async (some, done) => {
    onProgress({ step: 'adding', done, of: adds.length })
    const users = some.map(({ one: { user, memberships } }) => ({
      user: { ...user, isWelcomed },
      memberships,
    }))
    for (const user of await saveNewUsers(trx, actor, customerId, users, now)) added.push(user)
    if (done < enoughToPlanFor && added.length >= enoughToPlanFor) await forgetPlans(trx)
  })
  return added
}

/**
 * Mails every manager of the customer who has become a manager, in one letter, because an import may create thousands
 * (R27).
 */
async function notifyManagers(
  trx: Trx,
  { actor, customerId }: Acting,
  adds: readonly PlannedUser[],
  madeManagers: readonly string[],
  now: Date,
) {
  const usernames = adds
    .filter(({ memberships }) => memberships.some(({ role }) => managerRoles.includes(role)))
    .map(({ user }) => user.username)
  if (usernames.length > 0)
    await queueManagerNotice(trx, customerId, actor, { kind: 'managers_imported', usernames }, now)
  if (madeManagers.length > 0)
    await queueManagerNotice(trx, customerId, actor, { kind: 'managers_made', usernames: madeManagers }, now)
}

/**
 * What changes affect, found by making them and rolling them back (decision 0015); or why they cannot be made.
 *
 * @returns undefined if what the plan was made from has changed.
 */
async function askOfChanges(
  db: Db,
  acting: Acting,
  world: World,
  changes: readonly PlannedChange[],
  now: Date,
): Promise<BulkConsequences | Pick<Obstacle, 'code'> | undefined> {
  try {
    return await undone(db, async (trx) => {
      await mustBeOnlyPreview(trx, acting.customerId)
      const inTime = deadlineIn(mostSeconds.check)
      if (!(await isStill(trx, acting, world, changes))) return undefined
      return (await changeInBulk(trx, acting, changes, now, inTime)).consequences
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'too_large') return { code: 'too_many_changes' }
    if (error.code === 'last_manager' || error.code === 'too_many_mails') return { code: error.code }
    throw error
  }
}

/** The rows of users of whom some have to be left out, or changed otherwise. */
function linesOf(
  { rows, changes }: ImportPlan,
  { customerId }: Acting,
  { code }: Pick<Obstacle, 'code'>,
): number[] {
  const isMeant = (change: PlannedChange) =>
    code === 'last_manager'
      ? weakensTheTop(change, customerId)
      : code === 'too_many_mails'
        ? promotes(change)
        : isWeighty(change)
  const meant = new Set(changes.filter(isMeant).map(({ user }) => user.id))
  return rows.filter(({ userId }) => meant.has(userId ?? '')).map(({ line }) => line)
}

/**
 * Takes the customer's lock and those of the users who change.
 *
 * @returns whether everything is as it was judged. Names are the database's matter.
 */
async function isStill(
  trx: Trx,
  acting: Acting,
  world: World,
  changes: readonly PlannedChange[],
): Promise<boolean> {
  const { customerId } = acting
  await lockCustomerPolicy(trx, customerId)
  if (!isSame(await currentMemberships(trx, acting), world.held)) return false
  const places = await readPlaces(trx, customerId, [...world.places.keys()])
  if (places.size !== world.places.size) return false
  let isUnchanged = true
  await inSlices(places, ([id, place]: [string, KnownPlace]) => {
    isUnchanged &&= isSame(place, world.places.get(id))
  })
  await inParts(changes, async (some) => {
    if (!isUnchanged) return
    const known = new Map(some.map(({ user }) => [user.id, user]))
    const users = await lockKnownUsers(trx, customerId, [...known.keys()])
    isUnchanged = users.length === known.size
    await inSlices(users, (user: KnownUser) => {
      isUnchanged &&= isSame(user, known.get(user.id))
    })
  })
  return isUnchanged
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * What is said of the usernames of a file: those that are taken, in the file's order, until the customer was told as many
 * as it may be of another customer's. From there on no name is looked at, taken or not (R2). Names of one's own users are
 * no such question.
 */
async function sayTaken(
  db: Db,
  acting: Acting,
  world: World,
  { rows }: ImportTable,
  now: Date,
): Promise<Said> {
  /** Each with the user who wants it, if they exist. */
  const usernames = new Map<string, string | undefined>()
  await inSlices(rows, (row) => {
    const user = userOf(world, acting, row)
    const name = world.after.get(user?.id ?? '')?.username ?? row.cells.username ?? ''
    if (name !== user?.username) usernames.set(lookedUpUsername(name), user?.id)
  })
  if (usernames.size === 0) return new Map()
  const known: ReadonlyMap<string, Looks> = Map.groupBy(world.looks, ({ username }) => username)
  return changeNames(db, async (trx) => {
    await lockCustomerPolicy(trx, acting.customerId)
    const telling = await openTelling(trx, acting, now)
    const said = new Map<string, 'username_taken' | 'not_checked'>()
    const told = new Map<string, { username: string; look: string }>()
    let isSpent = false
    const slices = openSlices()
    for (const [username, ownId] of usernames) {
      await slices.rest()
      const all = (known.get(username) ?? []).filter(
        ({ takenAt, takenBy }) => takenAt !== null && takenBy !== ownId && !givesUpName(world, takenBy),
      )
      const [one] = all
      if (all.some(({ takenAt }) => takenAt === acting.customerId)) said.set(username, 'username_taken')
      else if (one && (telling.isTold(one.look) || told.has(one.look))) said.set(username, 'username_taken')
      else if (isSpent) said.set(username, 'not_checked')
      else if (one && told.size < telling.left) {
        told.set(one.look, one)
        said.set(username, 'username_taken')
      } else if (one) {
        isSpent = true
        said.set(username, 'not_checked')
      }
    }
    await noteTold(trx, acting, telling, [...told.values()], now)
    return said
  })
}

/** @throws {Problem} `changed_meanwhile` */
function mustBeWhatWasSeen(basis: Basis | undefined, version: string) {
  if (basis === undefined || basis === '*') return
  if (basis.some(({ tag, isWeak }) => tag === version && !isWeak)) return
  const detail = 'Users have changed since this file was checked. Check it again.'
  throw new Problem('changed_meanwhile', detail, { version, changes: {} })
}

function confirmationOf(consequences: BulkConsequences): Problem {
  const detail = 'This changes who can sign in, or where. Confirm it.'
  return new Problem('confirmation_required', detail, { consequences: { ...consequences } })
}
