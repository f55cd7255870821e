import { listAllLocations } from '#server/locations/import.queries.ts'
import { seeTree } from '#server/locations/import-tree.ts'
import { listPlaces } from '#server/locations/locations.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { inParts, inSlices } from '#server/platform/slices.ts'
import { foldAddress, foldUsername } from '#server/policy/address.ts'
import type { Membership, Place } from '#shared/permissions.ts'
import type { LocationType } from '#shared/roles.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import { lookedUpUsername } from '#shared/user-fields.ts'
import { type Acting, currentMemberships, findOneself } from './acting.ts'
import { type KnownUser, listUsersNamed } from './import.queries.ts'
import type { ImportTable } from './import-columns.ts'
import { readPaths } from './location-paths.ts'
import { listEmails, listLocations, listLocationsNamed, listLooks } from './users.queries.ts'

/** A location that a file names, or where a user of the file holds something. */
export type KnownPlace = { id: string; type: LocationType; name: string; code: string | null; place: Place }

/** Everything that an import is judged by, as it is before its customer is locked. */
export type World = {
  /** What the acting person holds. */
  held: readonly Membership[]
  users: ReadonlyMap<string, KnownUser>
  /** Of these users, the one who imports; or whose key does. */
  ownId: string | undefined
  places: ReadonlyMap<string, KnownPlace>
  /** What a text of the file in the column of the location means: the IDs of several locations, or of none. */
  meant: ReadonlyMap<string, readonly string[]>
  looks: Looks
  lookOf: ReadonlyMap<string, string>
  /** Address → the customer's user who has it. */
  emails: ReadonlyMap<string, string>
  /** What the users of the file are called after it, by their IDs. */
  after: ReadonlyMap<string, Names>
}

export type KnownWorld = Omit<World, 'after'>

/** A user of a file, and what they are called and where they are written to after it. */
export type Names = { user: KnownUser; username: string; email: string }

/** Names of the file with what they look like, and the customers of users who have such a name (R2). */
export type Looks = Awaited<ReturnType<typeof listLooks>>

/** The form in which a username of a file is compared. */
export function formOf(username: string): string {
  return foldUsername(lookedUpUsername(username))
}

/** Reads what a table is judged by, in parts, so that no statement takes long and others are served in between. */
export async function readKnownWorld(db: Db, acting: Acting, { rows }: ImportTable): Promise<KnownWorld> {
  const { customerId } = acting
  const held = await currentMemberships(db, acting)
  const names = new Set<string>()
  const forms = new Set<string>()
  const addresses = new Set<string>()
  const texts = new Set<string>()
  await inSlices(rows, ({ cells: { username = '', email = '', location = '' } }) => {
    const name = lookedUpUsername(username)
    if (isStorable(name)) names.add(name)
    if (isStorable(name)) forms.add(foldUsername(name))
    const address = foldAddress(email)
    if (isStorable(address)) addresses.add(address)
    // A username that is an address follows it, or has followed it already (R2).
    if (name.includes('@') && isStorable(address)) {
      forms.add(address)
      names.add(lookedUpUsername(email))
    }
    if (isStorable(location)) texts.add(location)
  })

  const looks: Looks = []
  await inParts([...names], async (some) => {
    for (const look of await listLooks(db, some)) looks.push(look)
  })
  const users = new Map<string, KnownUser>()
  await inParts([...forms], async (some) => {
    for (const user of await listUsersNamed(db, customerId, some)) users.set(user.usernameForm, user)
  })
  const emails = new Map<string, string>()
  await inParts([...addresses], async (some) => {
    for (const { id, email } of await listEmails(db, customerId, some)) emails.set(email, id)
  })

  const { meant, ids } = await readMeant(db, customerId, held, [...texts])
  for (const { memberships } of users.values()) for (const { locationId } of memberships) ids.add(locationId)
  return {
    held,
    users,
    ownId: await findOneself(db, acting),
    places: await readPlaces(db, customerId, [...ids]),
    meant,
    looks,
    lookOf: new Map(looks.map(({ username, look }) => [username, look])),
    emails,
  }
}

/** The locations of a customer by their IDs. */
export async function readPlaces(
  db: Db | Trx,
  customerId: string,
  ids: readonly string[],
): Promise<Map<string, KnownPlace>> {
  const known = new Map<string, KnownPlace>()
  await inParts(ids, async (some) => {
    const places = await listPlaces(db, customerId, some)
    for (const location of await listLocations(db, customerId, some))
      known.set(location.id, { ...location, place: places.get(location.id) ?? [] })
  })
  return known
}

/** A location is named by its ID or its location ID; otherwise by its name, or a path that ends with it. */
async function readMeant(db: Db, customerId: string, held: readonly Membership[], texts: readonly string[]) {
  const meant = new Map<string, readonly string[]>()
  const ids = new Set<string>()
  await inParts(texts, async (some) => {
    for (const { name, id } of await listLocationsNamed(db, customerId, some)) {
      meant.set(name, [id])
      ids.add(id)
    }
  })
  const others = texts.filter((text) => !meant.has(isTypedGuid(text) ? text.toLowerCase() : text))
  if (others.some((text) => !isTypedGuid(text))) {
    // What is not within reach has no name here (R22).
    const tree = seeTree({ locations: await listAllLocations(db, customerId), memberships: held })
    const onPath = readPaths(tree)
    await inSlices(others, (text) => {
      const found = onPath(text)
      if (found.length > 0) meant.set(text, found)
      for (const id of found) ids.add(id)
    })
  }
  return { meant, ids }
}

/** PostgreSQL allows no NUL. A cell with one is refused for another reason, and matches nothing. */
function isStorable(text: string): boolean {
  return text !== '' && !text.includes('\0')
}
