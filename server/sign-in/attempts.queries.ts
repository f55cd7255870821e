import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { SignInAttempt } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'

export type Attempt = Selectable<SignInAttempt>

type Hashes = { browserHash: Buffer; stateHash: Buffer }

export async function insertAttempt(trx: Trx, attempt: Insertable<SignInAttempt>): Promise<void> {
  await trx.insertInto('signInAttempt').values(attempt).execute()
}

/** Inserts an attempt unless this address has too many that are unfinished. One statement: a flood costs little. */
export async function insertAttemptWithinLimit(
  db: Db,
  attempt: {
    id: string
    reference: string
    door: 'microsoft'
    startedAt: Date
    browserHash: Buffer
    stateHash: Buffer
    popupId: string | null
    inPopup: boolean
    path: string
    chainId: string | null
    returnTo: string
    ip: string
    userAgent: string
  },
  notBefore: Date,
  limit: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into sign_in_attempt
      (id, reference, door, started_at, browser_hash, state_hash, popup_id, in_popup, path, chain_id, return_to, ip, user_agent)
    select ${attempt.id}, ${attempt.reference}, ${attempt.door}, ${attempt.startedAt}, ${attempt.browserHash}, ${attempt.stateHash},
      ${attempt.popupId}, ${attempt.inPopup}, ${attempt.path}, ${attempt.chainId}, ${attempt.returnTo}, ${attempt.ip}, ${attempt.userAgent}
    where (
      select count(*) from sign_in_attempt
      where ip = ${attempt.ip} and outcome = 'pending' and returned_at is null and started_at > ${notBefore}
    ) < ${limit}`.execute(db)
  return numAffectedRows === 1n
}

/** How many refusals without an attempt of their own were recorded for an address lately. */
export async function countUnasked(db: Db, ip: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('signInAttempt')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ip', '=', ip)
    .where('outcome', '=', 'refused')
    .where('stateHash', 'is', null)
    .where('startedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Gives the pending attempt of a pop-up a new state; false where this browser has no such attempt. */
export async function renewAttempt(
  db: Db,
  popupId: string,
  { browserHash, stateHash }: Hashes,
  { path, chainId, inPopup }: { path: string; chainId: string | null; inPopup: boolean },
  notBefore: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signInAttempt')
    .set({ stateHash, path, chainId, inPopup })
    .where('popupId', '=', popupId)
    .where('browserHash', '=', browserHash)
    .where('outcome', '=', 'pending')
    .where('returnedAt', 'is', null)
    .where('startedAt', '>', notBefore)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Spends a state: of any number of requests with it, one gets the attempt. */
export function claimAttempt(db: Db, stateHash: Buffer, browserHash: Buffer, now: Date, notBefore: Date) {
  return db
    .updateTable('signInAttempt')
    .set({ returnedAt: now })
    .where('stateHash', '=', stateHash)
    .where('browserHash', '=', browserHash)
    .where('returnedAt', 'is', null)
    .where('outcome', '=', 'pending')
    .where('startedAt', '>', notBefore)
    .returningAll()
    .executeTakeFirst()
}

export function findAttemptByState(db: Db, stateHash: Buffer) {
  return db.selectFrom('signInAttempt').selectAll().where('stateHash', '=', stateHash).executeTakeFirst()
}

/** The attempt of a pop-up, for the browser that opened it. */
export function findAttemptByPopup(db: Db, popupId: string, browserHash: Buffer) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('popupId', '=', popupId)
    .where('browserHash', '=', browserHash)
    .executeTakeFirst()
}

/** The attempt that a reference names, for the browser that made it. */
export function findAttemptByReference(db: Db, reference: string, browserHash: Buffer) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('reference', '=', reference)
    .where('browserHash', '=', browserHash)
    .executeTakeFirst()
}

/** Keeps an attempt open for the person to choose among users of several customers (R11). */
export async function offerChoice(
  trx: Trx,
  id: string,
  offer: { choices: string[]; tenantId: string; objectId: string; loginId: string; entraSid: string | null },
  checks: unknown,
): Promise<void> {
  await trx
    .updateTable('signInAttempt')
    .set({ ...offer, checks: JSON.stringify(checks) })
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .execute()
}

/** The attempt for which this browser still has to choose. */
export function findOpenChoice(db: Db | Trx, id: string, browserHash: Buffer, notBefore: Date) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('id', '=', id)
    .where('browserHash', '=', browserHash)
    .where('outcome', '=', 'pending')
    .where('choices', 'is not', null)
    .where('startedAt', '>', notBefore)
    .executeTakeFirst()
}

/** Ends a pending attempt; undefined where it was ended already. */
export function endAttempt(trx: Trx, id: string, end: Updateable<SignInAttempt>) {
  return trx
    .updateTable('signInAttempt')
    .set(end)
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .returning('door')
    .$castTo<{ door: 'microsoft' | 'password' }>()
    .executeTakeFirst()
}

/**
 * The customers that a refused attempt can concern: by link, by user, by the chain whose address was used, by the
 * tenant that answered, and by the address that was asserted (contract).
 */
export async function listCustomersConcerned(
  trx: Trx,
  by: {
    tenantId: string | null
    objectId: string | null
    loginId: string | null
    chainId: string | null
    userId: string | null
  },
): Promise<string[]> {
  const email = by.loginId === null ? null : foldAddress(by.loginId)
  const { rows } = await sql<{ customerId: string }>`
    select customer_id from location where id = ${by.chainId}
    union select customer_id from user_account where id = ${by.userId} or email_folded = ${email}
    union select customer_id from advanced_settings where azure_tenant_id = ${by.tenantId}
    union select customer_id from microsoft_link where tenant_id = ${by.tenantId} and object_id = ${by.objectId}`.execute(
    trx,
  )
  return rows.map((row) => row.customerId)
}

export async function setAttemptCustomers(trx: Trx, attemptId: string, customerIds: string[]): Promise<void> {
  if (customerIds.length === 0) return
  await trx
    .insertInto('signInAttemptCustomer')
    .values(customerIds.map((customerId) => ({ customerId, attemptId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The customers whose users are offered, by their names. */
export function listCustomersOfChoice(db: Db, userIds: readonly string[]) {
  return db
    .selectFrom('userAccount')
    .innerJoin('location as customer', 'customer.id', 'userAccount.customerId')
    .select(['customer.id', 'customer.name'])
    .where('userAccount.id', 'in', userIds.length > 0 ? userIds : [null])
    .orderBy('customer.name')
    .execute()
}
