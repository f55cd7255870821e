import type { Db } from '#server/platform/database.ts'
import { inSlices } from '#server/platform/slices.ts'
import { foldAddress } from '#server/policy/address.ts'
import { can } from '#shared/permissions.ts'
import type { Acting } from './acting.ts'
import type { KnownUser } from './import.queries.ts'
import type { ImportRow, ImportTable } from './import-columns.ts'
import { locatedIn } from './import-roles.ts'
import { formOf, type KnownWorld, type Names, readKnownWorld, type World } from './import-world.ts'
import { usernameAfter } from './new-address.ts'

/** Reads what a table is judged by. */
export async function readWorld(db: Db, acting: Acting, table: ImportTable): Promise<World> {
  const known = await readKnownWorld(db, acting, table)
  return { ...known, after: await readNamesAfter(known, acting, table.rows) }
}

/** The user whom a row is about. Someone out of reach is no more than a name that is taken (R22). */
export function userOf(
  world: KnownWorld,
  acting: Pick<Acting, 'customerId'>,
  row: ImportRow | undefined,
): KnownUser | undefined {
  const { username = '', email = '' } = row?.cells ?? {}
  const user =
    world.users.get(formOf(username)) ?? (username.includes('@') ? followed(world, email) : undefined)
  return user && isVisible(world, acting, user) ? user : undefined
}

/** Someone whose username was their address, and has followed it: the same import once more changes nothing (R2). */
function followed({ users }: KnownWorld, email: string): KnownUser | undefined {
  const user = users.get(foldAddress(email))
  return user?.emailFolded === user?.usernameForm ? user : undefined
}

/** Whether a user is within the reach of the acting person, as in the list of users (R22). */
function isVisible(
  world: KnownWorld,
  { customerId }: Pick<Acting, 'customerId'>,
  { memberships }: KnownUser,
): boolean {
  const places = locatedIn(world, memberships).map(({ place }) => place)
  // A user who holds nothing is in no branch.
  const where = places.length > 0 ? places : [[customerId]]
  return where.some((place) => can(world.held, 'user.read', place))
}

/** What the users of a file are called after it, by their IDs: what one of them gives up, another may take. */
async function readNamesAfter(
  world: KnownWorld,
  acting: Pick<Acting, 'customerId'>,
  rows: readonly ImportRow[],
): Promise<Map<string, Names>> {
  const after = new Map<string, Names>()
  await inSlices(rows, (row) => {
    const user = userOf(world, acting, row)
    if (!user || after.has(user.id)) return
    const email = row.cells.email || user.email
    after.set(user.id, { user, username: usernameAfter(user, email), email })
  })
  return after
}

/** Whether a user no longer has their name once the file is imported. */
export function givesUpName({ after }: World, userId: string | null | undefined): boolean {
  const names = after.get(userId ?? '')
  return names !== undefined && formOf(names.username) !== names.user.usernameForm
}

/** Whether a user no longer has their address once the file is imported. */
export function givesUpEmail({ after }: World, userId: string | null | undefined): boolean {
  const names = after.get(userId ?? '')
  return names !== undefined && foldAddress(names.email) !== names.user.emailFolded
}
