import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { SignInAttempt } from '#server/platform/database.generated.ts'
import { type Db, prepared, type Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { foldAddress } from '#server/policy/address.ts'
import { mostUnproven } from '#server/policy/keeping.ts'
import type { Reading, Tie } from '#server/policy/readership.ts'
import type { Span } from '#server/policy/time.ts'
import type { Verdict } from '#server/policy/verdicts.ts'

export type Attempt = Selectable<SignInAttempt>

type Hashes = { browserHash: Buffer; stateHash: Buffer }

export async function insertAttempt(
  trx: Trx,
  attempt: Omit<Insertable<SignInAttempt>, 'network'>,
): Promise<void> {
  await trx
    .insertInto('signInAttempt')
    .values({ ...attempt, network: networkOf(attempt.ip) })
    .execute()
}

/** Refusals of a network that came back, and in which no one was named, up to a limit. */
const returnedInVain = (network: string, since: string, limit: string) => `(
    select count(*) from (
      select from sign_in_attempt as before
      where before.network = ${network} and before.kept_until is not null and before.outcome = 'refused' and before.door = 'microsoft'
        and before.returned_at > ${since}
      limit ${limit}
    ) as refusal
  )`

const isKnownBrowser = (browserHash: string) =>
  `exists (
    select from sign_in_attempt as before where before.browser_hash = ${browserHash} and before.outcome = 'succeeded'
  )`

/** Whether a browser may have another code redeemed: by the same rule as for starting. */
const mayAskMicrosoft = (browserHash: string, network: string, since: string, most: string) =>
  `(${isKnownBrowser(browserHash)} or ${returnedInVain(network, since, most)} < ${most})`

const startedAttempt = {
  name: 'start-attempt',
  // Goes on with the attempt of this browser's pop-up; or takes its pop-up from one that cannot go on, deletes what is
  // too much of this network, inserts the attempt, and shows it to the customer whose chain's address was used.
  text: `
    with renewed as (
      update sign_in_attempt
      set state_hash = $5, path = $8, chain_id = $9, in_popup = $7, popup_blocked = popup_blocked or $15
      where popup_id = $6 and browser_hash = $4
        -- A test in progress must not become a sign-in, nor the other way round.
        and purpose = 'sign_in' and outcome = 'pending' and returned_at is null and started_at > $19 and started_at <= $20
      returning id
    ),
    detached as (
      update sign_in_attempt set popup_id = null
      where popup_id = $6 and browser_hash = $4 and not exists (select from renewed)
      returning id
    ),
    too_many as (
      select id, browser_hash from sign_in_attempt
      where network = $14 and kept_until is not null and outcome = 'pending' and not exists (select from renewed)
      order by id desc offset ${mostUnproven.pendingOfNetwork}
    ),
    dropped as (
      delete from sign_in_attempt where id in (
        select id from sign_in_attempt where id in (
          select id from too_many where not exists (
            select from sign_in_attempt as before
            where before.browser_hash = too_many.browser_hash and before.outcome = 'succeeded'
          )
        ) for update skip locked
      )
    ),
    inserted as (
      insert into sign_in_attempt
        (id, reference, door, started_at, browser_hash, state_hash, popup_id, in_popup, path, chain_id, return_to, login_hint,
         ip, user_agent, network, popup_blocked, hint_waits, kept_until)
      select $1::uuid, $2, 'microsoft', $3, $4, $5, $6::uuid, $7, $8, $9::uuid, $10, $11::text, $12, $13, $14, $15, $11 is not null,
        $16::timestamptz
      -- The pop-up is free once all that is detached was counted.
      where not exists (select from renewed) and (select count(*) from detached) >= 0
        and ${mayAskMicrosoft('$4', '$14', '$17', '$18')}
      returning id, chain_id
    ),
    concerned as (
      insert into sign_in_attempt_customer (customer_id, attempt_id)
      select location.customer_id, inserted.id from inserted join location on location.id = inserted.chain_id
      where (
        select count(*) from sign_in_attempt
        where chain_id = $9 and network = $14 and kept_until is not null and outcome = 'pending'
      ) < ${mostUnproven.pendingListedOfNetworkAndChain}
    )
    select id from renewed union all select id from inserted`,
}

/**
 * Starts an attempt. If this browser has one under way for the pop-up, that one goes on under the new state. Otherwise
 * one is inserted, which has the pop-up from now on, unless refusals have come back to its network too often; a browser
 * in which someone has signed in before is not asked. What the network has left undone beyond its bound is deleted, the
 * oldest first. It is one statement, so that a flood costs little. The customer whose chain's address was used sees the
 * attempt from the start.
 *
 * @returns false if there is none now.
 */
export async function insertStartedAttempt(
  db: Db,
  attempt: Hashes & {
    id: string
    reference: string
    startedAt: Date
    popupId: string | null
    inPopup: boolean
    popupBlocked: boolean
    path: string
    chainId: string | null
    returnTo: string
    loginHint: string | null
    ip: string
    userAgent: string
  },
  { keptUntil, limit, alive }: { keptUntil: Date; limit: VainLimit; alive: Span },
): Promise<boolean> {
  const { id, reference, startedAt, browserHash, stateHash, popupId, inPopup } = attempt
  const { path, chainId, returnTo, loginHint, ip, userAgent } = attempt
  const values = [
    id,
    reference,
    startedAt,
    browserHash,
    stateHash,
    popupId,
    inPopup,
    path,
    chainId,
    returnTo,
    loginHint,
    ip,
    userAgent,
  ]
  const bounds = [
    networkOf(ip),
    attempt.popupBlocked,
    keptUntil,
    limit.since,
    limit.most,
    alive.since,
    alive.until,
  ]
  return (await prepared(db, startedAttempt, [...values, ...bounds])).length === 1
}

/** How many refusals may come back to a network, and since when they count. */
export type VainLimit = { since: Date; most: number }

/** An attempt that has just been taken, and whether its code may be redeemed. */
export type ReturnedAttempt = Attempt & { mayRedeem: boolean }

/** By name, because a prepared statement ends with the first column that a migration adds to `*`. */
const attemptColumns = `
  id, reference, door, purpose, outcome, code, started_at, returned_at, ended_at, browser_hash, state_hash,
  popup_id, in_popup, path, chain_id, return_to, login_hint, choices, entra_sid, user_id, login_id,
  tenant_id, object_id, microsoft, account_email, account_name, checks, ip, network, user_agent, outage,
  popup_blocked, help_asked_at, hint_waits, kept_until, answered_elsewhere_at,
  said, said_code, said_at`

const returnedAttempt = {
  name: 'insert-returned-attempt',
  text: `
    insert into sign_in_attempt
      (id, reference, door, started_at, returned_at, browser_hash, state_hash, popup_id, in_popup, path, chain_id, return_to,
       ip, user_agent, network, popup_blocked, kept_until)
    select $1::uuid, $2, 'microsoft', $3, $4, $5, $6, $7::uuid, $8, $9, (select id from location where id = $10::uuid), $11, $12, $13, $14, $15, $16
    on conflict do nothing
    returning ${attemptColumns}, ${mayAskMicrosoft('browser_hash', 'network', '$17', '$18')} as may_redeem`,
}

/**
 * Inserts an attempt of which nothing was kept until its answer arrived.
 *
 * @returns undefined if its state has been used before.
 */
export async function insertReturnedAttempt(
  db: Db,
  attempt: Hashes & {
    id: string
    reference: string
    startedAt: Date
    returnedAt: Date
    popupId: string | null
    inPopup: boolean
    popupBlocked: boolean
    path: string
    chainId: string | null
    returnTo: string
    ip: string
    userAgent: string
  },
  keptUntil: Date,
  limit: VainLimit,
): Promise<ReturnedAttempt | undefined> {
  const { id, reference, startedAt, returnedAt, browserHash, stateHash, popupId, inPopup } = attempt
  const { path, chainId, returnTo, ip, userAgent, popupBlocked } = attempt
  const what = [id, reference, startedAt, returnedAt, browserHash, stateHash, popupId, inPopup, path, chainId]
  const values = [...what, returnTo, ip, userAgent, networkOf(ip), popupBlocked, keptUntil]
  const [inserted] = await prepared<ReturnedAttempt>(db, returnedAttempt, [
    ...values,
    limit.since,
    limit.most,
  ])
  return inserted
}

/** How many unrequested answers were recorded for a network lately. */
export async function countUnasked(db: Db, ip: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('signInAttempt')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('network', '=', networkOf(ip))
    .where('door', '=', 'microsoft')
    .where('outcome', '=', 'refused')
    .where('stateHash', 'is', null)
    .where('startedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

const claimed = {
  name: 'claim-attempt',
  text: `
    update sign_in_attempt set returned_at = $3, outcome = 'pending', code = null, ended_at = null
    where state_hash = $1 and browser_hash = $2 and returned_at is null and started_at > $4 and started_at <= $5
      and (outcome = 'pending' or outcome = 'refused' and answered_elsewhere_at is not null)
    returning ${attemptColumns}, ${mayAskMicrosoft('browser_hash', 'network', '$6', '$7')} as may_redeem`,
}

/** Releases a pop-up's ID from the attempt that had it, which can no longer be continued. */
export async function detachPopup(db: Db, popupId: string, browserHash: Buffer): Promise<void> {
  await db
    .updateTable('signInAttempt')
    .set({ popupId: null })
    .where('popupId', '=', popupId)
    .where('browserHash', '=', browserHash)
    .execute()
}

/** Spends a state. Of any number of requests with it, one gets the attempt. */
export async function claimAttempt(
  db: Db,
  { stateHash, browserHash }: Hashes,
  now: Date,
  started: Span,
  limit: VainLimit,
): Promise<ReturnedAttempt | undefined> {
  const values = [stateHash, browserHash, now, started.since, started.until, limit.since, limit.most]
  const [attempt] = await prepared<ReturnedAttempt>(db, claimed, values)
  return attempt
}

/**
 * Opens an attempt of a sign-in again that ended because nothing had come back.
 *
 * @returns whether it is open now: that too if it had not ended yet, and its answer has not been taken.
 */
export async function reopenUnreturned(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signInAttempt')
    .set({ outcome: 'pending', code: null, endedAt: null })
    .where('id', '=', id)
    .where('purpose', '=', 'sign_in')
    .where('returnedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('outcome', '=', 'pending'), eb('code', 'in', ['not_returned', 'popup_blocked'])]),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Takes back what customers read of an attempt's end, because it goes on. */
export async function reopenForCustomers(db: Db, id: string): Promise<void> {
  await db
    .updateTable('signInAttemptCustomer')
    .set({ code: null, checks: '[]', notedAt: sql<Date>`clock_timestamp()` })
    .where('attemptId', '=', id)
    .execute()
}

export function findAttemptByState(db: Db, stateHash: Buffer) {
  return db.selectFrom('signInAttempt').selectAll().where('stateHash', '=', stateHash).executeTakeFirst()
}

export function findAttemptById(db: Db, id: string) {
  return db.selectFrom('signInAttempt').selectAll().where('id', '=', id).executeTakeFirst()
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

/** The attempt with this reference, for the browser that made it. */
export function findAttemptByReference(db: Db, reference: string, browserHash: Buffer) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('reference', '=', reference)
    .where('browserHash', '=', browserHash)
    .executeTakeFirst()
}

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

/**
 * The beginning of a statement that ends a pending sign-in with a session, which only the user's customer sees: `ended`
 * has no row if it had already ended. The copies for lists are written at once, so no trigger has to make them.
 *
 * @param at the parameters, as `$1`.
 */
export const succeeded = (
  at: Record<'id' | 'now' | 'userId' | 'customerId' | 'tenantId' | 'objectId' | 'loginId' | 'checks', string>,
) => `
    ended as (
      update sign_in_attempt
      set outcome = 'succeeded', ended_at = ${at.now}, choices = null, entra_sid = null, user_id = ${at.userId},
        tenant_id = ${at.tenantId}, object_id = ${at.objectId}, login_id = ${at.loginId}, checks = ${at.checks},
        hint_waits = false, kept_until = null
      where id = ${at.id} and outcome = 'pending' and purpose = 'sign_in'
      returning id, door, started_at, chain_id, ip, searched_by(sign_in_attempt) as searched_by
    ),
    withdrawn as (
      delete from sign_in_attempt_customer where attempt_id in (select id from ended) and customer_id <> ${at.customerId}
    ),
    listed as (
      insert into sign_in_attempt_customer as concerned (
        customer_id, attempt_id, user_id, is_listed, attempt_door, attempt_outcome, attempt_started_at, attempt_chain_id,
        attempt_tenant_id, attempt_object_id, attempt_ip, attempt_searched_by
      )
      select ${at.customerId}::uuid, id, ${at.userId}::uuid, true, door, 'succeeded', started_at, chain_id,
        ${at.tenantId}::uuid, ${at.objectId}::uuid, ip, searched_by
      from ended
      on conflict (customer_id, attempt_id) do update
        set user_id = excluded.user_id, code = null, checks = excluded.checks, hinted_user_id = null, unproven = false,
          noted_at = clock_timestamp()
    )`

const succeededAlone = {
  name: 'succeed-attempt',
  text: `
    with ${succeeded({ id: '$1', now: '$2', userId: '$3', customerId: '$4', tenantId: '$5', objectId: '$6', loginId: '$7', checks: '$8' })}
    select id from ended`,
}

/** Ends a pending sign-in with a session, which only the user's customer sees; false if it had already ended. */
export async function setSucceeded(
  trx: Trx,
  id: string,
  now: Date,
  user: { userId: string; customerId: string },
): Promise<boolean> {
  const values = [id, now, user.userId, user.customerId, null, null, null, '[]']
  return (await prepared(trx, succeededAlone, values)).length === 1
}

/** Keeps a pending sign-in from ending until this transaction does; false if it has already ended. */
export async function holdPending(trx: Trx, id: string): Promise<boolean> {
  const held = await trx
    .selectFrom('signInAttempt')
    .select('id')
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .where('purpose', '=', 'sign_in')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return held !== undefined
}

/** Ends a pending attempt; undefined if it had already ended. */
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
 * What ties a refused attempt to customers: its link, its user, the chain whose address was used, the tenant that
 * answered, and the address that was asserted. Which of them read it is `policy/readership`'s to say.
 */
export async function listTies(
  trx: Trx,
  by: {
    tenantId: string | null
    objectId: string | null
    loginId: string | null
    chainId: string | null
    userId: string | null
  },
): Promise<Omit<Tie, 'matched'>[]> {
  const email = by.loginId === null ? null : foldAddress(by.loginId)
  const { rows } = await sql<Omit<Tie, 'matched'>>`
    select customer_id, bool_or(pointed_at) as pointed_at, bool_or(has_address) as has_address, bool_or(proved) as proved
    from (
      select customer_id, true as pointed_at, false as has_address, false as proved from location where id = ${by.chainId}
      union all select customer_id, true, false, false from user_account where id = ${by.userId}
      union all select customer_id, true, false, false from microsoft_link
        where tenant_id = ${by.tenantId} and object_id = ${by.objectId} and ended_at is null
      union all select customer_id, false, true, false from user_account where email_folded = ${email}
      union all select customer_id, false, false, proved_at is not null from advanced_settings
        where azure_tenant_id = ${by.tenantId}
    ) as tie
    group by customer_id`.execute(trx)
  return rows
}

/**
 * Stores what each customer reads about an attempt that has ended. A customer that read it while it was pending keeps
 * it. It makes one statement whether or not there are any, so that the time reveals nothing (R29).
 */
export async function setAttemptCustomers(
  trx: Trx,
  attemptId: string,
  verdicts: readonly (Verdict & { reading: Reading })[],
): Promise<void> {
  const rows = verdicts.map(({ customerId, userId, code, checks, reading }) => ({
    reading,
    customer_id: customerId,
    user_id: userId,
    code,
    checks,
  }))
  await sql`
    insert into sign_in_attempt_customer (customer_id, attempt_id, user_id, code, checks, reading)
    select customer_id, ${attemptId}, user_id, code, checks, reading
    from jsonb_to_recordset(${JSON.stringify(rows)})
      as verdict(customer_id uuid, user_id uuid, code text, checks jsonb, reading text)
    on conflict (customer_id, attempt_id) do update
      set code = excluded.code, user_id = excluded.user_id, checks = excluded.checks, unproven = false,
        reading = excluded.reading, noted_at = clock_timestamp()`.execute(trx)
}

/**
 * Takes an attempt away from the customers whom it turned out not to concern. Those who have it because of the hint
 * alone keep it (`keepUnproven`) as long as nothing says who it was. Otherwise the row is no longer listed
 * (`is_listed`). An explanation of the account's address would still find the attempt by it, once that address is a
 * user's here (R31).
 */
export async function withdrawAttempt(
  trx: Trx,
  attemptId: string,
  concerned: readonly string[],
  keepUnproven: boolean,
): Promise<void> {
  await trx
    .deleteFrom('signInAttemptCustomer')
    .where('attemptId', '=', attemptId)
    .$if(concerned.length > 0, (query) => query.where('customerId', 'not in', concerned))
    .$if(keepUnproven, (query) => query.where('unproven', '=', false))
    .execute()
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

/** What a browser has started and not finished. */
export function listPendingOf(db: Db, browserHash: Buffer): Promise<Attempt[]> {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('browserHash', '=', browserHash)
    .where('outcome', '=', 'pending')
    .limit(100)
    .execute()
}

/** Attempts that started before a moment and are still pending, the oldest first. */
export function listPendingSince(db: Db, before: Date, limit: number): Promise<Attempt[]> {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('outcome', '=', 'pending')
    .where('startedAt', '<', before)
    .orderBy('startedAt')
    .limit(limit)
    .execute()
}
