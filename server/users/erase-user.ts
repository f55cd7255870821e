import type { Db, Trx } from '#server/platform/database.ts'
import { requireProof } from '#server/sessions/proof.ts'
import type { Acting } from './acting.ts'
import { takeAway } from './change-users.ts'
import {
  eraseMarks,
  eraseMentions,
  eraseSignIns,
  insertErasure,
  listAddressesOf,
  type Person,
} from './erase-user.queries.ts'
import { requireRightToErase } from './person-data.ts'

/**
 * Erases a user (R39): removes them as `removeUser` does, with their sign-ins, the mails to them, and their
 * addresses wherever they are. What names them in the audit trail is taken out right afterwards by the owner
 * of the tables (`eraseWords`): what happened stays on record, and no longer to whom.
 *
 * @throws {Problem} `not_found`; `forbidden`, also for oneself, for all but Chain and User Managers and for API keys;
 *   `proof_required`; `last_manager` (R16).
 */
export function eraseUser(db: Db, acting: Acting, userId: string, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const person = { customerId: acting.customerId, userId }
    const addresses = await listAddressesOf(trx, person)
    await takeAway(trx, acting, { id: userId }, now)
    await requireRightToErase(trx, acting)
    if (acting.actor.kind === 'user')
      await requireProof(trx, { userId: acting.actor.userId, sessionId: acting.sessionId }, now)
    await eraseTraces(trx, acting, person, addresses, now)
  })
}

/** The same for someone who is no longer a user, and has only left traces. For the operator. */
export function eraseRemoved(
  db: Db,
  actor: Acting['actor'] & { kind: 'operator' },
  person: Person,
  now: Date,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await eraseTraces(trx, { actor }, person, await listAddressesOf(trx, person), now)
  })
}

async function eraseTraces(
  trx: Trx,
  { actor }: Pick<Acting, 'actor'>,
  person: Person,
  addresses: readonly string[],
  now: Date,
): Promise<void> {
  const signIns = await eraseSignIns(trx, person, addresses)
  await eraseMentions(trx, person, addresses)
  await eraseMarks(trx, person)
  await insertErasure(trx, person, { addresses, signIns }, actor, now)
}
