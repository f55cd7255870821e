import { can, type Membership, mayManageRole } from '#shared/permissions.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import type { Acting } from './acting.ts'
import { type ImportRow, roleNamed } from './import-columns.ts'
import type { RowFaults } from './import-judged.ts'
import type { KnownPlace, World } from './import-world.ts'
import type { Located } from './memberships.ts'

/**
 * The role that a row wants for its user, and what is wrong with it.
 *
 * @param held what the user has already, by location: it needs no permission to be given.
 * @param kept what a cell that is empty leaves as it is.
 */
export function readRole(
  { held: own, places, meant }: World,
  acting: Pick<Acting, 'actor'>,
  { cells: { role: typed = '', location: text = '' } }: ImportRow,
  { held, kept }: { held?: ReadonlyMap<string, Located>; kept?: Located | undefined } = {},
): { membership?: Located; faults: RowFaults } {
  const faults: RowFaults = {}
  const role = typed === '' ? kept?.role : roleNamed(typed)
  if (!role) faults.role = typed === '' ? 'missing' : 'not_a_role'
  const ids = meant.get(isTypedGuid(text) ? text.toLowerCase() : text) ?? []
  const named = text === '' ? kept && places.get(kept.locationId) : places.get(ids[0] ?? '')
  // What is out of reach has no name here, or a location ID would tell it (R22).
  const isKnown = named && (held?.has(named.id) || can(own, 'location.read', named.place))
  const place = isKnown ? named : undefined
  if (text === '' && !place) faults.location = 'missing'
  else if (!place) faults.location = 'no_such_location'
  else if (text !== '' && ids.length > 1) faults.location = 'several_locations'
  if (!role || !place || faults.location) return { faults }

  const membership = { locationId: place.id, role, locationType: place.type, place: place.place }
  if (held?.get(place.id)?.role === role) return { membership, faults }
  if (managerRoles.includes(role) && place.type !== 'chain') faults.role = 'needs_a_chain'
  else if (!mayManageRole(own, role, place.place) || isManagerForKey(acting, role))
    faults.role = 'beyond_your_role'
  return { membership, faults }
}

/** Of roles that rows want, which are at the location of an earlier one. */
export function repeatedPlaces(read: readonly { membership?: Located }[]): boolean[] {
  const places = new Set<string>()
  return read.map(({ membership }) => {
    const known = places.size
    return membership !== undefined && places.add(membership.locationId).size === known
  })
}

/** What is held, by where. */
export function byLocation(held: readonly Located[]): ReadonlyMap<string, Located> {
  return new Map(held.map((one) => [one.locationId, one]))
}

/** A program with a key adds no managers (R33). */
export function isManagerForKey({ actor }: Pick<Acting, 'actor'>, role: Role): boolean {
  return actor.kind === 'api_key' && managerRoles.includes(role)
}

/** Memberships with everything that permissions need to know about them. */
export function locatedIn({ places }: Pick<World, 'places'>, memberships: readonly Membership[]): Located[] {
  return memberships.flatMap(({ locationId, role }) => {
    const known = places.get(locationId)
    return known ? [{ locationId, role, locationType: known.type, place: known.place }] : []
  })
}

/** A location as people know it. */
export function labelOf(place: KnownPlace | undefined): string {
  if (!place) return ''
  return place.code === null ? place.name : `${place.name} (${place.code})`
}
