import { sql } from 'kysely'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Refusal } from '#shared/refusals.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { areaOf, concernedOf } from './touched.queries.ts'

/** A person whom mandatory authentication at a chain concerns, and how far they have come with Microsoft. */
export type AreaUser = {
  userId: string
  username: string
  email: string
  /** Their highest manager role, which exempts them; null for everyone below (R14). */
  managerRole: Role | null
  hasPassword: boolean
  /** The first day on which their account is no longer open; null if it has no end. */
  endsOn: string | null
  /**
   * The day from which an exception by name no longer lets them keep a password; null if none holds there. An
   * exception made below the chain that requires Microsoft does not hold (R14).
   */
  exceptionEndsOn: string | null
  hasSecondFactor: boolean
  /** Whether they have a link with the tenant in force at their own chain (R12). */
  linked: boolean
  lastAttempt: {
    id: string
    reference: string
    startedAt: string
    outcome: 'succeeded' | 'refused'
    code: Refusal | null
    /** Whether something other than a typed address says that it was theirs. */
    isProven: boolean
  } | null
}

/**
 * The users with an open account whom a change of mandatory authentication at a chain concerns, each with the last
 * sign-in with Microsoft that is known to be theirs, by user or by the asserted address; of someone who has never
 * signed in, also by the address that was typed.
 */
export async function listPeopleOfArea(
  db: Db | Trx,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<AreaUser[]> {
  const { rows } = await sql<AreaUser>`
    with recursive ${areaOf(chain.id, 'mandatoryAuthentication')}, ${concernedOf(chain.customerId)},
    people as (
      select id, username, email, email_folded, password_hash, ends_on, last_sign_in_at from user_account
      where enabled and not has_ended(ends_on, ${now}) and id in (select user_id from concerned)
    ),
    -- The chain whose exceptions count if it is on at this one: the topmost that requires it, and everything above.
    above as (
      select up.id from effective_settings(${chain.id}) as settings
        cross join lateral path_up(coalesce(settings.mandatory_authentication_from, ${chain.id})) as up
    ),
    -- The tenant in force at each one's chain. It is looked up once for each place, of which there are fewer than people.
    placed as (
      select user_id, case when count(*) = 1 then (array_agg(location_id))[1] else common_place(user_id) end as place_id
      from membership where user_id in (select id from people) group by user_id
    ),
    tenant as (
      select place_id, settings.azure_tenant_id
      from (select distinct place_id from placed) as place cross join lateral effective_settings(place_id) as settings
    ),
    attempt as (
      select id, reference, started_at, outcome, coalesce(concerned.code, sign_in_attempt.code) as code,
        coalesce(concerned.user_id, concerned.hinted_user_id) as user_id, login_id,
        concerned.user_id is not null or login_id is not null as is_proven
      from sign_in_attempt_customer as concerned join sign_in_attempt on id = attempt_id
      where customer_id = ${chain.customerId} and door = 'microsoft' and outcome <> 'pending' and purpose = 'sign_in'
    ),
    -- Two joins rather than one with "or", which would compare every attempt with every user.
    tried as (
      select people.id as person, attempt.* from people join attempt on attempt.user_id = people.id
      -- Anyone can type an address. It counts only as long as it is all that is known.
      where attempt.is_proven or people.last_sign_in_at is null
      union all
      select people.id, attempt.* from people
        join attempt on attempt.user_id is null and ${foldedAddress('attempt.login_id')} = people.email_folded
    ),
    last as (select distinct on (person) * from tried order by person, is_proven desc, started_at desc)
    select
      people.id as user_id, username, email, ends_on,
      (
        select max(exception.ends_on) from password_exception as exception
        where exception.customer_id = ${chain.customerId} and exception.user_id = people.id
          and not has_ended(exception.ends_on, ${now}) and exception.chain_id in (select id from above)
      ) as exception_ends_on,
      (
        select role from membership where user_id = people.id and role = any(${managerRoles})
        order by array_position(${managerRoles}::text[], role) limit 1
      ) as manager_role,
      password_hash is not null as has_password,
      exists (select from authenticator_app where user_id = people.id)
        or exists (select from passkey where user_id = people.id) as has_second_factor,
      exists (
        select from microsoft_link
        where microsoft_link.user_id = people.id and ended_at is null
          and microsoft_link.tenant_id = tenant.azure_tenant_id
      ) as linked,
      case when last.person is not null then json_build_object(
        'id', last.id, 'reference', last.reference, 'startedAt', last.started_at, 'outcome', last.outcome,
        'code', last.code, 'isProven', last.is_proven
      ) end as last_attempt
    from people
      join placed on placed.user_id = people.id
      join tenant on tenant.place_id = placed.place_id
      left join last on last.person = people.id
    order by username`.execute(db)
  return rows
}
