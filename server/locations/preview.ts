import type { Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { isOnlyPreview } from './locations.queries.ts'

/**
 * What a change of many would do is found by making it, and rolling it back: the customer's sign-ins wait meanwhile. So
 * there is one such question at a time, which lasts until this transaction ends.
 *
 * @throws {Problem} `unavailable`
 */
export async function mustBeOnlyPreview(trx: Trx, customerId: string): Promise<void> {
  if (await isOnlyPreview(trx, customerId)) return
  throw new Problem(
    'unavailable',
    'Someone else is being shown what a change of many would do. Try again in a moment.',
    { retryAfterSeconds: 1 },
  )
}
