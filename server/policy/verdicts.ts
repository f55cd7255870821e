import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { foldAddress } from './address.ts'
import { tenantsOf } from './doors.ts'
import type { Account, Candidate } from './matching.ts'

/**
 * What one customer's record says of an account that did not come in. Nothing of another customer is in it, not even
 * through the code: where the address is another customer's, this one reads `unknown_user`.
 */
export type Verdict = { customerId: string; userId: string | null; code: Refusal; checks: Check[] }

/** What an account was held against for one user, in the order of the match: with what was expected, and what came. */
export function checkAccount(account: Account, candidate: Candidate): Check[] {
  const tenants = [...new Set(tenantsOf(candidate))]
  const checks: Check[] = [
    { name: 'user', passed: true, expected: candidate.email, seen: account.loginId },
    { name: 'tenant_set', passed: tenants.length > 0 },
  ]
  if (tenants.length > 0) {
    checks.push({
      name: 'chain_tenant',
      passed: tenants.includes(account.tenantId),
      expected: tenants.join(', '),
      seen: account.tenantId,
    })
  }
  const linkedElsewhere = candidate.linkedInTenants.filter((tenantId) => tenants.includes(tenantId))
  if (candidate.linkedObjectId !== null) {
    const { linkedObjectId: expected } = candidate
    checks.push({ name: 'link', passed: expected === account.objectId, expected, seen: account.objectId })
  } else {
    checks.push({
      name: 'address',
      passed: foldAddress(candidate.email) === foldAddress(account.loginId),
      expected: candidate.email,
      seen: account.loginId,
    })
    if (linkedElsewhere.length > 0) {
      checks.push({
        name: 'link',
        passed: false,
        expected: linkedElsewhere.join(', '),
        seen: account.tenantId,
      })
    }
  }
  return [...checks, { name: 'enabled', passed: candidate.enabled }]
}

/** Nobody of this customer bears the address of the account, and nobody is linked with it. */
export function nobodyHere(customerId: string, account: Pick<Account, 'loginId'>): Verdict {
  return {
    customerId,
    userId: null,
    code: 'unknown_user',
    checks: [{ name: 'user', passed: false, seen: account.loginId }],
  }
}
