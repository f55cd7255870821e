import { type Actor, recordAll } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { deleteLostExceptions } from './lost-exceptions.queries.ts'

/**
 * Ends the exceptions by name that have lost what they were made for: of someone who has become a manager, or has left
 * the chain (R14). Otherwise such an exception would hold again when the person is demoted or returns. Call it after
 * roles or places have changed, before the sessions behind closed doors are ended.
 *
 * @returns whose they were, and at which chain.
 */
export async function endLostExceptions(
  trx: Trx,
  actor: Actor,
  customerId: string,
  now: Date,
): Promise<{ userId: string; locationId: string }[]> {
  const lost = await deleteLostExceptions(trx, customerId)
  await recordAll(
    trx,
    actor,
    now,
    lost.map((detail) => ({ customerId, action: 'exception.removed' as const, detail })),
  )
  return lost
}
