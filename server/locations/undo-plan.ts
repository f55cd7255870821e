import { mayBePlacedUnder, mayChangeType } from '#shared/location-tree.ts'
import type { LocationType } from '#shared/roles.ts'
import { type Entered, enteredNames } from './import-plan.ts'
import { seeTree, type World } from './import-tree.ts'
import { flawOfPath } from './path-flaws.ts'
import type { Undoing } from './sealed-undo.ts'
import type { Row } from './tree.queries.ts'

/** Why an import cannot be undone, with the locations that are the reason. */
export type UndoFault = {
  code: 'not_found' | 'forbidden' | 'changed_meanwhile' | 'not_empty'
  ids: string[]
}

/**
 * Judges an undo like any other change: whether the person may make it, whether everything is still as the import left
 * it, and whether the tree that comes of it is one. Others may have changed what is around it since: put a location
 * below itself, for one, or given its location ID to another.
 */
export function faultOfUndo(world: World, { added, changed, moved }: Undoing): UndoFault | undefined {
  const tree = seeTree(world)
  const touched = new Set([...added, ...changed, ...moved].map(({ id }) => id))
  const named = [...touched, ...moved.flatMap(({ from, to }) => [from, to])]
  const missing = named.filter((id) => !tree.find(id))
  if (missing.length > 0) return { code: 'not_found', ids: missing }
  const forbidden = named.filter((id) => !tree.mayChange(id))
  if (forbidden.length > 0) return { code: 'forbidden', ids: forbidden }

  const is = (id: string, fields: Entered) =>
    enteredNames.every((name) => tree.find(id)?.[name] === fields[name])
  const isBelow = (id: string, parentId: string) => tree.find(id)?.parentId === parentId
  const differing = [
    ...changed.filter(({ id, after }) => !is(id, after)),
    ...moved.filter(({ id, to }) => !isBelow(id, to)),
    ...added.filter(({ id, parentId, fields }) => !is(id, fields) || !isBelow(id, parentId)),
  ]
  if (differing.length > 0) return { code: 'changed_meanwhile', ids: differing.map(({ id }) => id) }

  const gone = new Set(added.map(({ id }) => id))
  const back = new Map(moved.map(({ id, from }) => [id, from]))
  const before = new Map(changed.map((one) => [one.id, one.before]))
  const all = new Map(world.locations.map((location) => [location.id, location]))
  const parentOf = (id: string) => back.get(id) ?? all.get(id)?.parentId
  const stays = world.locations.filter(({ id }) => !gone.has(id))
  const stranded = stays.filter(({ id }) => gone.has(parentOf(id) ?? ''))
  if (stranded.length > 0) return { code: 'not_empty', ids: stranded.map((one) => parentOf(one.id) ?? '') }

  const typeOf = (id: string) => (before.get(id) ?? all.get(id))?.type as LocationType
  const codeOf = ({ id, code }: Row) => (before.get(id) ?? { code }).code
  const codes = Map.groupBy(stays, codeOf)
  const isMisplaced = ({ id }: Row) => {
    const parent = parentOf(id)
    if (!parent || !(touched.has(id) || touched.has(parent))) return false
    return !mayBePlacedUnder(typeOf(id), typeOf(parent))
  }
  const spoiled = [
    ...stays.filter(isMisplaced),
    ...moved.filter(({ id }) => flawOfPath(id, parentOf) !== undefined),
    ...changed.filter(
      ({ before, after }) => !mayChangeType(after.type as LocationType, before.type as LocationType),
    ),
    ...changed.filter(({ before: { code } }) => code !== null && codes.get(code)?.length !== 1),
  ]
  return spoiled.length > 0 ? { code: 'changed_meanwhile', ids: spoiled.map(({ id }) => id) } : undefined
}
