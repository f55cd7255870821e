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

// Goes on with the attempt of this browser's pop-up; or takes its pop-up from one that cannot go on.
const ofPopup = `
    renewed as (
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
    ),`

// Shows the attempt to the customer whose chain's address was used.
const ofChain = `,
    concerned as (
      insert into sign_in_attempt_customer (customer_id, attempt_id)
      select location.customer_id, inserted.id from inserted join location on location.id = inserted.chain_id
      where (
        select count(*) from sign_in_attempt
        where chain_id = $9 and network = $14 and kept_until is not null and outcome = 'pending'
      ) < ${mostUnproven.pendingListedOfNetworkAndChain}
    )`

const underWayOfNetwork = (network: string) =>
  `network = ${network} and kept_until is not null and outcome = 'pending'`

/**
 * The statement that starts an attempt. PostgreSQL prepares every part of a statement for each run, whether or not it has
 * anything to do, so one for an attempt without a pop-up or chain does not have their parts.
 */
function startedAttempt(ofAPopup: boolean, atAChain: boolean) {
  // The pop-up is free once all that is detached was counted.
  const isNew = 'not exists (select from renewed) and (select count(*) from detached) >= 0 and'
  return {
    name: `start-attempt${ofAPopup ? '-of-popup' : ''}${atAChain ? '-at-chain' : ''}`,
    text: `
    with ${ofAPopup ? ofPopup : ''}
    inserted as (
      insert into sign_in_attempt
        (id, reference, door, started_at, browser_hash, state_hash, popup_id, in_popup, path, chain_id, return_to, login_hint,
         ip, user_agent, network, popup_blocked, hint_waits, kept_until)
      select $1::uuid, $2, 'microsoft', $3, $4, $5, $6::uuid, $7, $8, $9::uuid, $10, $11::text, $12, $13, $14, $15, $11 is not null,
        $16::timestamptz
      where ${ofAPopup ? isNew : ''} ${mayAskMicrosoft('$4', '$14', '$17', '$18')}
      returning id, chain_id
    )${atAChain ? ofChain : ''}
    select ${ofAPopup ? '(select count(*) from renewed) +' : ''} (select count(*) from inserted) = 1 as is_started,
      exists (
        select from sign_in_attempt where ${underWayOfNetwork('$14')} offset ${mostUnproven.pendingOfNetwork - 1}
      ) as is_crowded`,
  }
}

const started = {
  alone: startedAttempt(false, false),
  atChain: startedAttempt(false, true),
  ofPopup: startedAttempt(true, false),
  ofPopupAtChain: startedAttempt(true, true),
}

const surplusDeleted = {
  name: 'delete-surplus-starts',
  text: `
    with too_many as (
      select id, browser_hash from sign_in_attempt where ${underWayOfNetwork('$1')}
      order by id desc offset ${mostUnproven.pendingOfNetwork}
    )
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where id in (
        select id from too_many where not exists (
          select from sign_in_attempt as before
          where before.browser_hash = too_many.browser_hash and before.outcome = 'succeeded'
        )
      ) for update skip locked
    )`,
}

/**
 * Starts an attempt. If this browser has one under way for the pop-up, that one goes on under the new state. Otherwise
 * one is inserted, which has the pop-up from now on, unless refusals have come back to its network too often; a browser
 * in which someone has signed in before is not asked. What the network has left undone beyond its bound is deleted, the
 * oldest first. Until then it is one statement, so that a flood costs little. The customer whose chain's address was used
 * sees the attempt from the start.
 *
 * @returns false if there is none now.
 */
export async function insertStartedAttempt(
  db: Db,
  attempt: Begun & { loginHint: string | null },
  { keptUntil, limit, alive }: { keptUntil: Date; limit: VainLimit; alive: Span },
): Promise<boolean> {
  const { id, reference, startedAt, browserHash, stateHash, popupId, inPopup } = attempt
  const { path, chainId, returnTo, loginHint, ip, userAgent, popupBlocked } = attempt
  const network = networkOf(ip)
  const values = [
    ...[
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
    ],
    ...[ip, userAgent, network, popupBlocked, keptUntil, limit.since, limit.most],
    ...(popupId === null ? [] : [alive.since, alive.until]),
  ]
  const [alone, atChain] =
    popupId === null ? [started.alone, started.atChain] : [started.ofPopup, started.ofPopupAtChain]
  const statement = chainId === null ? alone : atChain
  const [done] = await prepared<{ isStarted: boolean; isCrowded: boolean }>(db, statement, values)
  if (done?.isCrowded) await prepared(db, surplusDeleted, [network])
  return done?.isStarted === true
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
