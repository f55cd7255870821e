import { expect, test } from 'vitest'
import { type Refusal, refusalsOfConnection } from '#shared/refusals.ts'
import { connectionStateOf, isFailingSince } from './connection-health.ts'

const causes = (...given: [Refusal, number][]) => new Map(given)

test.each<[string, number, ReadonlyMap<Refusal, number>, string]>([
  ['no one signs in', 0, causes(), 'unused'],
  ['people sign in', 12, causes(), 'sound'],
  ['Microsoft does not know the tenant', 0, causes(['tenant_not_found', 1]), 'failing'],
  ['Microsoft does not answer for a while', 12, causes(['microsoft_unreachable', 2]), 'partly'],
  ['consent is withdrawn', 0, causes(['admin_consent_required', 4]), 'failing'],
  ['everyone comes from another tenant', 0, causes(['tenant_mismatch', 5]), 'failing'],
  ['one comes from another tenant, and others sign in', 12, causes(['tenant_mismatch', 1]), 'sound'],
  ['both happen', 12, causes(['tenant_mismatch', 1], ['operator_configuration', 1]), 'partly'],
])('on a day on which %s, the connection is what it was (R19)', (_, succeeded, found, state) => {
  expect(connectionStateOf({ succeeded, causes: found })).toBe(state)
})

test.each<[string, ReadonlyMap<Refusal, number>, boolean]>([
  ['nothing', causes(), false],
  ['one tenant that Microsoft does not know', causes(['tenant_not_found', 1]), true],
  ['two accounts of another tenant', causes(['tenant_mismatch', 2]), false],
  ['three accounts of another tenant', causes(['tenant_mismatch', 3]), true],
  ['three doubtful ones of two kinds', causes(['tenant_mismatch', 2], ['invalid_response', 1]), true],
])('since the last success, %s says that the connection fails: %#', (_, found, fails) => {
  expect(isFailingSince(found)).toBe(fails)
})

test('what a person does, or what concerns them alone, is no matter of the connection', () => {
  for (const code of ['unknown_user', 'account_disabled', 'not_assigned', 'consent_declined'] as const)
    expect(refusalsOfConnection).not.toContain(code)
})
