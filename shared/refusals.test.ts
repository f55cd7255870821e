import { expect, test } from 'vitest'
import { languageCodes } from './languages.ts'
import { messages } from './messages/messages.ts'
import { isRefusal, refusals } from './refusals.ts'

/** The list of the contract: others rely on it, so it changes only on purpose. */
const contract = [
  'unknown_user',
  'wrong_password',
  'account_disabled',
  'account_ended',
  'customer_suspended',
  'microsoft_required',
  'microsoft_not_enabled',
  'tenant_mismatch',
  'linked_to_other_account',
  'password_needed_first',
  'personal_account',
  'consent_declined',
  'admin_consent_required',
  'not_assigned',
  'blocked_by_policy',
  'account_problem_at_microsoft',
  'refused_by_microsoft',
  'tenant_not_found',
  'popup_blocked',
  'popup_closed',
  'not_returned',
  'expired',
  'replayed',
  'invalid_response',
  'microsoft_unreachable',
  'throttled',
  'operator_configuration',
  'internal',
]

test('the refusal codes are those of the contract', () => {
  expect(Object.keys(refusals)).toEqual(contract)
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'UNKNOWN_USER', 'unknown_user '])(
  '%j is no refusal code',
  (code) => expect(isRefusal(code)).toBe(false),
)

test('what the person may not know is hidden behind another code (R18)', () => {
  const hidden = Object.entries(refusals).filter(([code, { told }]) => code !== told)
  expect(hidden.map(([code, { told }]) => [code, told])).toEqual([
    ['account_ended', 'account_disabled'],
    ['microsoft_not_enabled', 'unknown_user'],
    ['tenant_mismatch', 'unknown_user'],
  ])
})

const told = [...new Set(Object.values(refusals).map((refusal) => refusal.told))]

test.each(languageCodes)(
  'in %s every refusal has a sentence of its own, what to do, and who must act (R18, R24)',
  (language) => {
    const { refused, refusalWords } = messages[language]
    const sentences = told.map((code) => refusalWords[code].person.sentence)
    expect(new Set(sentences).size).toBe(told.length)
    for (const code of told) {
      expect(refusalWords[code].person.sentence).toMatch(/\S[.!?]$/)
      expect(refusalWords[code].person.remedy).toMatch(/\S[.!?]$/)
      expect(refused.actors[refusals[code].actor]).toMatch(/\S/)
      // The codes of this list and those of Microsoft are for the record, not for people.
      expect(refusalWords[code].person.sentence + refusalWords[code].person.remedy).not.toMatch(
        /[a-z]_[a-z]|AADSTS/,
      )
    }
  },
)

test('French and Spanish are translated, not copied (R24)', () => {
  for (const code of told) {
    const sentences = languageCodes.map((language) => messages[language].refusalWords[code].person.sentence)
    expect(new Set(sentences).size).toBe(3)
  }
})
