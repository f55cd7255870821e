import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Bench, type Mutation, openWorkshop } from '#server/testing/mutations.ts'
import { type Policy, rules } from './rules.ts'

/** One condition of a rule changed: at least one example of `rules.ts` must then come out otherwise. */
const conditions: [name: string, file: string, from: string, to: string][] = [
  ['blank-before-an-address-counts', 'address.ts', '^[ \\t\\n\\r\\f\\v]+|', ''],
  ['blank-after-an-address-counts', 'address.ts', '|[ \\t\\n\\r\\f\\v]+$', ''],
  ['every-unicode-blank-is-trimmed', 'address.ts', '^[ \\t\\n\\r\\f\\v]+', '^\\s+'],
  ['capitals-make-another-address', 'address.ts', '.replace(/[A-Z]/g, (letter) => letter.toLowerCase())', ''],
  [
    'letters-beyond-ascii-are-folded',
    'address.ts',
    '.replace(/[A-Z]/g, (letter) => letter.toLowerCase())',
    '.toLowerCase()',
  ],
  ['z-is-not-folded', 'address.ts', '/[A-Z]/g', '/[A-Y]/g'],

  ['microsoft-without-a-tenant', 'doors.ts', "if (tenantId === null) return 'microsoft_not_enabled'", ''],
  ['any-tenant-will-do', 'doors.ts', "if (tenantId !== key.tenantId) return 'tenant_mismatch'", ''],
  ['tenant-of-the-users-chain-is-ignored', 'doors.ts', 'return commonTenantId\n', 'return null\n'],
  ['mandatory-without-a-tenant', 'doors.ts', 'isRequired && tenantOf(standing) !== null', 'isRequired'],
  ['disabled-users-sign-in', 'doors.ts', "if (!standing.enabled) return 'account_disabled'", ''],
  [
    'disabled-users-sign-in-with-microsoft',
    'doors.ts',
    "if (!standing.enabled) return 'account_disabled'",
    "if (!standing.enabled && key.door === 'password') return 'account_disabled'",
  ],
  [
    'disabled-users-sign-in-with-a-password',
    'doors.ts',
    "if (!standing.enabled) return 'account_disabled'",
    "if (!standing.enabled && key.door === 'microsoft') return 'account_disabled'",
  ],
  ['ended-accounts-sign-in', 'doors.ts', "if (hasEnded(standing, now)) return 'account_ended'", ''],
  [
    'ended-accounts-sign-in-with-microsoft',
    'doors.ts',
    'if (hasEnded(standing, now))',
    "if (key.door === 'password' && hasEnded(standing, now))",
  ],
  [
    'managers-lose-their-password',
    'doors.ts',
    "key.door === 'password' && !isManager(standing)",
    "key.door === 'password'",
  ],
  [
    'microsoft-is-closed-by-mandatory-authentication',
    'doors.ts',
    "key.door === 'password' && !isManager(standing)",
    '!isManager(standing)',
  ],
  [
    'mandatory-authentication-closes-nothing',
    'doors.ts',
    'held.mandatoryAuthentication && !isExcepted(held, now)',
    'false',
  ],
  [
    'mandatory-only-where-it-is-everywhere',
    'doors.ts',
    'return memberships.some((held)',
    'return memberships.every((held)',
  ],
  ['every-manager-is-marked', 'doors.ts', 'isKept && isMandatorySomewhere(standing)', 'isKept'],
  [
    'everyone-under-mandatory-authentication-is-marked',
    'doors.ts',
    'isKept && isMandatorySomewhere(standing)',
    'isMandatorySomewhere(standing)',
  ],
  ['exceptions-hold-nowhere', 'doors.ts', ' && !isExcepted(held, now)', ''],
  ['exceptions-never-end', 'doors.ts', 'endsOn !== null && !hasEnded({ endsOn }, now)', 'endsOn !== null'],
  [
    'who-keeps-the-password-by-name-is-not-marked',
    'doors.ts',
    'isManager(standing) || !isRequiredSomewhere(standing, now)',
    'isManager(standing)',
  ],
  [
    'manager-only-with-every-role',
    'doors.ts',
    'standing.memberships.some(({ role })',
    'standing.memberships.every(({ role })',
  ],
  [
    'chain-and-user-manager-is-the-only-manager',
    'doors.ts',
    'managerRoles.includes(role)',
    "role === 'chain_and_user_manager'",
  ],
  ['everyone-but-viewers-is-a-manager', 'doors.ts', 'managerRoles.includes(role)', "role !== 'viewer'"],

  [
    'a-link-does-not-go-before-an-address',
    'matching.ts',
    '!linkedIn.has(c.customerId) || isLinked(account, c)',
    'true',
  ],
  [
    'a-link-hides-other-customers',
    'matching.ts',
    '!linkedIn.has(c.customerId) || isLinked(account, c)',
    'linkedIn.size === 0 || isLinked(account, c)',
  ],
  ['those-who-are-refused-are-offered', 'matching.ts', 'refusalOf(account, candidate, now) === null', 'true'],
  ['choice-is-not-remembered', 'matching.ts', 'candidate.customerId === customerId', 'false'],
  [
    'a-refused-choice-refuses-all',
    'matching.ts',
    'here.length > 0 ? here : foremost(account, admitted)',
    'here',
  ],
  [
    'a-claimed-tenant-is-as-good-as-a-proved-one',
    'matching.ts',
    'proved.length > 0 ? proved : admitted',
    'admitted',
  ],
  [
    'a-link-does-not-go-before-other-customers',
    'matching.ts',
    'linked.length > 0 ? linked : trusted',
    'trusted',
  ],
  [
    'one-of-several-is-taken',
    'matching.ts',
    'if (only && others.length > 0) return',
    'if (only && others.length > 9) return',
  ],
  ['every-sign-in-is-the-first', 'matching.ts', 'firstTime: !isLinked(account, only)', 'firstTime: true'],
  ['no-sign-in-is-the-first', 'matching.ts', 'firstTime: !isLinked(account, only)', 'firstTime: false'],
  [
    'no-login-id-is-an-unknown-user',
    'matching.ts',
    "=== null ? 'invalid_response' : 'unknown_user'",
    "=== null ? 'unknown_user' : 'unknown_user'",
  ],
  [
    'an-unknown-user-is-an-error',
    'matching.ts',
    "=== null ? 'invalid_response' : 'unknown_user'",
    "!== null ? 'invalid_response' : 'unknown_user'",
  ],
  [
    'reason-of-another-customer',
    'matching.ts',
    'reasons.filter((reason) => reason.customerId === customerId)',
    'reasons',
  ],
  ['verdict-without-a-tenant-passes', 'verdicts.ts', 'passed: tenantId !== null', 'passed: true'],
  ['verdict-of-anything-passes', 'verdicts.ts', 'passed: expected === seen', 'passed: true'],
  ['verdict-forgets-the-link', 'verdicts.ts', 'candidate.linkedObjectId === null\n', 'true\n'],
  [
    'capitals-tell-addresses-apart',
    'verdicts.ts',
    'foldAddress(email) === foldAddress(loginId)',
    'email === loginId',
  ],
  [
    'no-login-id-is-any-address',
    'verdicts.ts',
    'loginId !== null && foldAddress(email)',
    'loginId === null || foldAddress(email)',
  ],
  [
    'verdict-of-any-address-passes',
    'verdicts.ts',
    'passed: hasAddressOf(candidate, account)',
    'passed: true',
  ],
  ['verdict-of-the-disabled-passes', 'verdicts.ts', 'passed: candidate.enabled', 'passed: true'],
  [
    'tenant-is-the-users-own',
    'matching.ts',
    'tenantId: account.tenantId }, candidate, now)',
    "tenantId: candidate.commonTenantId ?? '' }, candidate)",
  ],
  [
    'disabled-is-said-before-who-it-is',
    'matching.ts',
    'if (closed && !isOfAccount(closed)) return closed',
    'if (closed) return closed',
  ],
  ['closed-door-opens', 'matching.ts', 'if (closed && !isOfAccount(closed)) return closed', ''],
  ['link-is-not-looked-at', 'matching.ts', 'if (candidate.linkedObjectId === null) {', 'if (true) {'],
  ['address-is-not-looked-at', 'matching.ts', '!hasAddressOf(candidate, account)', 'false'],
  [
    'address-must-be-spelled-alike',
    'matching.ts',
    '!hasAddressOf(candidate, account)',
    'candidate.email !== account.loginId',
  ],
  [
    'another-account-of-the-link',
    'matching.ts',
    "else if (candidate.linkedObjectId !== account.objectId) return 'linked_to_other_account'",
    '',
  ],
  ['closed-door-is-forgotten', 'matching.ts', '  return closed\n}', '  return null\n}'],
  [
    'any-link-is-this-one',
    'matching.ts',
    'return candidate.linkedObjectId === account.objectId',
    'return candidate.linkedObjectId !== null',
  ],
  [
    'no-link-is-this-one',
    'matching.ts',
    'return candidate.linkedObjectId === account.objectId',
    'return false',
  ],
  [
    'link-tells-less-than-disabled',
    'matching.ts',
    'refusalRow(code).tells',
    "(code === 'linked_to_other_account' ? null : refusalRow(code).tells)",
  ],
  [
    'tenant-tells-more-than-none',
    'matching.ts',
    'refusalRow(code).tells',
    "(code === 'tenant_mismatch' ? 1.5 : refusalRow(code).tells)",
  ],
  [
    'disabled-tells-nothing',
    'matching.ts',
    'refusalRow(code).tells',
    "(code === 'account_disabled' ? null : refusalRow(code).tells)",
  ],
  [
    'least-telling-reason-is-said',
    'matching.ts',
    'telling(other) - telling(one)',
    'telling(one) - telling(other)',
  ],
]

export const mutations: Mutation[] = conditions.map(([name, file, from, to]) => ({
  name: `policy/${name}`,
  file: `server/policy/${file}`,
  from,
  to,
}))

export async function openBench(): Promise<Bench> {
  const folder = join(import.meta.dirname, '..')
  const workshop = openWorkshop(folder, ['address.ts', 'doors.ts', 'matching.ts', 'verdicts.ts'])
  return {
    noticedBy: async (mutation) => firstDifference((await workshop.import(mutation)) as Policy),
    close: async () => workshop.close(),
  }
}

function firstDifference(mutant: Policy): string | undefined {
  return rules.find(({ say, expected }) => {
    try {
      return !isDeepStrictEqual(say(mutant), expected)
    } catch {
      return true
    }
  })?.name
}
