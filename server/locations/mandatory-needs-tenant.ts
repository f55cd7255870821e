import type { Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { listMandatoryWithoutTenant } from './locations.queries.ts'

/**
 * A chain may turn mandatory authentication on with a tenant that it inherits. So whatever takes a tenant away from
 * branches, after it was done, asks here whether it is missed anywhere in them.
 *
 * @throws {Problem} `mandatory_authentication_is_on`, with the chains where it is.
 */
export async function mustKeepTenants(
  trx: Trx,
  branches: { ids: readonly string[]; customerId: string },
): Promise<void> {
  const chains = await listMandatoryWithoutTenant(trx, branches)
  if (chains.length === 0) return
  if (chains.some(({ id }) => branches.ids.includes(id))) throw tenantIsNeeded()
  const names = chains.map(({ name }) => name).join(', ')
  throw new Problem(
    'mandatory_authentication_is_on',
    `Mandatory authentication is on at ${names}, and depends on this tenant ID. Turn it off there first.`,
  )
}

export function tenantIsNeeded() {
  return new Problem(
    'mandatory_authentication_is_on',
    'Mandatory authentication depends on this tenant ID. Turn it off first.',
  )
}
