import type { Check, CheckName } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Account, Candidate } from './accounts.ts'
import { foldAddress } from './address.ts'
import { tenantOf } from './doors.ts'

/**
 * What one customer's record says of an account that did not come in. Nothing of another customer is in it, not even
 * through the code: where the address is another customer's, this one reads `unknown_user`.
 */
export type Verdict = { customerId: string; userId: string | null; code: Refusal; checks: Check[] }

/** What an account was held against for one user, in the order of the match: with what was expected, and what came. */
export function checkAccount(account: Account, candidate: Candidate): Check[] {
  const tenantId = tenantOf(candidate)
  return [
    { name: 'user', passed: true, expected: candidate.email, seen: account.loginId },
    { name: 'tenant_set', passed: tenantId !== null },
    ...(tenantId === null ? [] : [same('chain_tenant', tenantId, account.tenantId)]),
    candidate.linkedObjectId === null
      ? {
          ...same('address', candidate.email, account.loginId),
          passed: foldAddress(candidate.email) === foldAddress(account.loginId),
        }
      : same('link', candidate.linkedObjectId, account.objectId),
    { name: 'enabled', passed: candidate.enabled },
  ]
}

function same(name: CheckName, expected: string, seen: string): Check {
  return { name, passed: expected === seen, expected, seen }
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
