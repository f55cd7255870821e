import { type RawBuilder, sql } from 'kysely'
import { Problem } from '#server/platform/problem.ts'
import { can, type Membership } from '#shared/permissions.ts'

/** Which records somebody may read. `roots` are the locations whose branch they manage; null for a whole customer. */
export type RecordScope = { customerId: string; roots: readonly string[] | null }

/** @throws {Problem} `forbidden` for who may read no records at all. */
export function scopeOf(customerId: string, memberships: readonly Membership[]): RecordScope {
  const roots = memberships
    .filter((membership) => can([membership], 'records.read', [membership.locationId]))
    .map(({ locationId }) => locationId)
  if (roots.length === 0) throw new Problem('forbidden', 'Records are for managers.')
  return { customerId, roots: roots.includes(customerId) ? null : roots }
}

/** These locations and all that is under them, as a part of `with recursive`. */
export function branchUnder(
  name: string,
  customerId: string,
  roots: readonly string[] | null,
): RawBuilder<unknown> {
  const branch = sql.ref(name)
  return sql`${branch} as (
      select id from location where id = any(${roots ?? []}::uuid[]) and customer_id = ${customerId}
      union
      select location.id from location join ${branch} on location.parent_id = ${branch}.id
    )`
}
