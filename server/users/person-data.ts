import { record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { canSomewhere } from '#shared/permissions.ts'
import { type Acting, currentMemberships, forbidden } from './acting.ts'
import { listAddressesOf } from './erase-user.queries.ts'
import { type PersonData, readPersonData } from './person-data.queries.ts'
import { takeUserWithinReach } from './reach.ts'

/**
 * Everything that TMAS holds about a user (R39), so that the person can have it. Recorded.
 *
 * @throws {Problem} `not_found`; `forbidden` for all but Chain and User Managers, and for API keys.
 */
export function exportPerson(db: Db, acting: Acting, userId: string, now: Date): Promise<PersonData> {
  const { actor, customerId } = acting
  return db.transaction().execute(async (trx) => {
    await takeUserWithinReach(trx, acting, userId)
    await requireRightToErase(trx, acting)
    const person = { customerId, userId }
    const data = await readPersonData(trx, person, await listAddressesOf(trx, person))
    await record(trx, actor, now, { customerId, action: 'person.exported', detail: { userId } })
    return data
  })
}

/** That the user is within reach is checked beside it. Not with an API key: what it does cannot be undone. */
export async function requireRightToErase(trx: Trx, acting: Acting): Promise<void> {
  if (acting.actor.kind === 'api_key') throw forbidden()
  const held = await currentMemberships(trx, acting)
  if (!canSomewhere(held, 'user.erase')) throw forbidden()
}
