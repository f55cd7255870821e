import { createHash } from 'node:crypto'
import { isFormula } from '#server/sheets/csv.ts'
import { isDamaged, isShortened } from '#server/sheets/sheet-columns.ts'
import type { LocationColumn, LocationFault, LocationRowFaults } from '#shared/location-columns.ts'
import { mayBePlacedUnder, mayChangeType } from '#shared/location-tree.ts'
import type { LocationType } from '#shared/roles.ts'
import { type ImportTable, typeNamed } from './import-columns.ts'
import { indexOf, isRow, type Key, type Placed, placeRows } from './import-places.ts'
import { sameName, seeTree, type World } from './import-tree.ts'
import { type TextOfLocation, texts, textsOfLocation } from './location-fields.ts'
import { flawOfPath, mostLevels } from './path-flaws.ts'
import type { Row } from './tree.queries.ts'

/** What can be entered about a location: its texts and its type. */
export type Entered = Pick<Row, 'type' | TextOfLocation>

export const enteredNames = ['type', ...textsOfLocation] as const

/** A field of a location as it is, and as the file wants it. */
export type Difference = { column: LocationColumn; before: string | null; after: string | null }

/** What an import would do with one row of the file. */
export type JudgedRow = {
  line: number
  cells: Partial<Record<LocationColumn, string>>
  locationId: string | null
  outcome: 'add' | 'change' | 'same' | 'faulty'
  /** The names from the outermost location down to the parent. */
  path: string[]
  differences: Difference[]
  faults: LocationRowFaults
  /** Of what is twice in the file: the line of another row that says it. */
  otherLine: number | null
  /** Of a new location: the location ID of another one with this name below the same parent. */
  namesakeCode: string | null
}

/** A change of the tree: what a file wants, and TMAS does not have yet. */
export type ImportPlan = {
  rows: JudgedRow[]
  /** Parents before what is below them. */
  adds: { key: Key; parent: Key; fields: Entered }[]
  changes: { id: string; before: Entered; after: Entered }[]
  moves: { id: string; from: string; to: Key }[]
}

/**
 * Judges every row of a table, and says what saving it would change: the same for a check and for the import itself.
 *
 * @param under where new locations are that name no parent.
 */
export function planImport(world: World, table: ImportTable, under?: string): ImportPlan {
  const tree = seeTree(world)
  const placed = placeRows(tree, table.rows, under)
  const wanted = table.rows.map(({ cells }, index) => wantedOf(cells, placed[index]?.location))
  const indexes = new Map(placed.map(({ key }, index) => [key, index]))

  const parentOf = (key: Key): Key | null | undefined => {
    const index = isRow(key) ? indexOf(key) : indexes.get(key)
    return index === undefined ? tree.find(key)?.parentId : placed[index]?.parent
  }
  const fieldsOf = (key: Key): Entered | undefined => {
    const index = indexes.get(key)
    return index === undefined ? tree.find(key) : wanted[index]
  }
  const mayChange = (key: Key | null | undefined): boolean => {
    let at = key
    for (let left = mostLevels; at && left > 0; at = parentOf(at), left -= 1)
      if (!isRow(at)) return tree.mayChange(at)
    // Below a row that has no place yet, it is that row which has to be corrected. Until then, nothing is saved.
    return !at
  }

  const parents = new Set(placed.map(({ parent }) => parent))
  const codes = codesAfter(tree.allCodes, placed, wanted)
  const twice = twinsOf(placed, wanted)
  const rows = table.rows.map(({ line, cells, fault }, index): JudgedRow => {
    const { location, key, parent, fault: misplaced } = placed[index] as Placed
    const after = wanted[index] as Entered
    const faults: LocationRowFaults = {}
    const say = (column: LocationColumn | 'row', what: LocationFault | undefined) => {
      if (what) faults[column] ??= what
    }
    const differences = differencesOf(location, after, parent, (id) => pathNames(id).join(' › '))
    const differs = new Set(differences.map(({ column }) => column))
    if (fault) say('row', fault)
    if (misplaced) say(misplaced.column, misplaced.fault)
    for (const column of textsOfLocation)
      if (!location || differs.has(column)) say(column, flawIn(column, after[column]))
    const { type = '' } = cells
    if (type !== '' && !typeNamed(type)) say('type', 'not_a_type')
    else if (location && !mayChangeType(location.type, after.type)) say('type', 'stays_a_chain')
    const twins = twice.get(identityOf(key, after, parent)) ?? []
    if (twins.length > 1) say('row', 'twice_in_file')
    const holders = codes.get(after.code ?? '')
    if (after.code !== null && !faults.id && holders?.keys.size !== 1)
      say('code', tree.allCodes.has(after.code) || !holders?.areNew ? 'code_taken' : 'twice_in_file')
    const other = [...twins, ...indexesOf(holders, key)].find((one) => one !== index)
    const namesakeCode = location || !parent ? null : namesakeOf(parent, after)
    if (namesakeCode !== null && almost(namesakeCode) === almost(after.code ?? '')) say('code', 'code_almost')

    const isMoved = location ? differs.has('parent') : true
    const parentType = parent ? fieldsOf(parent)?.type : undefined
    if (parentType && (isMoved || differs.has('type')) && !mayBePlacedUnder(after.type, parentType))
      say('parent', 'not_under_that')
    if (location && after.type === 'store' && differs.has('type') && hasOthersBelow(location.id))
      say('type', 'has_others_below')
    if (parent && isMoved) say('parent', flawOfPath(key, parentOf))
    // What differs in nothing needs no permission, so that a whole export can be imported again.
    const ends = location
      ? [...(differences.length > 0 ? [location.id] : []), ...(isMoved ? [location.parentId, parent] : [])]
      : [parent]
    if (ends.some((end) => end && !faults.parent && !mayChange(end))) say('row', 'beyond_your_branch')

    const isFaulty = Object.keys(faults).length > 0
    const outcome = isFaulty ? 'faulty' : !location ? 'add' : differences.length > 0 ? 'change' : 'same'
    const path = parent ? pathNames(parent) : []
    const otherLine = other === undefined ? null : (table.rows[other]?.line ?? null)
    const locationId = location?.id ?? null
    return { line, cells, locationId, outcome, path, differences, faults, otherLine, namesakeCode }
  })

  return { rows, ...operationsOf(rows, placed, wanted, parentOf) }

  function pathNames(id: Key): string[] {
    const names: string[] = []
    let at: Key | null | undefined = id
    for (let left = mostLevels; at && left > 0; at = parentOf(at), left -= 1) {
      const name = fieldsOf(at)?.name
      if (name) names.unshift(name)
    }
    return names
  }

  /** The location ID of one that has this name below the same parent, and that the file says nothing of. */
  function namesakeOf(parent: Key, { name, code }: Entered): string | null {
    const codes = tree
      .namedBelow(parent, name)
      .flatMap((one) => (one.code !== null && !indexes.has(one.id) ? [one.code] : []))
    return codes.find((one) => almost(one) === almost(code ?? '')) ?? codes[0] ?? null
  }

  /** Rows that want the same location ID, as far as it takes to name another one. */
  function indexesOf(holders: Holders | undefined, key: Key): number[] {
    for (const one of holders?.keys ?? [])
      if (one !== key && indexes.has(one)) return [indexes.get(one) as number]
    return []
  }

  function hasOthersBelow(id: string): boolean {
    const stay = tree.below(id).some((one) => (parentOf(one.id) ?? one.parentId) === id)
    return stay || parents.has(id)
  }
}

/** A short digest of what a plan changes: the version on which an import is based that was looked at first (R32). */
export function versionOfPlan({ adds, changes, moves }: ImportPlan): string {
  return digestOf([adds, changes, moves])
}

export function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 32)
}

/** What a row wants its location to be. A column that the file does not have leaves what is there. */
function wantedOf(cells: Partial<Record<LocationColumn, string>>, location: Row | undefined): Entered {
  const text = (column: TextOfLocation) =>
    cells[column] === undefined ? (location?.[column] ?? null) : cells[column] || null
  return {
    type: typeNamed(cells.type ?? '') ?? location?.type ?? 'store',
    name: text('name') ?? '',
    code: text('code'),
    country: text('country'),
    region: text('region'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
  }
}

function differencesOf(
  location: Row | undefined,
  after: Entered,
  parent: Key | null | undefined,
  nameOf: (id: Key) => string,
): Difference[] {
  if (!location) return []
  const changed = enteredNames.filter((column) => location[column] !== after[column])
  const fields = changed.map((column) => ({ column, before: location[column], after: after[column] }))
  if (!parent || parent === location.parentId) return fields
  return [
    ...fields,
    {
      column: 'parent' as const,
      before: location.parentId && nameOf(location.parentId),
      after: nameOf(parent),
    },
  ]
}

/** Location IDs that differ only in what spreadsheets and people take away: zeros at the beginning, and capitals. */
const almost = (code: string) => code.toLowerCase().replace(/^0+(?=.)/, '')

/** What is wrong with a text that would be saved. */
function flawIn(column: TextOfLocation, text: string | null): LocationFault | undefined {
  if (!text) return column === 'name' ? 'missing' : undefined
  if (isDamaged(text)) return 'damaged'
  if ((column === 'code' || column === 'contactPhone') && isShortened(text)) return 'scientific'
  if (isFormula(text)) return 'formula'
  const { error } = texts[column].safeParse(text)
  const [issue] = error?.issues ?? []
  if (!issue) return undefined
  if (issue.code === 'too_big') return 'too_long'
  if (issue.code === 'invalid_format') return 'not_an_address'
  return issue.message === 'must not contain a link' ? 'link' : 'not_text'
}

/** Those that will have a location ID: more than one may not. */
type Holders = { keys: Set<Key>; areNew: boolean }

function codesAfter(
  codes: ReadonlyMap<string, string>,
  placed: readonly Placed[],
  wanted: readonly Entered[],
): Map<string, Holders> {
  const inFile = new Set(placed.map(({ key }) => key))
  const after = new Map<string, Holders>()
  const note = (code: string, key: Key) => {
    const { keys = new Set<Key>(), areNew = true } = after.get(code) ?? {}
    after.set(code, { keys: keys.add(key), areNew: areNew && isRow(key) })
  }
  for (const [code, id] of codes) if (!inFile.has(id)) note(code, id)
  for (const [index, { key }] of placed.entries()) {
    const code = wanted[index]?.code
    if (code) note(code, key)
  }
  return after
}

/** Two rows are about the same location if they say so, or if nothing tells the two apart. */
function identityOf(key: Key, { name, code }: Entered, parent: Key | null | undefined): string {
  return isRow(key) && name !== '' ? JSON.stringify([parent, sameName(name), code]) : key
}

/** The rows of each identity, at most two: it is enough to name another one. */
function twinsOf(placed: readonly Placed[], wanted: readonly Entered[]): Map<string, number[]> {
  const twins = new Map<string, number[]>()
  for (const [index, { key, parent }] of placed.entries()) {
    const identity = identityOf(key, wanted[index] as Entered, parent)
    const rows = twins.get(identity) ?? []
    if (rows.length < 2) twins.set(identity, [...rows, index])
  }
  return twins
}

function operationsOf(
  rows: readonly JudgedRow[],
  placed: readonly Placed[],
  wanted: readonly Entered[],
  parentOf: (key: Key) => Key | null | undefined,
): Omit<ImportPlan, 'rows'> {
  const adds: ImportPlan['adds'] = []
  const changes: ImportPlan['changes'] = []
  const moves: ImportPlan['moves'] = []
  for (const [index, { outcome, differences }] of rows.entries()) {
    const { location, key, parent } = placed[index] as Placed
    const after = wanted[index] as Entered
    if (outcome === 'add' && parent) adds.push({ key, parent, fields: after })
    if (outcome !== 'change' || !location) continue
    if (differences.some(({ column }) => column !== 'parent'))
      changes.push({ id: location.id, before: enteredOf(location), after })
    if (parent && location.parentId && parent !== location.parentId)
      moves.push({ id: location.id, from: location.parentId, to: parent })
  }
  const levelOf = (key: Key) => {
    let level = 0
    for (let at: Key | null | undefined = key; at && isRow(at) && level < mostLevels; at = parentOf(at))
      level += 1
    return level
  }
  const levels = new Map(adds.map(({ key }) => [key, levelOf(key)]))
  adds.sort((one, other) => (levels.get(one.key) ?? 0) - (levels.get(other.key) ?? 0))
  return { adds, changes, moves }
}

function enteredOf({ type, ...location }: Row): Entered {
  const { name, code, country, region, contactEmail, contactPhone } = location
  return { type: type as LocationType, name, code, country, region, contactEmail, contactPhone }
}
