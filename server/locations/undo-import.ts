import { type AuditEvent, recordAll } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { LocationType } from '#shared/roles.ts'
import { deleteLocations, isAnyInUse, updateLocations } from './import.queries.ts'
import { type Importing, readWorld, seen } from './import-locations.ts'
import { type Entered, enteredNames, type ImportPlan } from './import-plan.ts'
import { seeTree } from './import-tree.ts'
import { lockCustomerPolicy } from './locations.queries.ts'
import { type Move, makeMoves } from './moves.ts'
import type { Row } from './tree.queries.ts'

/** What an import has done, as its answer says it: enough to take it back. */
export type Undoing = {
  added: readonly string[]
  changed: ImportPlan['changes']
  moved: readonly Move[]
}

/**
 * Takes an import back: all of it or, if something has changed since, nothing. What is sent is trusted no more than any
 * other change: it is asked whether the person may make it.
 *
 * @throws {Problem} `not_found`, `forbidden`; `changed_meanwhile` if a location is no longer as the import left it;
 *   `not_empty` if someone uses one that was added.
 */
export async function undoImport(
  db: Db,
  importing: Importing,
  { added, changed, moved }: Undoing,
  now: Date,
): Promise<void> {
  const { actor, customerId } = importing
  await db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, customerId)
    const world = await readWorld(trx, importing)
    const tree = seeTree(world)
    const take = (id: string) => {
      const location = tree.find(id)
      if (!location) throw new Problem('not_found', 'One of these locations no longer exists.')
      if (!tree.mayChange(id))
        throw new Problem('forbidden', 'Your permission type does not allow this here.')
      return location
    }
    for (const { id, after } of changed) if (!isAs(take(id), after)) throw changedSince()
    for (const { id, from, to } of moved) {
      if (take(id).parentId !== to || take(from).type === 'store') throw changedSince()
      take(to)
    }
    const gone = new Set(added)
    const goesBack = new Set(moved.map(({ id }) => id))
    const removed = added.map(take)
    for (const { id, parentId } of removed) {
      if (parentId === null) throw new Problem('forbidden', 'The top of a customer is not removed here.')
      const stays = tree.below(id).filter((one) => !gone.has(one.id) && !goesBack.has(one.id))
      if (stays.length > 0) throw notEmpty()
    }
    if (await isAnyInUse(trx, added)) throw notEmpty()

    await updateLocations(
      trx,
      customerId,
      changed.map(({ id, before }) => ({ id, after: before })),
    )
    if (moved.length > 0) {
      const back = moved.map(({ id, from, to }) => ({ id, from: to, to: from }))
      await makeMoves(trx, actor, customerId, back, now)
    }
    await deleteLocations(trx, customerId, added)
    await recordAll(trx, actor, now, [
      ...changed.map(
        ({ id, before, after }): AuditEvent => ({
          customerId,
          action: 'location.changed',
          detail: seen({ id, before: after, after: before }),
        }),
      ),
      ...removed.map(
        ({ id: locationId, parentId, type, name }): AuditEvent => ({
          customerId,
          action: 'location.removed',
          detail: { locationId, parentId: parentId ?? '', type: type as LocationType, name },
        }),
      ),
    ])
  })
}

function isAs(location: Row, after: Entered): boolean {
  return enteredNames.every((name) => location[name] === after[name])
}

function changedSince() {
  return new Problem(
    'changed_meanwhile',
    'A location is no longer as the import left it, so nothing was taken back.',
    { changes: {} },
  )
}

function notEmpty() {
  return new Problem('not_empty', 'A location that was added is in use, so nothing was taken back.')
}
