import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { mostUnproven } from '#server/policy/keeping.ts'

/** Rows deleted by one statement. */
const batch = 5000

/**
 * Deletes the oldest attempts in which no one proved who they are, beyond what the network, the chain and the user of this
 * one may have here (R34).
 */
export async function deleteSurplus(
  trx: Trx,
  of: { network: string; chainId: string | null; userId: string | null },
): Promise<void> {
  const { network, chainId, userId } = of
  await sql`
    with surplus as (
      (
        select id from sign_in_attempt
        where network = ${network} and kept_until is not null and outcome = 'refused' and help_asked_at is null
        order by id desc offset ${mostUnproven.endedOfNetwork}
      )
      union all
      (
        select id from sign_in_attempt
        where network = ${network} and kept_until is not null and outcome = 'refused' and help_asked_at is not null
        order by id desc offset ${mostUnproven.askedForHelpOfNetwork}
      )
      union all
      (
        select id from sign_in_attempt
        where chain_id = ${chainId} and network = ${network} and kept_until is not null and outcome = 'refused'
          and help_asked_at is null
        order by id desc offset ${mostUnproven.endedOfNetworkAndChain}
      )
      union all
      (
        select id from sign_in_attempt
        where chain_id = ${chainId} and kept_until is not null and outcome = 'refused' and help_asked_at is null
        order by id desc offset ${mostUnproven.endedOfChain}
      )
      union all
      (
        select id from sign_in_attempt
        where user_id = ${userId} and kept_until is not null
        order by id desc offset ${mostUnproven.ofUser}
      )
    )
    -- Of many at once, one deletes a row, and none waits for another.
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where id in (select id from surplus) for update skip locked
    )`.execute(trx)
}

/**
 * Deletes what a flood has left under way and will not be kept when it ends, all at once: to end each of them first would
 * cost as much as the flood did.
 *
 * @param before attempts that started earlier are over.
 */
export async function deleteUnreturnedSurplus(db: Db, before: Date): Promise<void> {
  await sql`
    with counted as (
      select id, chain_id, row_number() over (partition by network, chain_id order by id desc) as nth
      from sign_in_attempt
      where outcome = 'pending' and started_at < ${before} and kept_until is not null
    )
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where id in (
        select id from counted where nth > case
          when chain_id is null then ${mostUnproven.endedOfNetwork}::int else ${mostUnproven.endedOfNetworkAndChain}::int
        end
      ) for update skip locked
    )`.execute(db)
}

/** @returns how many were deleted, because their time was over. */
async function deleteOverdue(db: Db, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where kept_until <= ${now} limit ${batch} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Deletes every attempt whose time is over. */
export async function deleteAllOverdue(db: Db, now: Date): Promise<void> {
  while ((await deleteOverdue(db, now)) === batch);
}
