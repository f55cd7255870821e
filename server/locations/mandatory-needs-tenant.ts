import type { Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { listMandatoryWithoutTenant } from './locations.queries.ts'

/**
 * A chain may turn mandatory authentication on with a tenant that it inherits. So whatever takes a tenant away from a
 * branch, after it was done, asks here whether it is missed anywhere in it.
 *
 * @throws {Problem} `mandatory_authentication_is_on`, with the chains where it is.
 */
export async function mustKeepTenants(trx: Trx, branch: { id: string; customerId: string }): Promise<void> {
  const chains = await listMandatoryWithoutTenant(trx, branch)
  if (chains.length === 0) return
  if (chains.some(({ id }) => id === branch.id)) throw tenantIsNeeded()
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
