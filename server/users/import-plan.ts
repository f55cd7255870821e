import { createHash } from 'node:crypto'
import { inSlices } from '#server/platform/slices.ts'
import { mostMemberships } from '#shared/permissions.ts'
import { longest, type TextField } from '#shared/user-fields.ts'
import type { Acting } from './acting.ts'
import type { KnownUser } from './import.queries.ts'
import { judgeAdded } from './import-added.ts'
import { judgeChanged } from './import-changed.ts'
import type { ImportRow, ImportTable } from './import-columns.ts'
import type {
  Found,
  ImportPlan,
  JudgedRow,
  PlannedChange,
  PlannedUser,
  RowFaults,
  RowFound,
  Said,
} from './import-judged.ts'
import { userOf } from './import-people.ts'
import { findTwins, type Twins } from './import-twins.ts'
import { formOf, type World } from './import-world.ts'

/**
 * Judges every row of a table, and says what saving it would change: the same for a check and for the import itself. A row
 * is about the user with its username. Several rows with one username are one user, who has a role by each of them.
 */
export async function planImport(
  world: World,
  acting: Pick<Acting, 'actor' | 'customerId' | 'language'>,
  { rows }: ImportTable,
  said: Said,
): Promise<ImportPlan> {
  const groups = await groupsOf(rows)
  const users = groups.map(([first = -1]) => userOf(world, acting, rows[first]))
  const twins = await findTwins(world, rows, groups, users)
  const judged: (JudgedRow | undefined)[] = rows.map(() => undefined)
  const [adds, changes]: [PlannedUser[], PlannedChange[]] = [[], []]
  await inSlices(groups, (indexes, at) => {
    const theirs = indexes.map((index) => rows[index] as ImportRow)
    const user = users[at]
    const found =
      theirs.length > mostMemberships
        ? tooMany(user, theirs)
        : user
          ? judgeChanged(world, acting, user, theirs, said)
          : judgeAdded(world, acting, theirs, said)
    const others = twins(at)
    for (const { faults } of found.rows) {
      if (others.username !== undefined) faults.username ??= 'twice_in_file'
      if (others.email !== undefined) faults.email ??= 'twice_in_file'
    }
    const isFaulty = found.rows.some(({ faults }) => isAny(faults))
    if (!isFaulty && found.add) adds.push(found.add)
    if (!isFaulty && found.change) changes.push(found.change)
    for (const [place, index] of indexes.entries()) judged[index] = judgedRow(found, place, others)
  })
  return { rows: judged as JudgedRow[], adds, changes }
}

/** The rows of each user, by their places in the file. A row without a username is alone. */
async function groupsOf(rows: readonly ImportRow[]): Promise<number[][]> {
  const groups: number[][] = []
  const byForm = new Map<string, number[]>()
  await inSlices(rows, ({ cells, fault }, index) => {
    const form = fault === 'broken_quotes' ? '' : formOf(cells.username ?? '')
    const known = byForm.get(form)
    if (form !== '' && known) known.push(index)
    else {
      const group = [index]
      groups.push(group)
      if (form !== '') byForm.set(form, group)
    }
  })
  return groups
}

/** More rows than a user may have roles: each is compared with the others, so these are not looked at any further. */
function tooMany(user: KnownUser | undefined, theirs: readonly ImportRow[]): Found {
  const rows = theirs.map((row): RowFound => ({ row, differences: [], faults: { row: 'too_many_roles' } }))
  return { userId: user?.id ?? null, rows, takenAway: [] }
}

/** A row as it is answered. */
function judgedRow(
  { userId, rows: theirs, takenAway, add, change }: Found,
  place: number,
  others: Twins,
): JudgedRow {
  const { row, faults, differences } = theirs[place] as RowFound
  const lost = place === 0 ? takenAway : []
  const isChanged = change !== undefined && differences.length + lost.length > 0
  const outcome = isAny(faults) ? 'faulty' : userId === null || add ? 'add' : isChanged ? 'change' : 'same'
  const twice = Object.values(faults).includes('twice_in_file')
  const otherLine = twice ? (others.username ?? others.email ?? lineOfAnother(theirs, row)) : null
  return {
    line: row.line,
    cells: row.cells,
    userId,
    outcome,
    differences,
    faults,
    otherLine,
    takenAway: lost,
  }
}

function lineOfAnother(theirs: readonly RowFound[], { line }: ImportRow): number | null {
  return theirs.find(({ row }) => row.line !== line)?.row.line ?? null
}

function isAny(faults: RowFaults): boolean {
  return Object.keys(faults).length > 0
}

const textFields = Object.keys(longest) as TextField[]

/** A short digest of what a plan changes: the version on which an import is based that was looked at first (R32). */
export async function versionOfPlan({ adds, changes }: ImportPlan): Promise<string> {
  const hash = createHash('sha256')
  await inSlices(adds, ({ user, memberships }) => {
    // In whatever order the columns were, and whether empty or absent.
    const texts = textFields.map((field) => user[field] ?? '')
    const held = memberships.map(({ locationId, role }) => [locationId, role])
    hash.update(JSON.stringify([texts, user.language, user.endsOn, held]))
  })
  await inSlices(changes, (change) => hash.update(JSON.stringify(change)))
  return hash.digest('base64url').slice(0, 32)
}
