import { inSlices } from '#server/platform/slices.ts'
import { foldAddress } from '#server/policy/address.ts'
import { type ImportColumn, importColumns } from '#shared/import-columns.ts'
import { lookedUpUsername } from '#shared/user-fields.ts'
import type { ImportRow } from './import-columns.ts'
import type { World } from './import-world.ts'

/**
 * Of the rows of one user: the line of another row that wants the same name or one that looks like it, or the same address,
 * for another user; or that says something else of the same user.
 */
export type Twins = { username?: number | undefined; email?: number | undefined }

/** What only one of several rows about a user may say differently: each has a role of theirs. */
const perRow: readonly ImportColumn[] = ['role', 'location', 'username']
const perUser = importColumns.filter((column) => !perRow.includes(column))

/** @returns the twins of each of these groups of rows, by its place. */
export async function findTwins(
  { lookOf }: World,
  rows: readonly ImportRow[],
  groups: readonly (readonly number[])[],
): Promise<(place: number) => Twins> {
  const firstOf = (indexes: readonly number[] | undefined) => rows[indexes?.[0] ?? -1]
  const looks = new Map<string, number[]>()
  const addresses = new Map<string, number[]>()
  const lookOfRow = (row: ImportRow | undefined) => {
    const name = lookedUpUsername(row?.cells.username ?? '')
    return lookOf.get(name) ?? name
  }
  const addressOf = (row: ImportRow | undefined) => foldAddress(row?.cells.email ?? '')
  await inSlices(groups, (indexes, place) => {
    note(looks, lookOfRow(firstOf(indexes)), place)
    note(addresses, addressOf(firstOf(indexes)), place)
  })
  const another = (places: readonly number[] | undefined, place: number) =>
    firstOf(groups[places?.find((one) => one !== place) ?? -1])?.line

  return (place) => {
    const theirs = (groups[place] ?? []).map((index) => rows[index] as ImportRow)
    const [first] = theirs
    return {
      username: contradicting(theirs) ?? another(looks.get(lookOfRow(first)), place),
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
