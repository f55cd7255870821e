import { Problem } from '#server/platform/problem.ts'
import { can, type Membership } from '#shared/permissions.ts'

/**
 * Which records a person may read. `roots` are the locations whose branches they manage; null means a whole customer.
 */
export type RecordScope = { customerId: string; roots: readonly string[] | null }

/** @throws {Problem} `forbidden` for people who may read no records at all. */
export function scopeOf(customerId: string, memberships: readonly Membership[]): RecordScope {
  const scope = findScope(customerId, memberships)
  if (!scope) throw new Problem('forbidden', 'Records are for managers.')
  return scope
}

/** The same; undefined for people who may read none. */
export function findScope(customerId: string, memberships: readonly Membership[]): RecordScope | undefined {
  const roots = memberships
    .filter((membership) => can([membership], 'records.read', [membership.locationId]))
    .map(({ locationId }) => locationId)
  if (roots.length === 0) return undefined
  return { customerId, roots: roots.includes(customerId) ? null : roots }
}
