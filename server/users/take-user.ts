import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import type { Trx } from '#server/platform/database.ts'
import { mayChangeUser } from '#shared/permissions.ts'
import { type Acting, currentMemberships, forbidden, noSuchUser, refuseKeysOnManagers } from './acting.ts'
import { locate } from './memberships.ts'
import { listMemberships, lockUser } from './users.queries.ts'

/** A user who is locked for a change, what they hold, and what the acting person holds. */
export type TakenUser = Awaited<ReturnType<typeof takeUser>>

/**
 * Locks the customer's policy and the user, and only then looks at the user and at what the acting person may do.
 *
 * @throws {Problem} `not_found`, `forbidden`
 */
export async function takeUser(trx: Trx, acting: Acting, userId: string) {
  await lockCustomerPolicy(trx, acting.customerId)
  const user = await lockUser(trx, acting.customerId, userId)
  if (!user) throw noSuchUser()
  const reach = await currentMemberships(trx, acting)
  const held = await locate(trx, acting.customerId, await listMemberships(trx, userId))
  if (!mayChangeUser(reach, held, acting.customerId)) throw forbidden()
  refuseKeysOnManagers(acting, held)
  return { user, held, reach }
}
