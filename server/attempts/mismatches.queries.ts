import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { Mismatch } from '#server/policy/why-tenant.ts'

/** So many of a customer's people, links and refusals tell what is usual. It may have a hundred thousand. */
const [somePeople, someLinks, someRefusals] = [1000, 200, 500]

/**
 * Of these attempts of a customer, which were refused because the account is in another tenant than the user's chain: what
 * is known of the account, and of everyone else's since a moment. What is everyone's is looked up once for all of them.
 */
export async function listMismatches(
  db: Db,
  customerId: string,
  attemptIds: readonly string[],
  since: Date,
): Promise<(Mismatch & { attemptId: string })[]> {
  if (attemptIds.length === 0) return []
  const { rows } = await sql<Mismatch & { attemptId: string }>`
    with asked as materialized (
      select c.attempt_id, c.user_id, c.attempt_tenant_id as came, s.azure_tenant_id as tenant,
        split_part(u.email_folded, '@', 2) as domain,
        exists (
          select from microsoft_link k
          where k.user_id = c.user_id and k.ended_at is null and k.tenant_id = c.attempt_tenant_id
            and k.object_id = c.attempt_object_id
        ) as came_in,
        exists (
          select from microsoft_link k
          where k.user_id = c.user_id and k.ended_at is null and k.tenant_id = s.azure_tenant_id
        ) as is_linked
      from sign_in_attempt_customer c
        join user_account u on u.id = c.user_id and u.customer_id = c.customer_id
        cross join lateral effective_settings(common_place(u.id)) as s
      where c.customer_id = ${customerId} and c.attempt_id = any(${attemptIds}::uuid[]) and c.code = 'tenant_mismatch'
        and c.attempt_tenant_id is not null
    ),
    refused as materialized (
      select distinct attempt_tenant_id as came, user_id from (
        select attempt_tenant_id, user_id from sign_in_attempt_customer
        where customer_id = ${customerId} and code = 'tenant_mismatch' and attempt_started_at > ${since}
          and user_id is not null and attempt_tenant_id is not null
        order by attempt_id desc limit ${sql.lit(someRefusals)}
      ) as newest
    ),
    usual as materialized (
      select domain, count(*) as people, count(*) filter (where split_part(email_folded, '@', 2) = domain) as having_it
      from (select distinct domain from asked) as domains
        cross join lateral (
          select email_folded from user_account where customer_id = ${customerId} order by id
          limit ${sql.lit(somePeople)}
        ) as some_users
      group by domain
    ),
    linked as materialized (
      select tenant, domain, count(*) as people, count(*) filter (where split_part(other.email_folded, '@', 2) = domain) as colleagues
      from (select distinct tenant, domain from asked) as pairs
        cross join lateral (
          select k.user_id from microsoft_link k
          where k.customer_id = ${customerId} and k.tenant_id = pairs.tenant and k.ended_at is null
          limit ${sql.lit(someLinks)}
        ) as some_links
        join user_account other on other.id = some_links.user_id
      group by tenant, domain
    ),
    alike as materialized (
      select pairs.tenant, pairs.came, count(*) as people
      from (select distinct tenant, came from asked) as pairs
        join refused on refused.came = pairs.came
      where not exists (
        select from microsoft_link k
        where k.user_id = refused.user_id and k.ended_at is null and k.tenant_id = pairs.tenant
      )
      group by pairs.tenant, pairs.came
    )
    -- Everyone else: without the person, who is among those that were counted.
    select asked.attempt_id, asked.came_in, asked.is_linked,
      exists (
        select from advanced_settings where customer_id = ${customerId} and azure_tenant_id = asked.came
      ) as is_of_other_chain,
      2 * (usual.having_it - 1) >= usual.people - 1 as is_usual_domain,
      greatest(coalesce(alike.people, 0) - case when not asked.is_linked and exists (
        select from refused where refused.user_id = asked.user_id and refused.came = asked.came
      ) then 1 else 0 end, 0)::int as alike,
      greatest(coalesce(linked.people, 0) - asked.is_linked::int, 0)::int as others,
      greatest(coalesce(linked.colleagues, 0) - asked.is_linked::int, 0)::int as colleagues
    from asked
      join usual on usual.domain = asked.domain
      left join linked on linked.tenant = asked.tenant and linked.domain = asked.domain
      left join alike on alike.tenant = asked.tenant and alike.came = asked.came`.execute(db)
  return rows
}
