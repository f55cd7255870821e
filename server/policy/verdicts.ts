import type { Check, CheckName } from '#shared/checks.ts'
import { hasEnded } from '#shared/end-date.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Account, Candidate } from './accounts.ts'
import { foldAddress } from './address.ts'
import { tenantOf } from './doors.ts'

/**
 * What one customer's record says about an account that could not sign in. Nothing about another customer is in it,
 * not even in the code: if the address is another customer's, this one reads `unknown_user`.
 */
export type Verdict = {
  customerId: string
  userId: string | null
  code: Refusal
  checks: Check[]
  /** Whether the account is of the tenant in force for that user: only then is it matched with them (R31). */
  isOwnTenant: boolean
}

/** What an account was compared with for one user, in the order of the match, with what was expected and what came. */
export function checkAccount(account: Account, candidate: Candidate, now: Date): Check[] {
  const tenantId = tenantOf(candidate)
  return [
    { name: 'user', passed: true, expected: candidate.email, ...named(account) },
    { name: 'tenant_set', passed: tenantId !== null },
    ...(tenantId === null ? [] : [same('chain_tenant', tenantId, account.tenantId)]),
    candidate.linkedObjectId === null
      ? {
          name: 'address',
          passed: hasAddressOf(candidate, account),
          expected: candidate.email,
          ...named(account),
        }
      : same('link', candidate.linkedObjectId, account.objectId),
    ...(candidate.suspended ? [{ name: 'customer_active', passed: false } as const] : []),
    { name: 'enabled', passed: candidate.enabled },
    ...(hasEnded(candidate, now)
      ? [{ name: 'not_ended', passed: false, seen: candidate.endsOn ?? '' } as const]
      : []),
  ]
}

/** Whether the login ID is exactly the user's e-mail address (R9). An account without a login ID has no one's. */
export function hasAddressOf({ email }: Pick<Candidate, 'email'>, { loginId }: Pick<Account, 'loginId'>) {
  return loginId !== null && foldAddress(email) === foldAddress(loginId)
}

function named({ loginId }: Pick<Account, 'loginId'>): Pick<Check, 'seen'> {
  return loginId === null ? {} : { seen: loginId }
}

function same(name: CheckName, expected: string, seen: string): Check {
  return { name, passed: expected === seen, expected, seen }
}

/**
 * No user of this customer has the address of the account or is linked with it. An account without a login ID could be
 * any user's: then the claim is missing, and nothing is said about users.
 */
export function noUserHere(customerId: string, account: Pick<Account, 'loginId'>): Verdict {
  const { loginId } = account
  return loginId === null
    ? { customerId, userId: null, code: 'invalid_response', checks: [missingLoginId], isOwnTenant: false }
    : {
        customerId,
        userId: null,
        code: 'unknown_user',
        checks: [{ name: 'user', passed: false, seen: loginId }],
        isOwnTenant: false,
      }
}

/** The account is the user's by all that was compared, and the first link still needs the user's own password. */
export function notVouchedFor(account: Account, candidate: Candidate, code: Refusal, now: Date): Verdict {
  const { customerId, userId } = candidate
  const checks: Check[] = [...checkAccount(account, candidate, now), { name: 'vouched', passed: false }]
  return { customerId, userId, code, checks, isOwnTenant: true }
}

/**
 * What a customer reads where an account of another tenant used the address of one of its users: that, and the tenant.
 */
export function fromAnotherTenant(verdict: Verdict): Verdict {
  return {
    ...verdict,
    checks: verdict.checks.filter(({ name }) => name === 'tenant_set' || name === 'chain_tenant'),
  }
}

/** A first sign-in needs it, and a linked account does not (R9). */
export const missingLoginId: Check = { name: 'login_id', passed: false, expected: 'preferred_username' }
