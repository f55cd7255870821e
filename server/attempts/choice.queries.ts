import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/** Keeps an attempt open while the person chooses among users of several customers (R11). */
export async function offerChoice(
  trx: Trx,
  id: string,
  offer: {
    choices: string[]
    tenantId: string
    objectId: string
    loginId: string | null
    entraSid: string | null
  },
  checks: unknown,
): Promise<void> {
  await trx
    .updateTable('signInAttempt')
    .set({ ...offer, checks: JSON.stringify(checks), hintWaits: false, keptUntil: null })
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .execute()
  // Microsoft has said who it is, so a hint alone no longer shows it to anyone.
  await trx
    .deleteFrom('signInAttemptCustomer')
    .where('attemptId', '=', id)
    .where('unproven', '=', true)
    .execute()
}

/** The attempt for which this browser still has to choose. */
export function findOpenChoice(db: Db | Trx, id: string, browserHash: Buffer, started: Span) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('id', '=', id)
    .where('browserHash', '=', browserHash)
    .where('purpose', '=', 'sign_in')
    .where('outcome', '=', 'pending')
    .where('choices', 'is not', null)
    .where('startedAt', '>', started.since)
    .where('startedAt', '<=', started.until)
    .executeTakeFirst()
}

/** The customers whose users are offered, in the order of their names. */
export function listCustomersOfChoice(db: Db, userIds: readonly string[]) {
  return db
    .selectFrom('userAccount')
    .innerJoin('location as customer', 'customer.id', 'userAccount.customerId')
    .select(['customer.id', 'customer.name'])
    .where('userAccount.id', 'in', userIds.length > 0 ? userIds : [null])
    .orderBy('customer.name')
    .execute()
}
