import { type Actor, type AuditEvent, recordAll } from '#server/audit/audit.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Basis } from '#server/platform/versions.ts'
import { canSomewhere, type Membership } from '#shared/permissions.ts'
import { findHolder } from './holders.ts'
import { insertLocations, listAllLocations, updateLocations } from './import.queries.ts'
import type { ImportTable } from './import-columns.ts'
import { digestOf, enteredNames, type ImportPlan, planImport, versionOfPlan } from './import-plan.ts'
import type { Importing, World } from './import-tree.ts'
import { lockCustomerPolicy } from './locations.queries.ts'
import { confirmationOf, type MoveConsequences, makeMoves, tryMoves } from './moves.ts'
import { mustBeOnlyPreview } from './preview.ts'
import type { Undoing } from './sealed-undo.ts'

export type ImportWish = {
  dryRun: boolean
  /** Where new locations are that name no parent. */
  under?: string | undefined
  /** The version of the plan that the person looked at. */
  basis?: Basis | undefined
  /** Makes moves that were answered with their consequences. */
  confirm?: boolean
}

export type Imported = {
  plan: ImportPlan
  version: string
  /** Of the moves in it; undefined if there are none. */
  consequences: MoveConsequences | undefined
  isSaved: boolean
  /** What undoes it; undefined if nothing was saved. */
  undoing: Undoing | undefined
}

/** How often what was judged may turn out to have changed before the lock was there. */
const mostTries = 5

/**
 * Adds, changes and moves the locations of a table: all of them or, if a single row is faulty, none. Everything is judged
 * before the customer's lock is taken, so that their sign-ins wait only while it is written. Under the lock it is looked at
 * again, and judged again if it has changed.
 *
 * @throws {Problem} `forbidden` for people who may change no location; `changed_meanwhile` if saving it would do
 *   something else than what the person looked at (R32); `confirmation_required` for moves, with what they affect;
 *   `mandatory_authentication_is_on` for moves that would leave it on without a tenant; `unavailable` for a question about
 *   moves while another one of this customer is being answered.
 */
export async function importLocations(
  db: Db,
  importing: Importing,
  table: ImportTable,
  wish: ImportWish,
  now: Date,
): Promise<Imported> {
  for (let left = mostTries; left > 0; left -= 1) {
    const world = await readWorld(db, importing)
    const plan = planImport(world, table, wish.under)
    const ofPlan = versionOfPlan(plan)
    const isFaulty = plan.rows.some(({ outcome }) => outcome === 'faulty')
    const nothing = { plan, version: ofPlan, consequences: undefined, isSaved: false, undoing: undefined }
    // It is still the same plan under the lock, or it is judged again.
    if (!isFaulty) mustBeWhatWasSeen(wish.basis, ofPlan, (tag) => tag.split('.', 1)[0] === ofPlan)
    if (isFaulty || (wish.dryRun && plan.moves.length === 0)) return nothing
    if (wish.dryRun) {
      const consequences = await undone(db, (trx) => askOfMoves(trx, importing, world, plan, now))
      if (consequences) return { ...nothing, consequences, version: versionWith(ofPlan, consequences) }
      continue
    }
    const saved = await db.transaction().execute(async (trx) => {
      const done = await save(trx, importing, world, plan, now)
      if (done?.consequences && !wish.confirm) throw confirmationOf(done.consequences)
      const version = versionWith(ofPlan, done?.consequences)
      if (done?.consequences) mustBeWhatWasSeen(wish.basis, version, (tag) => tag === version)
      return done && { ...done, version }
    })
    if (saved) return { plan, isSaved: true, ...saved }
  }
  throw new Problem('unavailable', 'Your locations keep changing. Try again.', { retryAfterSeconds: 5 })
}

/**
 * Writes a plan, under the customer's lock.
 *
 * @returns undefined if what it was made from has changed.
 */
async function save(
  trx: Trx,
  importing: Importing,
  world: World,
  { adds, changes, moves }: ImportPlan,
  now: Date,
): Promise<{ undoing: Undoing; consequences: MoveConsequences | undefined } | undefined> {
  const { actor, customerId } = importing
  if (!(await isStill(trx, importing, world))) return undefined

  const idOf = withNewIds(adds)
  const added = adds.map(({ key, parent, fields }) => ({ ...fields, id: idOf(key), parentId: idOf(parent) }))
  await insertLocations(trx, customerId, added, now)
  await updateLocations(trx, customerId, changes)
  await recordAll(trx, actor, now, [
    ...added.map(
      ({ id: locationId, parentId, type, name }): AuditEvent => ({
        customerId,
        action: 'location.added',
        detail: { locationId, parentId, type, name },
      }),
    ),
    ...changes.map(
      (change): AuditEvent => ({ customerId, action: 'location.changed', detail: seen(change) }),
    ),
  ])
  const moved = moves.map(({ id, from, to }) => ({ id, from, to: idOf(to) }))
  const consequences = moved.length > 0 ? await makeMoves(trx, actor, customerId, moved, now) : undefined
  const undone = adds.map(({ key, parent, fields }) => ({ id: idOf(key), parentId: idOf(parent), fields }))
  return { undoing: { added: undone, changed: changes, moved }, consequences }
}

/**
 * What the moves of a plan affect. They are made, and nothing else of the plan but the new locations that something is moved
 * below: the customer's sign-ins wait meanwhile. The caller rolls it back.
 *
 * @returns undefined if what it was made from has changed.
 */
async function askOfMoves(
  trx: Trx,
  importing: Importing,
  world: World,
  { adds, moves }: ImportPlan,
  now: Date,
): Promise<MoveConsequences | undefined> {
  const { actor, customerId } = importing
  await mustBeOnlyPreview(trx, customerId)
  if (!(await isStill(trx, importing, world))) return undefined

  const above = new Set(moves.map(({ to }) => to))
  for (const { key, parent } of adds.toReversed()) if (above.has(key)) above.add(parent)
  const needed = adds.filter(({ key }) => above.has(key))
  const idOf = withNewIds(needed)
  const added = needed.map(({ key, parent, fields }) => ({
    ...fields,
    id: idOf(key),
    parentId: idOf(parent),
  }))
  await insertLocations(trx, customerId, added, now)
  const moved = moves.map(({ id, from, to }) => ({ id, from, to: idOf(to) }))
  return tryMoves(trx, actor, customerId, moved, now)
}

/** Takes the customer's lock. @returns whether everything is as it was judged. */
async function isStill(trx: Trx, importing: Importing, world: World): Promise<boolean> {
  await lockCustomerPolicy(trx, importing.customerId)
  return JSON.stringify(await readWorld(trx, importing)) === JSON.stringify(world)
}

function withNewIds(adds: ImportPlan['adds']): (key: string) => string {
  const ids = new Map(adds.map(({ key }) => [key, newOrderedId()]))
  return (key) => ids.get(key) ?? key
}

/** What the audit trail keeps of a change: the fields that differ. */
export function seen({ id, before, after }: ImportPlan['changes'][number]) {
  const changed = enteredNames.filter((name) => before[name] !== after[name])
  const of = (fields: typeof before) => Object.fromEntries(changed.map((name) => [name, fields[name]]))
  return { locationId: id, before: of(before), after: of(after) }
}

/** @throws {Problem} `forbidden` */
export async function readWorld(db: Db | Trx, { actor, customerId }: Importing): Promise<World> {
  const memberships = await heldNow(db, actor, customerId)
  if (!canSomewhere(memberships, 'location.change'))
    throw new Problem('forbidden', 'Your permission type does not allow this here.')
  return { locations: await listAllLocations(db, customerId), memberships }
}

async function heldNow(db: Db | Trx, actor: Actor, customerId: string): Promise<readonly Membership[]> {
  const holder = await findHolder(db, actor)
  return holder?.enabled && holder.customerId === customerId ? holder.memberships : []
}

/** @throws {Problem} `changed_meanwhile` */
function mustBeWhatWasSeen(basis: Basis | undefined, version: string, isIt: (tag: string) => boolean) {
  if (basis === undefined || basis === '*') return
  if (basis.some(({ tag, isWeak }) => isIt(tag) && !isWeak)) return
  const detail = 'Locations have changed since this file was checked. Check it again.'
  throw new Problem('changed_meanwhile', detail, { version, changes: {} })
}

/**
 * The version of a plan together with what its moves affect, which is what a person confirms. How many sessions end is no
 * part of it: they begin and end all day, and whose they are is counted by the others.
 */
function versionWith(ofPlan: string, consequences: MoveConsequences | undefined): string {
  if (!consequences) return ofPlan
  const { sessionsThatEnd: _, ...people } = consequences
  return `${ofPlan}.${digestOf(people)}`
}
