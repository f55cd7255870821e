import { type Actor, type AuditEvent, recordAll } from '#server/audit/audit.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Basis } from '#server/platform/versions.ts'
import { canSomewhere, type Membership } from '#shared/permissions.ts'
import { findHolder } from './holders.ts'
import { insertLocations, listAllLocations, updateLocations } from './import.queries.ts'
import type { ImportTable } from './import-columns.ts'
import { enteredNames, type ImportPlan, planImport, versionOfPlan } from './import-plan.ts'
import type { World } from './import-tree.ts'
import { lockCustomerPolicy } from './locations.queries.ts'
import { type MoveConsequences, makeMoves } from './moves.ts'

/** Who imports, and where. */
export type Importing = { actor: Actor; customerId: string }

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
  /** The IDs of those that were added, by their keys in the plan. */
  ids: ReadonlyMap<string, string>
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
 *   `mandatory_authentication_is_on` for moves that would leave it on without a tenant.
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
    const version = versionOfPlan(plan)
    const isFaulty = plan.rows.some(({ outcome }) => outcome === 'faulty')
    const nothing = { plan, version, consequences: undefined, isSaved: false, ids: new Map() }
    if (!isFaulty) mustBeWhatWasSeen(wish.basis, version)
    if (isFaulty || (wish.dryRun && plan.moves.length === 0)) return nothing
    if (wish.dryRun) {
      const saved = await undone(db, (trx) => save(trx, importing, world, plan, now))
      if (saved) return { ...nothing, consequences: saved.consequences }
      continue
    }
    const saved = await db.transaction().execute(async (trx) => {
      const done = await save(trx, importing, world, plan, now)
      if (done?.consequences && !wish.confirm) throw confirmationRequired(done.consequences)
      return done
    })
    if (saved) return { plan, version, isSaved: true, ...saved }
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
): Promise<{ ids: Map<string, string>; consequences: MoveConsequences | undefined } | undefined> {
  const { actor, customerId } = importing
  await lockCustomerPolicy(trx, customerId)
  const current = await readWorld(trx, importing)
  if (JSON.stringify(current) !== JSON.stringify(world)) return undefined

  const ids = new Map(adds.map(({ key }) => [key, newOrderedId()]))
  const idOf = (key: string) => ids.get(key) ?? key
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
  return { ids, consequences }
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
function mustBeWhatWasSeen(basis: Basis | undefined, version: string) {
  if (basis === undefined || basis === '*') return
  if (basis.some(({ tag, isWeak }) => tag === version && !isWeak)) return
  throw new Problem(
    'changed_meanwhile',
    'Saving this file would do something else than what was checked, because locations have changed since. Check it again.',
    { version, changes: {} },
  )
}

function confirmationRequired(consequences: MoveConsequences) {
  return new Problem('confirmation_required', 'This moves people between doors and managers. Confirm it.', {
    consequences: { ...consequences },
  })
}
