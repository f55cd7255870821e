import { type Db, prepared } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { mostUnproven } from '#server/policy/keeping.ts'
import type { Span } from '#server/policy/time.ts'
import type { Begun } from './attempts.queries.ts'

/** Refusals of a network that came back, and in which no one was named, up to a limit. Being told to wait is our own. */
const returnedInVain = (network: string, since: string, limit: string) => `(
    select count(*) from (
      select from sign_in_attempt as before
      where before.network = ${network} and before.kept_until is not null and before.outcome = 'refused' and before.door = 'microsoft'
        and before.returned_at > ${since} and before.code <> 'throttled'
      limit ${limit}
    ) as refusal
  )`

const isKnownBrowser = (browserHash: string) =>
  `exists (
    select from sign_in_attempt as before where before.browser_hash = ${browserHash} and before.outcome = 'succeeded'
  )`

/** Whether a browser may have another code redeemed: by the same rule as for starting. */
export const mayAskMicrosoft = (browserHash: string, network: string, since: string, most: string) =>
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
  attempt: Begun & { loginHint: string | null },
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

/** Releases a pop-up's ID from the attempt that had it, which can no longer be continued. */
export async function detachPopup(db: Db, popupId: string, browserHash: Buffer): Promise<void> {
  await db
    .updateTable('signInAttempt')
    .set({ popupId: null })
    .where('popupId', '=', popupId)
    .where('browserHash', '=', browserHash)
    .execute()
}
