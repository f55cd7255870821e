import type { Check, CheckName } from '#shared/checks.ts'
import type { Account, Candidate } from './accounts.ts'
import { match } from './matching.ts'
import { checkAccount, noUserHere, type Verdict } from './verdicts.ts'

/**
 * What a test of the connection says about the account that was used. `code` is null if it would be allowed to sign
 * in.
 */
export type Judgement = Omit<Verdict, 'code' | 'isOwnTenant'> & { code: Verdict['code'] | null }

/**
 * The tenant comes before everything else (R8): about an account from another tenant, only that tenant is shown. A
 * guest belongs to another organization, whatever the token's tenant is, and so proves nothing (R31).
 */
export function judgeTenant(
  customerId: string,
  tested: string,
  account: Account & { guest: boolean },
): Judgement | null {
  if (account.tenantId === tested && !account.guest) return null
  const check = checkTenant(tested, account)
  const checks = account.guest
    ? [{ ...check, passed: false, seen: `${account.tenantId}, as a guest` }]
    : [check]
  return { customerId, userId: null, code: 'tenant_mismatch', checks }
}

/**
 * What a sign-in with this account would lead to in one customer (R20). The rules are those of the match. What they
 * say is shown only for users who are `here`, where the tester is a manager.
 *
 * @param candidates as if the tested tenant were saved.
 */
export function judgeAccount(
  customerId: string,
  tested: string,
  account: Account,
  candidates: readonly Candidate[],
  hereIds: ReadonlySet<string>,
  now: Date,
): Judgement {
  const found = match(account, candidates, customerId, now)
  const [candidate] =
    found.kind === 'admit' ? [found.candidate] : found.kind === 'choose' ? found.candidates : []
  if (candidate && hereIds.has(candidate.userId))
    return { customerId, userId: candidate.userId, code: null, checks: checkAccount(account, candidate, now) }

  const verdict = found.kind === 'refuse' ? found.verdicts[0] : undefined
  if (verdict?.userId && hereIds.has(verdict.userId)) return verdict
  const nobody = noUserHere(customerId, account)
  return { ...nobody, checks: [checkTenant(tested, account), ...nobody.checks] }
}

function checkTenant(tested: string, account: Account): Check {
  return {
    name: 'chain_tenant',
    passed: account.tenantId === tested,
    expected: tested,
    seen: account.tenantId,
  }
}

const ofThePerson: readonly CheckName[] = ['subject', 'object_id', 'login_id']

/** The same checks without saying who it was, for an account that belongs to no user of this customer. */
export function withoutPerson(checks: readonly Check[]): Check[] {
  return checks.map(({ seen, ...check }) =>
    ofThePerson.includes(check.name) || seen === undefined ? check : { ...check, seen },
  )
}
