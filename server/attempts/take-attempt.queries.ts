import { sql } from 'kysely'
import { type Db, prepared } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import type { Span } from '#server/policy/time.ts'
import type { Begun, Hashes, OpenAttempt } from './attempts.queries.ts'
import { mayAskMicrosoft, type VainLimit } from './start-attempt.queries.ts'

/** An attempt that has just been taken, and whether its code may be redeemed. */
export type ReturnedAttempt = OpenAttempt & { mayRedeem: boolean; answeredElsewhereAt: Date | null }

/** Whatever else an attempt has is not known before it is decided, and each column costs both sides. */
const attemptColumns = `
  id, reference, door, purpose, popup_id, in_popup, path, chain_id, return_to, login_hint, ip, user_agent,
  answered_elsewhere_at`

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
  attempt: Begun & { returnedAt: Date },
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
    update sign_in_attempt
    set returned_at = $3, outcome = 'pending', code = null, ended_at = null, browser_user_id = null
    where state_hash = $1 and browser_hash = $2 and returned_at is null and started_at > $4 and started_at <= $5
      and (outcome = 'pending' or outcome = 'refused' and answered_elsewhere_at is not null)
    returning ${attemptColumns}, ${mayAskMicrosoft('browser_hash', 'network', '$6', '$7')} as may_redeem`,
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
    .set({ outcome: 'pending', code: null, endedAt: null, browserUserId: null })
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
