import { sql } from 'kysely'
import { findBranch, isIn } from '#server/attempts/branches.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { type Refusal, refusalsWith } from '#shared/refusals.ts'

/** What a customer's attempts through a tenant show together. */
export type AttemptsThrough = {
  triedAt: Date | null
  acceptedAt: Date | null
  lastId: string | null
  lastAt: Date | null
  lastOutcome: 'succeeded' | 'refused' | null
  lastCode: Refusal | null
}

/**
 * An attempt is through the tenant if it was sent there, or if an account of it came back. Only a proven account has
 * an object ID. A test in progress does not count as sent there, because it leaves by the path of every tenant.
 *
 * How far it has come is the whole customer's, for a tenant may be inherited. The last attempt is one of the chain's own
 * branch, as in the list of sign-ins (R22).
 */
export async function findAttemptsThrough(
  db: Db,
  { id: chainId, customerId }: { id: string; customerId: string },
  tenantId: string,
): Promise<AttemptsThrough | undefined> {
  const isOfChain = chainId === customerId ? sql`true` : isIn(await findBranch(db, customerId, [chainId]))
  const { rows } = await sql<AttemptsThrough>`
    with attempt as (
      select id, outcome, coalesce(concerned.code, sign_in_attempt.code) as code, started_at, ended_at, tenant_id, object_id,
        concerned.user_id, hinted_user_id, attempt_chain_id, attempt_tenant_id
      from sign_in_attempt_customer as concerned join sign_in_attempt on id = attempt_id
      where customer_id = ${customerId} and door = 'microsoft' and outcome <> 'pending' and purpose = 'sign_in'
        and (tenant_id = ${tenantId} or path = ${tenantId}::text)
      union all
      select sign_in_attempt.id, outcome, sign_in_attempt.code, started_at, ended_at, tenant_id, object_id,
        user_id, null, chain_id, tenant_id
      from sign_in_attempt join location on location.id = chain_id
      where outcome = 'pending' and customer_id = ${customerId} and path = ${tenantId}::text
    ),
    last as (
      select * from attempt as concerned where ended_at is not null and ${isOfChain}
      order by ended_at desc, id desc limit 1
    )
    select
      min(started_at) filter (where code is null or code <> all(${refusalsWith('never_left')})) as tried_at,
      min(ended_at) filter (where tenant_id = ${tenantId} and object_id is not null) as accepted_at,
      (select id from last) as last_id,
      (select ended_at from last) as last_at,
      (select outcome from last) as last_outcome,
      (select code from last) as last_code
    from attempt`.execute(db)
  return rows[0]
}

/** The user whose sign-in confirmed the settings in force at a chain; only if they have a role there or below it. */
export async function findConfirmer(
  db: Db,
  chain: { id: string; customerId: string },
): Promise<{ userId: string; name: string } | undefined> {
  const { rows } = await sql<{ userId: string; name: string }>`
    select user_account.id as user_id, person_name(user_account) as name
    from effective_settings(${chain.id}) as settings join user_account on user_account.id = settings.confirmed_by
    where exists (
      select from membership
      where user_id = user_account.id
        and location_id in (select id from branch_of(${chain.customerId}, array[${chain.id}]::uuid[]))
    )`.execute(db)
  return rows[0]
}
