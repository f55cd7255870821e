import type { Actor } from '#server/audit/audit.ts'
import { can, canSomewhere, type Membership } from '#shared/permissions.ts'
import type { Row } from './tree.queries.ts'

/** Who imports, and where. */
export type Importing = { actor: Actor; customerId: string }

/** Everything that an import is judged by: the customer's locations, and what the acting person holds. */
export type World = {
  locations: readonly Row[]
  memberships: readonly Membership[]
}

/** The tree of a customer as one person sees it. */
export type SeenTree = {
  /** The location with this ID, if it is within their reach. */
  find(id: string): Row | undefined
  withCode(code: string): Row | undefined
  /** The codes of all locations of the customer, also of those out of reach. */
  allCodes: ReadonlyMap<string, string>
  named(name: string): readonly Row[]
  below(id: string): readonly Row[]
  /** Those directly below a location that have this name. */
  namedBelow(id: string, name: string): readonly Row[]
  /** The outermost locations within reach. */
  tops(): readonly Row[]
  mayChange(id: string): boolean
}

/** Names that mean the same: people do not type them as carefully as IDs. */
export function sameName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export function seeTree({ locations, memberships }: World): SeenTree {
  const all = new Map(locations.map((location) => [location.id, location]))
  const children = Map.groupBy(locations, ({ parentId }) => parentId ?? '')
  const reach = (held: readonly Membership[]) => {
    const reached = new Set<string>()
    const open = held.map(({ locationId }) => locationId)
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (reached.has(id) || !all.has(id)) continue
      reached.add(id)
      for (const child of children.get(id) ?? []) open.push(child.id)
    }
    return reached
  }
  const seen = reach(memberships.filter((one) => can([one], 'location.read', [one.locationId])))
  const changed = reach(memberships.filter((one) => canSomewhere([one], 'location.change')))
  const visible = locations.filter(({ id }) => seen.has(id))
  const byCode = new Map(visible.flatMap((one) => (one.code === null ? [] : [[one.code, one]])))
  const byName = Map.groupBy(visible, ({ name }) => sameName(name))
  const byParent = new Map<string, Map<string, Row[]>>()
  const childrenByName = (id: string) => {
    const known = byParent.get(id)
    if (known) return known
    const named = Map.groupBy(children.get(id) ?? [], ({ name }) => sameName(name))
    byParent.set(id, named)
    return named
  }
  const find = (id: string) => (seen.has(id) ? all.get(id) : undefined)
  return {
    find,
    withCode: (code) => byCode.get(code),
    allCodes: new Map(locations.flatMap(({ id, code }) => (code === null ? [] : [[code, id]]))),
    named: (name) => byName.get(sameName(name)) ?? [],
    below: (id) => children.get(id) ?? [],
    namedBelow: (id, name) => childrenByName(id).get(sameName(name)) ?? [],
    tops: () => visible.filter(({ parentId }) => parentId === null || !seen.has(parentId)),
    mayChange: (id) => changed.has(id),
  }
}
