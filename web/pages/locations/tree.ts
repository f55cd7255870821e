import { mayBePlacedUnder } from '#shared/location-tree.ts'
import type { LocationType } from '#shared/roles.ts'

export type Node = {
  id: string
  parentId: string | null
  type: LocationType
  name: string
  code: string | null
}

/** What the signed-in user may do, and where: there and on everything below it. The server has the last word. */
export type Right = {
  locationId: string
  actions: readonly ('location.change' | 'settings.change' | 'consent-kit.send')[]
}

export type Tree = {
  byId: ReadonlyMap<string, Node>
  /** The locations below a location, by name; under `top`, those without a visible parent. */
  children: ReadonlyMap<string, readonly Node[]>
  rights: readonly Right[]
}

export const top = 'top'

/** A line of the tree as it is shown. */
export type TreeRow = {
  node: Node
  /** From 1, as screen readers count. */
  level: number
  position: number
  siblings: number
  /** Undefined if nothing is below it. */
  isOpen: boolean | undefined
}

export function buildTree(nodes: readonly Node[], rights: readonly Right[]): Tree {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const byName = new Intl.Collator(undefined, { numeric: true }).compare
  const sorted = [...nodes].sort((a, b) => byName(a.name, b.name))
  const children = Map.groupBy(sorted, ({ parentId }) => (parentId && byId.has(parentId) ? parentId : top))
  return { byId, children, rights }
}

/** A location and those above it, from the inside out. */
export function pathOf({ byId }: Tree, id: string): Node[] {
  const node = byId.get(id)
  return node ? [node, ...(node.parentId ? pathOf({ byId } as Tree, node.parentId) : [])] : []
}

export function mayDo(tree: Tree, action: Right['actions'][number], id: string): boolean {
  const place = new Set(pathOf(tree, id).map((node) => node.id))
  return tree.rights.some(({ locationId, actions }) => actions.includes(action) && place.has(locationId))
}

/** Whether the reader may add locations anywhere. */
export function mayAddLocations({ rights }: Tree): boolean {
  return rights.some(({ actions }) => actions.includes('location.change'))
}

/** Whether a location may be moved at all: what leaves a branch is taken from it. */
export function mayMove(tree: Tree, { id, parentId }: Node): boolean {
  return parentId !== null && mayDo(tree, 'location.change', id) && mayDo(tree, 'location.change', parentId)
}

/** Where a location may be moved: wherever it is allowed, except where it is and below itself. */
export function listTargets(tree: Tree, moved: Node): Node[] {
  return [...tree.byId.values()].filter(
    (node) =>
      node.id !== moved.parentId &&
      mayBePlacedUnder(moved.type, node.type) &&
      !pathOf(tree, node.id).some(({ id }) => id === moved.id) &&
      mayDo(tree, 'location.change', node.id),
  )
}

/** The lines that are shown: those of open branches or, with a search, those that match and what is above them. */
export function rowsOf(tree: Tree, open: ReadonlySet<string>, search: string): TreeRow[] {
  const shown = search === '' ? undefined : found(tree, search)
  const rows: TreeRow[] = []
  const add = (parent: string, level: number) => {
    const nodes = (tree.children.get(parent) ?? []).filter(({ id }) => !shown || shown.has(id))
    for (const [index, node] of nodes.entries()) {
      const hasChildren = tree.children.has(node.id)
      const isOpen = hasChildren ? (shown ? true : open.has(node.id)) : undefined
      rows.push({ node, level, position: index + 1, siblings: nodes.length, isOpen })
      if (isOpen) add(node.id, level + 1)
    }
  }
  add(top, 1)
  return rows
}

function found(tree: Tree, search: string): ReadonlySet<string> {
  const words = fold(search).split(/\s+/).filter(Boolean)
  const shown = new Set<string>()
  for (const node of tree.byId.values()) {
    const text = fold(`${node.name} ${node.code ?? ''}`)
    if (words.every((word) => text.includes(word))) for (const { id } of pathOf(tree, node.id)) shown.add(id)
  }
  return shown
}

/** For finding, not for deciding: “quebec” finds Québec. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** What a key does in the tree: go to a line, or open or close a branch. */
export type Step = { goTo: number } | { toggle: string } | undefined

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ */
export function stepOf(key: string, rows: readonly TreeRow[], at: number): Step {
  const row = rows[at]
  if (!row) return rows.length > 0 ? { goTo: 0 } : undefined
  const last = rows.length - 1
  switch (key) {
    case 'ArrowDown':
      return { goTo: Math.min(at + 1, last) }
    case 'ArrowUp':
      return { goTo: Math.max(at - 1, 0) }
    case 'Home':
      return { goTo: 0 }
    case 'End':
      return { goTo: last }
    case 'PageDown':
      return { goTo: Math.min(at + 10, last) }
    case 'PageUp':
      return { goTo: Math.max(at - 10, 0) }
    case 'ArrowRight':
      if (row.isOpen === undefined) return undefined
      return row.isOpen ? { goTo: Math.min(at + 1, last) } : { toggle: row.node.id }
    case 'ArrowLeft': {
      if (row.isOpen) return { toggle: row.node.id }
      const parent = rows.findLastIndex((other, index) => index < at && other.level < row.level)
      return parent < 0 ? undefined : { goTo: parent }
    }
    default:
      return undefined
  }
}
