import { isTypedGuid } from '#shared/shapes.ts'
import { type ImportRow, typeNamed } from './import-columns.ts'
import { type SeenTree, sameName } from './import-tree.ts'
import type { Row } from './tree.queries.ts'

/** A location of the tree as it will be: the ID of one that exists, or a row of the file that will become one. */
export type Key = string

const keyOfRow = (index: number): Key => `row ${index}`

export type Placed = {
  /** The location that a row is about; undefined for a new one. */
  location: Row | undefined
  key: Key
  /** What it is below; undefined if that is not known, null for the top of the customer. */
  parent: Key | null | undefined
  fault?: {
    column: 'id' | 'name' | 'parent'
    fault:
      | 'no_such_location'
      | 'several_of_this_name'
      | 'no_such_parent'
      | 'several_parents'
      | 'missing'
      | 'is_the_top'
  }
}

/** More locations of one name than this are several, however many there are. */
const enough = 50

/** Rows that are below one another, each known by the next. A tree that is deeper is refused (`mostLevels`). */
const deepest = 60

/**
 * Says of every row which location it is about, and what that is below. A location is known by its TMAS ID, else by its
 * location ID, else by its name among those below the same parent. A parent may be another row, wherever it is in the file.
 *
 * @param under where a new location is that names no parent.
 */
export function placeRows(tree: SeenTree, rows: readonly ImportRow[], under: string | undefined): Placed[] {
  const placed: (Placed | 'underway' | undefined)[] = rows.map(() => undefined)
  const rowsNamed = Map.groupBy(rows.keys(), (index) => sameName(rows[index]?.cells.name ?? ''))
  const rowsCoded = Map.groupBy(rows.keys(), (index) => rows[index]?.cells.code ?? '')
  const located = rows.map(({ cells: { id = '', code = '' } }) =>
    id ? tree.find(id.toLowerCase()) : code ? tree.withCode(code) : undefined,
  )
  const claimed = new Set(located.flatMap((location) => (location ? [location.id] : [])))
  const renamed = new Map(located.flatMap((one, index) => (one ? [[one.id, index]] : [])))

  let depth = 0
  const place = (index: number): Placed => {
    const known = placed[index]
    if (known && known !== 'underway') return known
    const location = located[index]
    // A circle is found when the tree that comes of all this is judged.
    if (known === 'underway' || depth === deepest)
      return { location, key: location?.id ?? keyOfRow(index), parent: undefined }
    placed[index] = 'underway'
    depth += 1
    const now = settle(index)
    depth -= 1
    placed[index] = now
    return now
  }

  const settle = (index: number): Placed => {
    const { id = '', parent: text = '', name = '', code = '' } = rows[index]?.cells ?? {}
    const location = located[index]
    const key = location?.id ?? keyOfRow(index)
    if (id !== '' && !location)
      return { location, key, parent: undefined, fault: { column: 'id', fault: 'no_such_location' } }
    if (text === '') {
      if (location) return { location, key, parent: location.parentId }
      if (under === undefined)
        return { location, key, parent: undefined, fault: { column: 'parent', fault: 'missing' } }
      return known(index, under, name, code)
    }
    const found = parentsNamed(text, index)
    if (location && found.includes(location.parentId ?? ''))
      return { location, key, parent: location.parentId }
    if (location?.parentId === null)
      return { location, key, parent: null, fault: { column: 'parent', fault: 'is_the_top' } }
    const [parent] = found
    if (parent === undefined)
      return { location, key, parent, fault: { column: 'parent', fault: 'no_such_parent' } }
    if (found.length > 1)
      return { location, key, parent: undefined, fault: { column: 'parent', fault: 'several_parents' } }
    return location ? { location, key, parent } : known(index, parent, name, code)
  }

  /** A row that names its location by nothing but its name and its parent. */
  const known = (index: number, parent: Key, name: string, code: string): Placed => {
    const key = keyOfRow(index)
    const same = tree
      .namedBelow(parent, name)
      .filter((one) => !claimed.has(one.id) && (code === '' || one.code === null))
    if (same.length > 1)
      return { location: undefined, key, parent, fault: { column: 'name', fault: 'several_of_this_name' } }
    const [location] = same
    if (location) renamed.set(location.id, index)
    return { location, key: location?.id ?? key, parent }
  }

  /** What a text in the column of the parent can mean: an ID, a location ID, a name, or a path. */
  const parentsNamed = (text: string, self: number): Key[] => {
    if (isTypedGuid(text)) return tree.find(text.toLowerCase()) ? [text.toLowerCase()] : []
    const steps = text.split(/[›>]/).map(sameName).filter(Boolean)
    const found = new Set<Key>()
    const coded = tree.withCode(text)
    if (coded) found.add(coded.id)
    for (const index of (rowsCoded.get(text) ?? []).slice(0, enough))
      if (index !== self) found.add(place(index).key)
    for (const key of onPath([sameName(text)], self)) found.add(key)
    if (steps.length > 1) for (const key of onPath(steps, self)) found.add(key)
    if (found.size === 0 && text.includes('/'))
      for (const key of onPath(text.split('/').map(sameName).filter(Boolean), self)) found.add(key)
    if (found.size <= 1) return [...found]
    // Stores have nothing below them, and are often called like the region that they are in.
    const groups = [...found].filter((key) => typeOf(key) !== 'store')
    const whole = groups.filter((key) => isWholePath(key, steps))
    return whole.length === 1 ? whole : groups.length > 0 ? groups : [...found]
  }

  const onPath = (steps: readonly string[], self: number): Key[] => {
    const last = steps.at(-1)
    if (!last) return []
    const keys = new Set(
      tree
        .named(last)
        .slice(0, enough)
        .map(({ id }) => id),
    )
    for (const index of (rowsNamed.get(last) ?? []).slice(0, enough))
      if (index !== self) keys.add(place(index).key)
    return [...keys].filter((key) => climbs(key, steps) !== false)
  }

  /** What is above the path that leads to this location, or false if another leads to it. */
  const climbs = (key: Key, steps: readonly string[]): Key | null | undefined | false => {
    let at: Key | null | undefined = key
    for (const step of steps.toReversed()) {
      if (at === null || at === undefined || !namesOf(at).includes(step)) return false
      at = above(at)
    }
    return at
  }

  const isWholePath = (key: Key, steps: readonly string[]) => {
    const top = climbs(key, steps)
    return top === null || (typeof top === 'string' && !isRow(top) && !tree.find(top))
  }

  /** A location is known by its name of now, and by the one that the file gives it. */
  const namesOf = (key: Key): string[] => {
    const index = isRow(key) ? indexOf(key) : renamed.get(key)
    return [tree.find(key)?.name, index === undefined ? undefined : rows[index]?.cells.name].flatMap(
      (name) => (name ? [sameName(name)] : []),
    )
  }

  const above = (key: Key) => (isRow(key) ? place(indexOf(key)).parent : tree.find(key)?.parentId)

  const typeOf = (key: Key) =>
    isRow(key) ? (typeNamed(rows[indexOf(key)]?.cells.type ?? '') ?? 'store') : tree.find(key)?.type

  return rows.map((_, index) => place(index))
}

export const isRow = (key: Key) => key.startsWith('row ')

export const indexOf = (key: Key) => Number(key.slice('row '.length))
