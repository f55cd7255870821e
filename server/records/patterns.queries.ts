import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import type { RecordScope } from './reading-scope.ts'
import { conditions, findView, firstIdFrom } from './sign-ins.queries.ts'

/** Refusals of one chain that fail in the same way. */
export type AlikeRefusals = {
  chainId: string
  chainName: string
  code: Refusal
  /** The tenant that answered instead of the chain's. */
  tenantId: string | null
  count: number
  /** How many people there were, as far as is known. */
  people: number
  since: Date
  last: Date
  /** Whether anyone of the customer signed in with Microsoft meanwhile. */
  someoneCameIn: boolean
}

/** Which refusals can form a pattern, each with the code under which it counts. */
const counted = Object.entries(refusals).flatMap(([code, { pattern }]) => (pattern ? [[code, pattern]] : []))

/** How many of the newest refusals are read. In a flood of them, the newest say enough. */
const newest = 1000

/**
 * How many refusals of one network and kind count if no one proved who they were. One stranger makes as many of these as
 * they like (R34).
 */
const unprovenOfNetwork = 5

/**
 * Chains with three refusals or more of one kind within an hour, since a moment. The chain is the one whose address
 * was used, or that the person belongs to, or whose tenant answered. It is named after the chain that has the
 * settings.
 */
export async function listAlikeRefusals(db: Db, scope: RecordScope, since: Date): Promise<AlikeRefusals[]> {
  const codes = counted.map(([code]) => code)
  const failing = conditions(await findView(db, scope), { door: 'microsoft', from: since })
  const { rows } = await sql<AlikeRefusals>`
    with refused as (
      select
        concerned.customer_id, attempt.network, attempt.kept_until, attempt.id as attempt_id, attempt.started_at, attempt.tenant_id, attempt.login_id, attempt.chain_id,
        ${sql.raw(
          `(case ${counted
            .map(([code, as]) => `when concerned.code = '${code}' then '${as}'`)
            .join(' ')} end)`,
        )} as code,
        coalesce(concerned.user_id, concerned.hinted_user_id) as person_id
      from sign_in_attempt_customer as concerned join sign_in_attempt as attempt on attempt.id = concerned.attempt_id
      where ${failing} and concerned.code = any(${codes})
      order by concerned.attempt_id desc limit ${newest}
    ),
    refusal as (
      select * from (
        select refused.*, row_number() over (partition by network, code, chain_id order by attempt_id) as nth_of_network
        from refused
      ) as counted
      where kept_until is null or nth_of_network <= ${unprovenOfNetwork}
    ),
    placed as (
      select refusal.*, case when code = 'tenant_mismatch' then tenant_id end as other_tenant_id,
        coalesce(
          (select location.id from location where location.id = chain_id and location.customer_id = refusal.customer_id),
          (select location_id from membership where user_id = person_id and customer_id = refusal.customer_id
            order by location_id limit 1),
          (select location_id from advanced_settings where azure_tenant_id = tenant_id
            and advanced_settings.customer_id = refusal.customer_id order by location_id limit 1)
        ) as place_id
      from refusal
    ),
    of_chain as (
      select placed.*, coalesce(
        (select location_id from effective_settings(place_id)), customer_id
      ) as settings_id
      from placed
    ),
    timed as (
      select of_chain.*, started_at - lag(started_at, 2) over (
        partition by settings_id, code, other_tenant_id order by started_at
      ) <= interval '1 hour' as is_third
      from of_chain
    )
    select
      location.id as chain_id, location.name as chain_name, timed.code, other_tenant_id as tenant_id, count(*) as count,
      count(distinct coalesce(person_id::text, lower(login_id))) as people,
      min(started_at) as since, max(started_at) as last,
      exists (
        select from sign_in_attempt_customer as entered
        where entered.customer_id = ${scope.customerId} and entered.code is null and entered.attempt_outcome = 'succeeded'
          and entered.attempt_door = 'microsoft' and entered.attempt_started_at >= min(timed.started_at)
          and entered.attempt_id >= ${firstIdFrom(since)}::uuid
      ) as someone_came_in
    from timed join location on location.id = settings_id
    group by location.id, location.name, timed.code, other_tenant_id
    having bool_or(is_third)
    order by max(started_at) desc`.execute(db)
  return rows
}

/**
 * The chain whose settings decide for an attempt: those of its user, of the chain whose address was used, or of the
 * tenant that answered; undefined if no chain of the customer has any.
 */
export async function findSettingsChain(
  db: Db,
  customerId: string,
  attempt: {
    userId: string | null
    hintedUserId: string | null
    chainId: string | null
    tenantId: string | null
  },
): Promise<{ id: string; name: string } | undefined> {
  const { userId, hintedUserId, chainId, tenantId } = attempt
  const { rows } = await sql<{ id: string; name: string }>`
    with place as (
      select coalesce(
        ${chainId}::uuid,
        (select common_place(id) from user_account where id = ${userId ?? hintedUserId}::uuid and customer_id = ${customerId}),
        (select location_id from advanced_settings where azure_tenant_id = ${tenantId}::uuid
          and customer_id = ${customerId} order by location_id limit 1),
        ${customerId}::uuid
      ) as id
    )
    select location.id, location.name
    from place join location
      on location.id = coalesce((select location_id from effective_settings(place.id)), ${customerId}::uuid)
    where location.customer_id = ${customerId}`.execute(db)
  return rows[0]
}
