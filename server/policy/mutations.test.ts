import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Policy, type Rule, rules } from './testing/rules.ts'

/**
 * Tests the tests: one condition is changed in a copy of the rules, and at least one rule must then say something else.
 *
 * The copies lie beside the originals, so that their imports resolve as the originals' do.
 */
const home = import.meta.dirname
const files = ['address.ts', 'doors.ts', 'matching.ts', 'verdicts.ts']
let workshop: string
beforeAll(() => {
  mkdirSync(join(home, '.mutants'), { recursive: true })
  workshop = mkdtempSync(join(home, '.mutants', 'run-'))
})
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

const mutations: [file: string, find: string, replace: string][] = [
  ['address.ts', '^[ \\t\\n\\r\\f\\v]+|', ''],
  ['address.ts', '|[ \\t\\n\\r\\f\\v]+$', ''],
  ['address.ts', '^[ \\t\\n\\r\\f\\v]+', '^\\s+'],
  ['address.ts', '.replace(/[A-Z]/g, (letter) => letter.toLowerCase())', ''],
  ['address.ts', '.replace(/[A-Z]/g, (letter) => letter.toLowerCase())', '.toLowerCase()'],
  ['address.ts', '/[A-Z]/g', '/[A-Y]/g'],

  ['doors.ts', "if (tenantId === null) return 'microsoft_not_enabled'", ''],
  ['doors.ts', "if (tenantId !== key.tenantId) return 'tenant_mismatch'", ''],
  ['doors.ts', 'if (commonTenantId !== null) return commonTenantId', ''],
  ['doors.ts', 'if (commonTenantId !== null) return commonTenantId', 'return commonTenantId'],
  ['doors.ts', 'others.every((tenantId) => tenantId === first)', 'true'],
  ['doors.ts', 'others.every((tenantId) => tenantId === first)', 'others.length === 0'],
  ['doors.ts', 'isRequired && tenantOf(standing) !== null', 'isRequired'],
  ['doors.ts', "if (!standing.enabled) return 'account_disabled'", ''],
  [
    'doors.ts',
    "if (!standing.enabled) return 'account_disabled'",
    "if (!standing.enabled && key.door === 'password') return 'account_disabled'",
  ],
  [
    'doors.ts',
    "if (!standing.enabled) return 'account_disabled'",
    "if (!standing.enabled && key.door === 'microsoft') return 'account_disabled'",
  ],
  ['doors.ts', "key.door === 'password' && !isManager(standing)", "key.door === 'password'"],
  ['doors.ts', "key.door === 'password' && !isManager(standing)", '!isManager(standing)'],
  [
    'doors.ts',
    'standing.memberships.some(({ mandatoryAuthentication }) => mandatoryAuthentication)',
    'false',
  ],
  [
    'doors.ts',
    'standing.memberships.some(({ mandatoryAuthentication })',
    'standing.memberships.every(({ mandatoryAuthentication })',
  ],
  ['doors.ts', 'isManager(standing) && isMandatorySomewhere(standing)', 'isManager(standing)'],
  ['doors.ts', 'isManager(standing) && isMandatorySomewhere(standing)', 'isMandatorySomewhere(standing)'],
  ['doors.ts', 'standing.memberships.some(({ role })', 'standing.memberships.every(({ role })'],
  ['doors.ts', 'managerRoles.includes(role)', "role === 'chain_and_user_manager'"],
  ['doors.ts', 'managerRoles.includes(role)', "role !== 'viewer'"],

  ['matching.ts', '!linkedIn.has(c.customerId) || isLinked(account, c)', 'true'],
  [
    'matching.ts',
    '!linkedIn.has(c.customerId) || isLinked(account, c)',
    'linkedIn.size === 0 || isLinked(account, c)',
  ],
  ['matching.ts', 'refusalOf(account, candidate) === null', 'true'],
  ['matching.ts', 'candidate.customerId === customerId', 'false'],
  ['matching.ts', 'here.length > 0 ? here : foremost(account, admitted)', 'here'],
  ['matching.ts', 'proved.length > 0 ? proved : admitted', 'admitted'],
  ['matching.ts', 'linked.length > 0 ? linked : trusted', 'trusted'],
  ['matching.ts', 'if (only && others.length > 0) return', 'if (only && others.length > 9) return'],
  ['matching.ts', 'firstTime: !isLinked(account, only)', 'firstTime: true'],
  ['matching.ts', 'firstTime: !isLinked(account, only)', 'firstTime: false'],
  [
    'matching.ts',
    "=== null ? 'invalid_response' : 'unknown_user'",
    "=== null ? 'unknown_user' : 'unknown_user'",
  ],
  [
    'matching.ts',
    "=== null ? 'invalid_response' : 'unknown_user'",
    "!== null ? 'invalid_response' : 'unknown_user'",
  ],
  ['matching.ts', 'reasons.filter((reason) => reason.customerId === customerId)', 'reasons'],
  ['verdicts.ts', 'passed: tenantId !== null', 'passed: true'],
  ['verdicts.ts', 'passed: expected === seen', 'passed: true'],
  ['verdicts.ts', 'candidate.linkedObjectId === null\n', 'true\n'],
  ['verdicts.ts', 'foldAddress(email) === foldAddress(loginId)', 'email === loginId'],
  ['verdicts.ts', 'loginId !== null && foldAddress(email)', 'loginId === null || foldAddress(email)'],
  ['verdicts.ts', 'passed: bearsAddressOf(candidate, account)', 'passed: true'],
  ['verdicts.ts', 'passed: candidate.enabled', 'passed: true'],
  [
    'matching.ts',
    'tenantId: account.tenantId }, candidate)',
    "tenantId: candidate.commonTenantId ?? '' }, candidate)",
  ],
  ['matching.ts', "if (closed && closed !== 'account_disabled') return closed", 'if (closed) return closed'],
  ['matching.ts', "if (closed && closed !== 'account_disabled') return closed", ''],
  ['matching.ts', 'if (candidate.linkedObjectId === null) {', 'if (true) {'],
  ['matching.ts', '!bearsAddressOf(candidate, account)', 'false'],
  ['matching.ts', '!bearsAddressOf(candidate, account)', 'candidate.email !== account.loginId'],
  [
    'matching.ts',
    "else if (candidate.linkedObjectId !== account.objectId) return 'linked_to_other_account'",
    '',
  ],
  ['matching.ts', '  return closed\n}', '  return null\n}'],
  [
    'matching.ts',
    'return candidate.linkedObjectId === account.objectId',
    'return candidate.linkedObjectId !== null',
  ],
  ['matching.ts', 'return candidate.linkedObjectId === account.objectId', 'return false'],
  [
    'matching.ts',
    'refusalRow(code).tells',
    "(code === 'linked_to_other_account' ? null : refusalRow(code).tells)",
  ],
  ['matching.ts', 'refusalRow(code).tells', "(code === 'tenant_mismatch' ? 1.5 : refusalRow(code).tells)"],
  ['matching.ts', 'refusalRow(code).tells', "(code === 'account_disabled' ? null : refusalRow(code).tells)"],
  ['matching.ts', 'telling(other) - telling(one)', 'telling(one) - telling(other)'],
]

test.each(mutations)('%s: for %j stands %j, and a rule notices', async (file, find, replace) => {
  const mutant = await importMutant(file, find, replace)
  expect(firstDifference(mutant)).toBeDefined()
})

async function importMutant(file: string, find: string, replace: string): Promise<Policy> {
  const folder = mkdtempSync(join(workshop, 'm-'))
  for (const name of files) copyFileSync(join(home, name), join(folder, name))
  const source = readFileSync(join(folder, file), 'utf8')
  expect(source.split(find), `${find} stands once in ${file}`).toHaveLength(2)
  writeFileSync(
    join(folder, file),
    source.replace(find, () => replace),
  )
  const parts = await Promise.all(files.map((name) => import(join(folder, name))))
  return Object.assign({}, ...parts)
}

function firstDifference(mutant: Policy): Rule | undefined {
  return rules.find(({ say, expected }) => {
    try {
      return !isDeepStrictEqual(say(mutant), expected)
    } catch {
      return true
    }
  })
}
