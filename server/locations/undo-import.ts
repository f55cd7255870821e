import { type AuditEvent, recordAll } from '#server/audit/audit.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { LocationType } from '#shared/roles.ts'
import { deleteLocations, isAnyInUse, updateLocations } from './import.queries.ts'
import { readWorld, seen } from './import-locations.ts'
import type { Importing } from './import-tree.ts'
import { lockCustomerPolicy } from './locations.queries.ts'
import { confirmationOf, makeMoves, tryMoves } from './moves.ts'
import { mustBeOnlyPreview } from './preview.ts'
import type { Undoing } from './sealed-undo.ts'
import { faultOfUndo, type UndoFault } from './undo-plan.ts'

/**
 * Undoes an import: all of it or, if something has changed since, nothing. Moving locations back may change how people
 * sign in and who has access, as moving them did, so its consequences have to be confirmed first.
 *
 * @throws {Problem} `not_found`, `forbidden`; `changed_meanwhile` if a location is no longer as the import left it, or
 *   no longer fits where it was (R32), with the locations; `not_empty` if someone uses one that was added;
 *   `confirmation_required` for moves, with what they affect; `mandatory_authentication_is_on` for moves that would
 *   leave it on without a tenant; `unavailable` while another question of this customer is being answered.
 */
export async function undoImport(
  db: Db,
  importing: Importing,
  undoing: Undoing,
  { confirm }: { confirm: boolean },
  now: Date,
): Promise<void> {
  const { actor, customerId } = importing
  const { added, changed, moved } = undoing
  const back = moved.map(({ id, from, to }) => ({ id, from: to, to: from }))
  if (back.length > 0 && !confirm) {
    const consequences = await undone(db, async (trx) => {
      await mustBeOnlyPreview(trx, customerId)
      await mayUndo(trx, importing, undoing)
      return tryMoves(trx, actor, customerId, back, now)
    })
    throw confirmationOf(consequences)
  }
  await db.transaction().execute(async (trx) => {
    await mayUndo(trx, importing, undoing)
    if (back.length > 0) await makeMoves(trx, actor, customerId, back, now)
    await deleteLocations(
      trx,
      customerId,
      added.map(({ id }) => id),
    )
    await updateLocations(
      trx,
      customerId,
      changed.map(({ id, before }) => ({ id, after: before })),
    )
    await recordAll(trx, actor, now, [
      ...changed.map(
        ({ id, before, after }): AuditEvent => ({
          customerId,
          action: 'location.changed',
          detail: seen({ id, before: after, after: before }),
        }),
      ),
      ...added.map(
        ({ id: locationId, parentId, fields: { type, name } }): AuditEvent => ({
          customerId,
          action: 'location.removed',
          detail: { locationId, parentId, type: type as LocationType, name },
        }),
      ),
    ])
  })
}

/** Asks under the customer's lock, which is taken here. @throws {Problem} as `undoImport`. */
async function mayUndo(trx: Trx, importing: Importing, undoing: Undoing): Promise<void> {
  await lockCustomerPolicy(trx, importing.customerId)
  const fault = faultOfUndo(await readWorld(trx, importing), undoing)
  if (fault) throw refusalOf(fault)
  const added = undoing.added.map(({ id }) => id)
  if (await isAnyInUse(trx, added)) throw refusalOf({ code: 'not_empty', ids: [] })
}

/** Locations that one answer names. */
const mostNamed = 20

const details = {
  not_found: 'One of these locations no longer exists, so nothing was undone.',
  forbidden: 'Your permission type does not allow this here, so nothing was undone.',
  changed_meanwhile: 'Locations have changed since this import, so nothing was undone.',
  not_empty: 'A location that was added is in use, so nothing was undone.',
}

function refusalOf({ code, ids }: UndoFault): Problem {
  const errors = Object.fromEntries(ids.slice(0, mostNamed).map((id) => [id, details[code]]))
  const named = ids.length > 0 && code !== 'not_found' && code !== 'forbidden'
  return new Problem(code, details[code], {
    ...(named && { errors }),
    ...(code === 'changed_meanwhile' && { changes: {} }),
  })
}
