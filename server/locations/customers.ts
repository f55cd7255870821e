import { type Actor, record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import { deleteCustomer, isSuspended, setSuspended } from './customers.queries.ts'
import { lockCustomerPolicy } from './locations.queries.ts'

/**
 * Suspends a customer, or ends that (R39): no one of it can sign in, sessions and API keys end at once, and nothing is
 * lost. Doing it again changes nothing.
 *
 * @returns how many sessions ended.
 */
export function suspendCustomer(
  db: Db,
  actor: Actor,
  customerId: string,
  suspended: boolean,
  now: Date,
): Promise<{ sessionsEnded: number }> {
  return db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, customerId)
    if (!(await setSuspended(trx, customerId, suspended ? now : null))) return { sessionsEnded: 0 }
    const action = suspended ? 'customer.suspended' : 'customer.resumed'
    const sessionsEnded = await endSessionsBehindClosedDoors(trx, customerId, actor, now)
    await record(trx, actor, now, { customerId, action, detail: { locationId: customerId } })
    return { sessionsEnded }
  })
}

/**
 * Removes a suspended customer with all its data, the audit trail included. What stays is that there was one.
 *
 * @param ownerDb with the role that owns the tables.
 * @throws {Problem} `not_suspended`.
 */
export function removeCustomer(
  ownerDb: Db,
  customerId: string,
  now: Date,
): Promise<{ users: number; records: number }> {
  return ownerDb.transaction().execute(async (trx) => {
    if (!(await isSuspended(trx, customerId)))
      throw new Problem(
        'not_suspended',
        'Only a suspended customer can be removed. Suspend it first, and wait until no one misses it.',
      )
    return deleteCustomer(trx, customerId, now)
  })
}
