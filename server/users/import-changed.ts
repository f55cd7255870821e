import { foldAddress } from '#server/policy/address.ts'
import { isDay } from '#shared/end-date.ts'
import { mayChangeUser } from '#shared/permissions.ts'
import { faultsOfTexts, longest, lookedUpUsername, type TextField } from '#shared/user-fields.ts'
import type { Acting } from './acting.ts'
import type { KnownUser } from './import.queries.ts'
import { firstOfEach, flawsOfCells, flawsOfRow } from './import-cells.ts'
import { type ImportRow, languageNamed } from './import-columns.ts'
import type { Difference, Found, PlannedChange, RowFaults, Said } from './import-judged.ts'
import { givesUpEmail } from './import-people.ts'
import { byLocation, isManagerForKey, labelOf, locatedIn, readRole, repeatedPlaces } from './import-roles.ts'
import type { World } from './import-world.ts'
import type { Located } from './memberships.ts'
import { isNewAddress, usernameAfter } from './new-address.ts'

/** Judges the rows of a user who exists: what would change of them, and what is wrong with that. */
export function judgeChanged(
  world: World,
  acting: Pick<Acting, 'actor' | 'customerId'>,
  user: KnownUser,
  theirs: readonly ImportRow[],
  said: Said,
): Found {
  const held = locatedIn(world, user.memberships)
  const ofFields = judgeFields(world, user, theirs[0] as ImportRow, said)
  const ofRoles = judgeRoles(world, acting, held, theirs)
  const change = {
    ...ofFields.change,
    ...(ofRoles.after && { roles: { before: held, after: ofRoles.after } }),
  }
  const isChanged = Object.keys(change).length > 0
  const beyond = isChanged && !mayChange(world, acting, held) ? { row: 'beyond_your_reach' as const } : {}
  const rows = theirs.map((row, index) => {
    const faults = firstOfEach(
      flawsOfRow(row),
      index === 0 ? firstOfEach(beyond, faultsOfOneself(world, user, change), ofFields.faults) : {},
      ofRoles.faults[index] ?? {},
    )
    const differences = [...(index === 0 ? ofFields.differences : []), ...(ofRoles.differences[index] ?? [])]
    return row.fault === 'broken_quotes'
      ? { row, differences: [], faults: flawsOfRow(row) }
      : { row, differences, faults }
  })
  return {
    userId: user.id,
    rows,
    takenAway: ofRoles.takenAway,
    ...(isChanged && { change: { user, texts: {}, ...change } }),
  }
}

type Fields = Omit<PlannedChange, 'user' | 'roles' | 'texts'> & { texts?: PlannedChange['texts'] }

/** Texts that are the same but for how a line ends. */
const plain = (text: string) => text.replace(/\r\n?/g, '\n')

function judgeFields(world: World, user: KnownUser, row: ImportRow, said: Said) {
  const { cells } = row
  const texts: PlannedChange['texts'] = {}
  for (const field of Object.keys(longest) as TextField[]) {
    const cell = cells[field]
    if (field !== 'username' && cell !== undefined && plain(cell) !== plain(user[field])) texts[field] = cell
  }
  const differs: (keyof typeof cells)[] = Object.keys(texts) as TextField[]
  const email = texts.email ?? user.email
  const username = usernameAfter(user, email)
  const known = username === user.username ? undefined : said.get(lookedUpUsername(username))
  if (username !== user.username) texts.username = username
  // Only what changes is checked: what the user has may be older than a rule.
  const faults: RowFaults = { ...faultsOfTexts(texts, email) }
  if (known) faults.username ??= known
  const holder = world.emails.get(foldAddress(email))
  const isTaken = holder !== undefined && holder !== user.id && !givesUpEmail(world, holder)
  if (texts.email !== undefined && isTaken) faults.email ??= 'email_taken'

  const change: Fields = Object.keys(texts).length > 0 ? { texts } : {}
  if (username !== user.username) change.look = world.lookOf.get(lookedUpUsername(username))
  const differences: Difference[] = (Object.keys(texts) as TextField[]).map((column) => ({
    column,
    before: user[column] || null,
    after: texts[column] || null,
  }))
  const language = languageNamed(cells.language ?? '')
  if (cells.language && !language) faults.language = 'not_a_language'
  if (language && language !== user.language) {
    change.language = language
    differences.push({ column: 'language', before: user.language, after: language })
  }
  const endsOn = cells.endsOn === undefined ? user.endsOn : cells.endsOn || null
  if (endsOn !== null && !isDay(endsOn)) faults.endsOn = 'not_a_day'
  if (endsOn !== user.endsOn) {
    change.endsOn = endsOn
    differs.push('endsOn')
    differences.push({ column: 'endsOn', before: user.endsOn, after: endsOn })
  }
  return { change, differences, faults: firstOfEach(flawsOfCells(row, differs), faults) }
}

type Roles = {
  /** Everything that the user holds from now on; undefined if that is the same. */
  after: Located[] | undefined
  /** By row. */
  differences: Difference[][]
  faults: RowFaults[]
  takenAway: Found['takenAway']
}

/**
 * What the rows say of a user's roles. They say all of them; if no row names a role or a location, they say nothing. One row
 * that names only one of the two means the role that the user has, if it is only one.
 */
function judgeRoles(
  world: World,
  acting: Pick<Acting, 'actor'>,
  held: readonly Located[],
  theirs: readonly ImportRow[],
): Roles {
  const nothing = { after: undefined, differences: [], faults: [], takenAway: [] }
  if (theirs.every(({ cells: { role = '', location = '' } }) => role === '' && location === ''))
    return nothing
  const kept = theirs.length === 1 && held.length === 1 ? held[0] : undefined
  const had = byLocation(held)
  const read = theirs.map((row) => readRole(world, acting, row, { held: had, kept }))
  const isTwice = repeatedPlaces(read)
  const wanted = read.map(({ membership }) => membership)
  const faults = read.map(({ faults: own }, index) =>
    firstOfEach(
      flawsOfCells(theirs[index] as ImportRow, own.location || own.role ? ['role', 'location'] : []),
      own,
      isTwice[index] ? { username: 'twice_in_file' } : {},
    ),
  )
  const after = wanted.flatMap((one) => one ?? [])
  if (after.length < theirs.length) return { ...nothing, faults }

  const has = byLocation(after)
  const rest = held.filter(({ locationId }) => !has.has(locationId))
  const fresh = after.filter(({ locationId }) => !had.has(locationId))
  // One role that goes where another was is that role, moved.
  const isMove = rest.length === 1 && fresh.length === 1
  const differences = after.map((one): Difference[] => {
    const before = had.get(one.locationId) ?? (isMove ? rest[0] : undefined)
    const found: Difference[] = []
    if (before?.role !== one.role)
      found.push({ column: 'role', before: before?.role ?? null, after: one.role })
    if (before?.locationId !== one.locationId) {
      const [was, is] = [before, one].map((at) => (at ? labelOf(world.places.get(at.locationId)) : null))
      found.push({ column: 'location', before: was ?? null, after: is ?? null })
    }
    return found
  })
  const isAsBefore =
    after.length === held.length && after.every(({ locationId, role }) => had.get(locationId)?.role === role)
  return {
    after: isAsBefore ? undefined : after,
    differences,
    faults,
    takenAway: (isMove ? [] : rest).map(({ role, locationId }) => ({
      role,
      location: labelOf(world.places.get(locationId)),
    })),
  }
}

function mayChange(
  { held: own }: World,
  acting: Pick<Acting, 'actor' | 'customerId'>,
  held: readonly Located[],
): boolean {
  return (
    mayChangeUser(own, held, acting.customerId) && !held.some(({ role }) => isManagerForKey(acting, role))
  )
}

/** No one changes what they are themselves, and a new address of one's own is asked for elsewhere (R22, R33). */
function faultsOfOneself(
  { ownId }: World,
  user: KnownUser,
  { texts, endsOn, roles }: Fields & Pick<PlannedChange, 'roles'>,
): RowFaults {
  if (user.id !== ownId) return {}
  return {
    ...(isNewAddress(user, texts?.email) && { email: 'yourself' }),
    ...(endsOn !== undefined && { endsOn: 'yourself' }),
    ...(roles && { role: 'yourself' }),
  }
}
