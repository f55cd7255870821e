import { listPlaces } from '#server/locations/locations.queries.ts'
import { findReader, type Reader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { type Membership, mayChangeUser } from '#shared/permissions.ts'
import { type Acting, currentMemberships, noSuchUser, refuseKeysOnManagers } from './acting.ts'
import { listMemberships, listMembershipsOf } from './users.queries.ts'

/**
 * The user, locked, if this manager may deal with them at this moment (R22): a manager who was demoted while the
 * request was under way no longer may.
 *
 * @throws {Problem} `not_found` for another customer's user; `forbidden` for one outside the manager's reach.
 */
export async function takeUserWithinReach(trx: Trx, manager: Acting, userId: string): Promise<Reader> {
  const { actor } = manager
  await lockUsers(trx, actor.kind === 'user' ? [actor.userId, userId] : [userId])
  return findWithinReach(trx, manager, userId, await currentMemberships(trx, manager))
}

/**
 * The user, if this manager may deal with them as far as the request knows. For reading; a change asks again, with
 * `takeUserWithinReach` or under a lock of its own.
 *
 * @param reach what the manager holds.
 * @throws {Problem} `not_found`, `forbidden`; see `takeUserWithinReach`.
 */
export async function findWithinReach(
  db: Db | Trx,
  manager: Acting,
  userId: string,
  reach: readonly Membership[] = manager.memberships,
): Promise<Reader> {
  const reader = await findReader(db, userId)
  if (reader?.customerId !== manager.customerId) throw noSuchUser()
  const held = await listMemberships(db, userId)
  const places = await listPlaces(
    db,
    manager.customerId,
    held.map(({ locationId }) => locationId),
  )
  const holdings = held.map(({ role, locationId }) => ({ role, place: places.get(locationId) ?? [] }))
  if (!mayChangeUser(reach, holdings, manager.customerId))
    throw new Problem('forbidden', 'This user is above your role or outside your locations.')
  refuseKeysOnManagers(manager, held)
  return reader
}

/** Which of these users who holds these roles may change (R22). */
export async function listChangeable(
  db: Db | Trx,
  customerId: string,
  held: readonly Membership[],
  userIds: readonly string[],
): Promise<Set<string>> {
  const memberships = await listMembershipsOf(db, userIds)
  const theirs = Map.groupBy(memberships, ({ userId }) => userId)
  const places = await listPlaces(db, customerId, [
    ...new Set(memberships.map(({ locationId }) => locationId)),
  ])
  const isMine = (userId: string) =>
    mayChangeUser(
      held,
      (theirs.get(userId) ?? []).map(({ role, locationId }) => ({
        role,
        place: places.get(locationId) ?? [],
      })),
      customerId,
    )
  return new Set(userIds.filter(isMine))
}
