import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

/** All locations of a branch, and the tenants of its chains. */
export type Branch = { locationIds: string[]; tenantIds: string[] }

/** The branches of these locations, all together. */
export async function findBranch(db: Db, customerId: string, roots: readonly string[]): Promise<Branch> {
  const { rows } = await sql<Branch>`
    with branch as (select id from branch_of(${customerId}, ${roots}::uuid[]))
    select
      array(select id from branch) as location_ids,
      array(
        select azure_tenant_id from advanced_settings where location_id in (select id from branch) and azure_tenant_id is not null
        union
        select azure_tenant_id from unnest(${roots}::uuid[]) as root cross join lateral effective_settings(root)
        where azure_tenant_id is not null
      ) as tenant_ids`.execute(db)
  return rows[0] ?? { locationIds: [], tenantIds: [] }
}

/**
 * The rule of a branch, for a customer's row of an attempt, called `concerned`. An attempt belongs to where its user holds a role today. If it names no user of the customer,
 * it belongs to the chain whose address was used, the chains of the tenant that answered, and the users with the
 * address of the hint.
 */
export function isIn({ locationIds, tenantIds }: Branch): RawBuilder<unknown> {
  // With a list of locations instead of a query for them, PostgreSQL sees how many people there are. It puts them into
  // a hash if they fit, and looks them up one by one if they are too many.
  return sql`(
    exists (
      select from membership
      where membership.user_id = ${personId} and membership.location_id = any(${locationIds}::uuid[])
    )
    or concerned.user_id is null and (
      concerned.attempt_chain_id = any(${locationIds}::uuid[]) or concerned.attempt_tenant_id = any(${tenantIds}::uuid[])
    )
  )`
}

/** The user of an attempt, called `concerned`; otherwise the one with the address of the hint. */
export const personId = sql`coalesce(concerned.user_id, concerned.hinted_user_id)`
