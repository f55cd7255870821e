import { listPlaces } from '#server/locations/locations.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Membership, Place } from '#shared/permissions.ts'
import { type LocationType, managerRoles } from '#shared/roles.ts'
import { listLocations } from './users.queries.ts'

/** A role on a location that exists, with everything that permissions need to know about it. */
export type Located = Membership & { locationType: LocationType; place: Place }

/**
 * The locations of these memberships, in the same order.
 *
 * @throws {Problem} `not_found` for a location that this customer does not have; `invalid_request` for a manager's
 *   role that is not on a chain, and for two roles on one location.
 */
export async function locate(
  db: Db | Trx,
  customerId: string,
  memberships: readonly Membership[],
): Promise<Located[]> {
  const ids = memberships.map(({ locationId }) => locationId)
  const locations = new Map(
    (await listLocations(db, customerId, ids)).map((location) => [location.id, location]),
  )
  const places = await listPlaces(db, customerId, ids)
  return memberships.map(({ locationId, role }, index) => {
    const location = locations.get(locationId)
    const field = `memberships.${index}`
    if (!location) {
      throw new Problem('not_found', messages.en.users.faults.no_such_location, {
        errors: { [`${field}.locationId`]: messages.en.users.faults.no_such_location },
      })
    }
    if (managerRoles.includes(role) && location.type !== 'chain')
      throw wrong(`${field}.role`, messages.en.users.faults.needs_a_chain)
    if (ids.indexOf(locationId) !== index)
      throw wrong(`${field}.locationId`, messages.en.users.faults.twice_on_one_location)
    return { locationId, role, locationType: location.type, place: places.get(locationId) ?? [] }
  })
}

function wrong(field: string, reason: string) {
  return new Problem('invalid_request', reason, { errors: { [field]: reason } })
}
