/**
 * The tree of a customer, and a chain's Advanced settings.
 * Not here: setting up, proving and testing the way to Entra (connection), and who reaches which location (users).
 */
import { randomUUIDv7 } from 'node:crypto'
import { type Actor, record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Basis, mustBeUnchanged } from '#server/platform/versions.ts'
import { mayBePlacedUnder, mayChangeType } from '#shared/location-tree.ts'
import type { LocationType } from '#shared/roles.ts'
import { versionedLocation } from './location-version.ts'
import { deleteOwnSettings, findLocation, insertLocation, listPlaces } from './locations.queries.ts'
import { confirmationOf, makeMoves } from './moves.ts'
import { type Location, mustBeAllowed, noSuchLocation, takeLocation } from './permitted.ts'
import { countInside, deleteLocationRow, listChildTypes, updateLocation } from './tree.queries.ts'

/** What people enter about a location, without its parent. */
export type LocationFields = {
  type: LocationType
  name: string
  code?: string | null
  country?: string | null
  region?: string | null
  contactEmail?: string | null
  contactPhone?: string | null
}

/**
 * Adds a location under another.
 *
 * @returns its ID.
 * @throws {Problem} `not_found`, `forbidden`, `code_taken`; `invalid_request` if its type is not allowed there.
 */
export function addLocation(
  db: Db,
  actor: Actor,
  { parentId, ...fields }: LocationFields & { parentId: string },
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const parent = await takeLocation(trx, actor, 'location.change', parentId)
    mustBePlacedUnder(fields.type, parent)
    const { customerId } = parent
    const id = randomUUIDv7()
    await orCodeTaken(insertLocation(trx, { id, customerId, parentId, ...fields, createdAt: now }))
    const { type, name } = fields
    const detail = { locationId: id, parentId, type, name }
    await record(trx, actor, now, { customerId, action: 'location.added', detail })
    return id
  })
}

/**
 * Changes what is entered about a location, or moves it with everything below it. A move may change how people sign in
 * and who reaches what, so its consequences have to be confirmed first.
 *
 * @throws {Problem} `not_found`, `forbidden`, `code_taken`; `invalid_request` if it is not allowed to be this or to be
 *   there; `mandatory_authentication_is_on` for a move that would leave it on without a tenant;
 *   `confirmation_required` for a move, with what it affects; `changed_meanwhile` if the location has changed since the
 *   version on which it is based (R32).
 */
export async function changeLocation(
  db: Db,
  actor: Actor,
  id: string,
  {
    confirm,
    basis,
    ...change
  }: Partial<LocationFields> & { parentId?: string; confirm?: boolean; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await takeLocation(trx, actor, 'location.change', id)
    mustBeUnchanged(basis, versionedLocation(before), change)
    const { parentId = before.parentId, ...fields } = change
    const type = fields.type ?? (before.type as LocationType)
    await mustFit(trx, before, type)

    if (parentId !== null && parentId !== before.parentId) {
      const consequences = await moveLocation(trx, actor, before, { parentId, type }, now)
      // The move has been made, which is why the counts are exact. Without a confirmation, all of it is rolled back.
      if (!confirm) throw confirmationOf(consequences)
    } else if (parentId !== null && type !== before.type) {
      const parent = await findLocation(trx, parentId)
      if (parent) mustBePlacedUnder(type, parent)
    }

    const changed = Object.entries(fields).filter(([name, value]) => before[name as keyof Location] !== value)
    if (changed.length === 0) return
    await orCodeTaken(updateLocation(trx, id, Object.fromEntries(changed)))
    await record(trx, actor, now, {
      customerId: before.customerId,
      action: 'location.changed',
      detail: {
        locationId: id,
        before: Object.fromEntries(changed.map(([name]) => [name, before[name as keyof typeof fields]])),
        after: Object.fromEntries(changed),
      },
    })
  })
}

/**
 * Deletes a location with nothing below it and no role on it. API keys, shared computers and waves of roll-outs are not
 * deleted with it: those who may end them do so first, on record (R22, R23).
 *
 * @throws {Problem} `not_found`, `forbidden` (also for the top of a customer), `not_empty` with what is in it,
 *   `changed_meanwhile` if it has changed since the version on which this is based (R32).
 */
export async function removeLocation(
  db: Db,
  actor: Actor,
  { id, basis }: { id: string; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const location = await takeLocation(trx, actor, 'location.change', id)
    mustBeUnchanged(basis, versionedLocation(location))
    const { customerId, parentId, type, name } = location
    if (parentId === null) throw new Problem('forbidden', 'The top of a customer is not removed here.')
    const inside = await countInside(trx, id, now)
    if (Object.values(inside).some((count) => count > 0)) {
      throw new Problem('not_empty', 'Move or remove what is in this location first.', {
        consequences: inside,
      })
    }
    await deleteOwnSettings(trx, id)
    await deleteLocationRow(trx, id)
    const detail = { locationId: id, parentId, type: type as LocationType, name }
    await record(trx, actor, now, { customerId, action: 'location.removed', detail })
  })
}

/** Moves a location under another one, ends the sessions that are no longer allowed, and counts what was affected. */
async function moveLocation(
  trx: Trx,
  actor: Actor,
  { id, customerId, parentId: from }: Location,
  to: { parentId: string; type: LocationType },
  now: Date,
) {
  const parent = await findLocation(trx, to.parentId)
  if (parent?.customerId !== customerId) throw noSuchLocation()
  // Both ends change: what leaves a branch is also taken from its managers. (The top has no parent, and is above
  // everything.)
  if (from !== null) await mustBeAllowed(trx, actor, 'location.change', { id: from, customerId })
  await mustBeAllowed(trx, actor, 'location.change', parent)

  const places = await listPlaces(trx, customerId, [parent.id])
  if (from === null || places.get(parent.id)?.includes(id))
    throw invalid('parentId', 'A location cannot hang under itself.')
  mustBePlacedUnder(to.type, parent)

  return makeMoves(trx, actor, customerId, [{ id, from, to: to.parentId }], now)
}

/** @throws {Problem} `invalid_request` if a location cannot become this type, or what is below it could not stay. */
async function mustFit(trx: Trx, before: Location, type: LocationType) {
  if (type === before.type) return
  if (!mayChangeType(before.type as LocationType, type))
    throw invalid('type', 'A chain stays a chain, and nothing becomes one.')
  const children = await listChildTypes(trx, before.id)
  if (!children.every((child) => mayBePlacedUnder(child.type as LocationType, type)))
    throw invalid('type', 'A store has nothing under it. Move what is under this location first.')
}

function mustBePlacedUnder(type: LocationType, parent: Location) {
  if (!mayBePlacedUnder(type, parent.type as LocationType))
    throw invalid('parentId', `A ${type} cannot hang under a ${parent.type}.`)
}

async function orCodeTaken<T>(writing: Promise<T>): Promise<T> {
  return writing.catch((error) => {
    if (error?.code === '23505' && error.constraint === 'location_customer_id_code_key') {
      throw new Problem('code_taken', 'Another location already has this location ID.', {
        errors: { code: 'is taken' },
        cause: error,
      })
    }
    throw error
  })
}

function invalid(field: string, reason: string) {
  return new Problem('invalid_request', reason, { errors: { [field]: reason } })
}
