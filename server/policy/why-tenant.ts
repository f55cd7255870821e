import type { Reason, TenantStatus } from '#shared/explanation.ts'
import type { NamedAccount } from './accounts.ts'
import { inForce, type PersonFacts } from './person-facts.ts'

/**
 * What is wrong if the account is in another tenant: the chain's tenant ID, or the account. If more of the customer's
 * people come from the other tenant than sign in through the chain's, the setting is wrong, otherwise the person is.
 */
export function otherTenant(facts: PersonFacts, account: NamedAccount): Reason {
  const { links, isUsualDomain, alike } = facts
  const cameIn = links.some(({ tenantId, objectId }) => {
    return tenantId === account.tenantId && objectId === account.objectId
  })
  const { colleagues = 0, others = 0 } = inForce(facts) ?? {}
  const alikeThem = alike.get(account.tenantId) ?? 0
  // An organization that moves to another tenant often has other addresses there, and of an unusual address only everyone
  // together says something.
  const signedIn = cameIn || !isUsualDomain ? others : colleagues
  if ((isUsualDomain || alikeThem > 0) && 1 + alikeThem > signedIn) return 'wrong_tenant'
  return cameIn ? 'old_tenant' : 'foreign_account'
}

/** Whether accounts of a tenant with this status can sign in here, as far as is known. */
export function isSignInPossible(status: TenantStatus): boolean {
  return status !== 'no_such_tenant' && status !== 'other_cloud'
}

/** If Microsoft does not know the person's tenant, or knows it in another cloud, no one can sign in with it. */
export function tenantUnknown(facts: PersonFacts): Reason | undefined {
  const settings = inForce(facts)
  if (!settings || isSignInPossible(settings.tenantStatus)) return undefined
  if (settings.tenantStatus === 'other_cloud') return 'tenant_in_other_cloud'
  return settings.tenantId === facts.applicationId ? 'tenant_is_application' : 'tenant_unknown'
}
