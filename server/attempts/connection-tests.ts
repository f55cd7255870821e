import { type Actor, record } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Attempt } from './attempts.queries.ts'
import { findTest, insertTestVerdict } from './connection-tests.queries.ts'

/**
 * Stores what a test found for the customer whose manager tests, and for no other: its verdict, and that it was made
 * (R23).
 */
export async function recordTest(
  trx: Trx,
  { id, reference, ip, userAgent }: Pick<Attempt, 'id' | 'reference' | 'ip' | 'userAgent'>,
  found: { code: Refusal | null; userId?: string | null; checks?: readonly Check[] },
  now: Date,
): Promise<void> {
  const test = await findTest(trx, id)
  // Its chain or its manager was deleted meanwhile, so no one is left to show it to.
  if (!test) return
  const { customerId, locationId, tenantId, userId } = test
  const { code, checks = [] } = found
  await insertTestVerdict(trx, { customerId, attemptId: id, code, userId: found.userId ?? null, checks })
  const actor: Actor = { kind: 'user', userId, ip, userAgent }
  const detail = { locationId, tenantId, reference, code }
  await record(trx, actor, now, { customerId, action: 'connection.tested', detail })
}
