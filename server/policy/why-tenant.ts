import type { Reason, TenantStatus } from '#shared/explanation.ts'
import type { NamedAccount } from './accounts.ts'
import { inForce, linkInForce, type PersonFacts } from './person-facts.ts'

/** What is known of an account that is in another tenant than the person's chain, and of everyone else's. */
export type Mismatch = {
  /** Whether the person used to sign in with this account. */
  cameIn: boolean
  /** Whether the person is linked in the chain's own tenant, which therefore is right for one at least. */
  isLinked: boolean
  /** Whether the customer's other people have addresses in the person's domain. */
  isUsualDomain: boolean
  /** How many others were refused because their accounts are in that same tenant. */
  alike: number
  /** How many others sign in through the chain's tenant, and how many of them have addresses in the person's domain. */
  others: number
  colleagues: number
  /** Whether the account's tenant is that of another chain of the customer. */
  isOfOtherChain: boolean
}

/** Reasons for which an account is in another tenant. */
export type MismatchReason = Extract<
  Reason,
  'wrong_tenant' | 'old_tenant' | 'foreign_account' | 'other_chain'
>

/**
 * What is wrong if the account is in another tenant: the chain's tenant ID, or the account. If more of the customer's
 * people come from the other tenant than sign in through the chain's, the setting is wrong, otherwise the person is.
 */
export function reasonOfMismatch({
  cameIn,
  isLinked,
  isUsualDomain,
  alike,
  others,
  colleagues,
  isOfOtherChain,
}: Mismatch): MismatchReason {
  // An organization that moves to another tenant often has other addresses there, and of an unusual address only
  // everyone together says something.
  const signedIn = Number(isLinked) + (cameIn || !isUsualDomain ? others : colleagues)
  // Where another chain has the account's tenant, the likelier mistake is the user's location, until others are
  // refused, too.
  const isOfMany = alike > 0 || (isUsualDomain && !isOfOtherChain)
  if (isOfMany && 1 + alike > signedIn) return 'wrong_tenant'
  if (cameIn) return 'old_tenant'
  return isOfOtherChain ? 'other_chain' : 'foreign_account'
}

/** The same for a person. */
export function otherTenant(facts: PersonFacts, account: NamedAccount): MismatchReason {
  const { links, isUsualDomain, alike } = facts
  const cameIn = links.some(({ tenantId, objectId }) => {
    // Of an account that is only expected, the tenant is all that is known.
    return tenantId === account.tenantId && (account.objectId === '' || objectId === account.objectId)
  })
  const { colleagues = 0, others = 0 } = inForce(facts) ?? {}
  return reasonOfMismatch({
    cameIn,
    isLinked: linkInForce(facts) !== undefined,
    isUsualDomain,
    alike: alike.get(account.tenantId) ?? 0,
    others,
    colleagues,
    isOfOtherChain: facts.tenantsOfChains.includes(account.tenantId),
  })
}

/** How many are several: two may be consultants of one agency, or friends. */
const several = 3

/**
 * Whether several people whose home is one other tenant were refused because of it, and they are more than twice as
 * many as sign in through the chain's tenant. Then the setting is wrong, whatever else stops this person.
 */
export function isTenantRefusedToMany(facts: PersonFacts): boolean {
  // People who were refused before the tenant ID was corrected are in the chain's own tenant by now. Those who are at
  // the wrong one of two chains say nothing about either.
  const isElsewhere = (tenantId: string) => !facts.tenantsOfChains.includes(tenantId)
  const refused = Math.max(0, ...[...facts.alike].map(([id, people]) => (isElsewhere(id) ? people : 0)))
  const signIn = (inForce(facts)?.others ?? 0) + Number(linkInForce(facts) !== undefined)
  return refused >= several && refused > 2 * signIn
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
