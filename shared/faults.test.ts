import { expect, test } from 'vitest'
import { type CheckName, checks } from './checks.ts'
import { type Fault, faultIn, faults } from './faults.ts'
import { languageCodes } from './languages.ts'
import { messages } from './messages/messages.ts'

const every = languageCodes
const all = Object.keys(faults) as Fault[]

test.each<[CheckName, Fault, string | undefined]>([
  ['metadata', 'documents', undefined],
  ['key_set', 'documents', undefined],
  ['callback', 'callback', undefined],
  ['redemption', 'answer', undefined],
  ['format', 'signature', undefined],
  ['signature', 'signature', undefined],
  ['key_issuer', 'signature', undefined],
  ['audience', 'audience', undefined],
  ['times', 'clock', undefined],
  ['nonce', 'browser', undefined],
  ['tenant', 'claim', 'tid'],
  ['object_id', 'claim', 'oid'],
  ['login_id', 'claim', 'preferred_username'],
])('of the failed check %s the fault is %s', (name, fault, claim) => {
  const passed = { name: 'metadata', passed: true } as const
  expect(faultIn([passed, { name, passed: false }, { name: 'enabled', passed: false }])).toEqual({
    fault,
    claim,
  })
})

test('without a failed check the answer was not for this browser', () => {
  expect(faultIn([])).toEqual({ fault: 'browser', claim: undefined })
})

test('no check is of two faults, and each that a token can fail is of one', () => {
  const named = all.flatMap((fault) => [...faults[fault].checks] as CheckName[])
  expect(new Set(named).size).toBe(named.length)
  const ofTheToken = (Object.keys(checks) as CheckName[]).slice(0, named.length + 1)
  // A personal account is a refusal of its own.
  expect(ofTheToken.filter((name) => !named.includes(name))).toEqual(['personal_account'])
})

test.each(every)(
  'in %s each fault has its own sentence for the person, and its own cause for managers',
  (language) => {
    const { words } = messages[language].faults
    expect(new Set(all.map((fault) => words[fault].person.sentence)).size).toBe(all.length)
    expect(new Set(all.map((fault) => words[fault].manager.cause)).size).toBe(all.length)
  },
)
