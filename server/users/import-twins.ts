import { inSlices } from '#server/platform/slices.ts'
import { foldAddress } from '#server/policy/address.ts'
import { type ImportColumn, importColumns } from '#shared/import-columns.ts'
import { lookedUpUsername } from '#shared/user-fields.ts'
import type { KnownUser } from './import.queries.ts'
import type { ImportRow } from './import-columns.ts'
import { formOf, type World } from './import-world.ts'

/**
 * Of the rows of one user: the line of another row that wants the same name or one that looks like it, or the same address,
 * for another user; or that says something else of the same user.
 */
export type Twins = { username?: number | undefined; email?: number | undefined }

/** What only one of several rows about a user may say differently: each has a role of theirs. */
const perRow: readonly ImportColumn[] = ['role', 'location', 'username']
const perUser = importColumns.filter((column) => !perRow.includes(column))

/**
 * @param users whom each of these groups is about, if they exist: one user may have a group by each of their names.
 * @returns the twins of each of these groups of rows, by its place.
 */
export async function findTwins(
  { lookOf, after }: World,
  rows: readonly ImportRow[],
  groups: readonly (readonly number[])[],
  users: readonly (KnownUser | undefined)[],
): Promise<(place: number) => Twins> {
  const firstOf = (indexes: readonly number[] | undefined) => rows[indexes?.[0] ?? -1]
  const people = new Map<string, number[]>()
  const looks = new Map<string, number[]>()
  const addresses = new Map<string, number[]>()
  // The name that they have after it: it follows an address (R2).
  const nameOf = (row: ImportRow | undefined, user: KnownUser | undefined) =>
    after.get(user?.id ?? '')?.username ?? row?.cells.username ?? ''
  const lookOfRow = (row: ImportRow | undefined, user: KnownUser | undefined) => {
    const name = lookedUpUsername(nameOf(row, user))
    return lookOf.get(name) ?? name
  }
  const addressOf = (row: ImportRow | undefined) => foldAddress(row?.cells.email ?? '')
  await inSlices(groups, (indexes, place) => {
    const [first, user] = [firstOf(indexes), users[place]]
    note(people, user?.id ?? '', place)
    // Who keeps their name takes it from no one, even if another has had one like it since before that was refused.
    if (user?.usernameForm !== formOf(nameOf(first, user))) note(looks, lookOfRow(first, user), place)
    note(addresses, addressOf(first), place)
  })
  const another = (places: readonly number[] | undefined, place: number) =>
    firstOf(groups[places?.find((one) => one !== place) ?? -1])?.line

  return (place) => {
    const theirs = (groups[place] ?? []).map((index) => rows[index] as ImportRow)
    const [first] = theirs
    return {
      username:
        contradicting(theirs) ??
        another(people.get(users[place]?.id ?? ''), place) ??
        another(looks.get(lookOfRow(first, users[place])), place),
      email: another(addresses.get(addressOf(first)), place),
    }
  }
}

/** At most two, for it is enough to name another one. */
function note(places: Map<string, number[]>, key: string, place: number) {
  if (key === '') return
  const known = places.get(key) ?? []
  if (known.length < 2) places.set(key, [...known, place])
}

function contradicting([first, ...others]: readonly ImportRow[]): number | undefined {
  const said = (row: ImportRow | undefined, column: ImportColumn) =>
    column === 'email' ? foldAddress(row?.cells.email ?? '') : (row?.cells[column] ?? '')
  return others.find((other) => perUser.some((column) => said(other, column) !== said(first, column)))?.line
}
