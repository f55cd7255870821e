import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Language, languageCodes } from '../languages.ts'
import { catalogue } from './catalogue.ts'
import { aadstsCodes, decidingCode, meaningOfAadsts, numbersOf, refusalOfAadsts } from './codes.ts'
import { explainAadsts, loadAadstsTexts } from './explain.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'
import { errorsDocument } from './testing/errors-document.ts'
import { microsoftCodes, referencePage } from './testing/microsoft-codes.ts'
import type { AadstsTexts } from './texts.en.ts'

const meanings = Object.keys(aadstsMeanings) as AadstsMeaning[]
const every = languageCodes
const words: Record<Language, AadstsTexts> = {
  en: await loadAadstsTexts('en'),
  fr: await loadAadstsTexts('fr'),
  es: await loadAadstsTexts('es'),
}

test.each(every)('in %s every number that a web sign-in can meet is explained (R24)', async (language) => {
  for (const { from, to } of microsoftCodes) {
    for (const code of new Set([from, to])) {
      const { meaning, person, remedy, it } = await explainAadsts(code, language)
      expect([code, meaning]).not.toEqual([code, 'unknown'])
      for (const sentence of [person, remedy, it]) expect(sentence).toMatch(/\S[.!?]$/)
    }
  }
})

test('no number of Microsoft’s reference page is unknown', () => {
  const unknown = referencePage.filter((code) => meaningOfAadsts(code) === undefined)
  expect(`${unknown.length} of ${referencePage.length} unknown: ${unknown}`).toBe('0 of 345 unknown: ')
  const said = Object.values(catalogue).flatMap(({ reference = [] }) => reference)
  expect(said.toSorted((a, b) => a - b)).toEqual(referencePage)
})

/** Where the field's table names another first than we do, and why. */
const addressedOtherwise: Record<number, string> = {
  50003: 'SAML: there is no such application of TMAS’s operator, the customer made it',
  76021: 'the same',
  76026: 'the same',
  90119: 'a code for another device: TMAS has none to correct',
  90120: 'the same',
  120021: 'the password service failed: the person can only try again',
}

test('who is asked to act is the one to name first', () => {
  const wrong = microsoftCodes.flatMap(({ from, to, who: [first] }) =>
    [...new Set([from, to])].filter((code) => {
      const meaning = meaningOfAadsts(code)
      // Where only time helps, the person waits; where no one has to act, no one can be wrong.
      const named = first === 'microsoft' ? 'person' : first
      return named !== undefined && (!meaning || aadstsMeanings[meaning].who !== named)
    }),
  )
  expect(wrong.toSorted((a, b) => a - b)).toEqual(Object.keys(addressedOtherwise).map(Number))
})

test('a number becomes the refusal that the field’s table settles', () => {
  const settled = microsoftCodes.flatMap(({ from, to, refusal }) =>
    refusal ? [from, to].map((code) => [code, refusal]) : [],
  )
  for (const [code, refusal] of settled)
    expect([code, refusalOfAadsts(Number(code))]).toEqual([code, refusal])
})

test('a number is not explained by its neighbours; a family gives its refusal at most', async () => {
  const cases: [number, string, string][] = [
    [50070, 'sign_out_failed', 'account_problem_at_microsoft'],
    [50073, 'unknown', 'account_problem_at_microsoft'],
    [16099, 'unknown', 'account_problem_at_microsoft'],
    [530999, 'unknown', 'blocked_by_policy'],
    [53006, 'sign_in_again', 'account_problem_at_microsoft'],
    [53099, 'unknown', 'refused_by_microsoft'],
    [90084, 'guests_not_allowed', 'blocked_by_policy'],
    [90080, 'unknown', 'refused_by_microsoft'],
    [90125, 'account_unknown', 'account_problem_at_microsoft'],
    [120001, 'unknown', 'refused_by_microsoft'],
  ]
  for (const [code, meaning, refusal] of cases) {
    expect([code, (await explainAadsts(code, 'en')).meaning]).toEqual([code, meaning])
    expect([code, refusalOfAadsts(code)]).toEqual([code, refusal])
  }
})

test.each<[readonly number[], number | undefined]>([
  [[70002, 54005], 54005],
  [[70002], 70002],
  [[424242, 50105], 50105],
  [[424242, 424243], 424242],
  [[], undefined],
])('of %j the one that decides is %j', (codes, code) => {
  expect(decidingCode(codes)).toBe(code)
})

test('what the customer’s own IT disables is named, with the switch (F5)', async () => {
  for (const code of [7000112, 7000116, 7000117, 500014]) {
    const { who, refusal } = await explainAadsts(code, 'en')
    expect([code, who, refusal]).toEqual([code, 'it', 'blocked_by_policy'])
    for (const language of every) {
      const { it } = await explainAadsts(code, language)
      expect(it).toMatch(
        /Enabled for users to sign-in\?|Activé pour que les utilisateurs se connectent|Habilitado para que los usuarios inicien sesión/,
      )
    }
  }
})

test('docs/microsoft-errors.md is written from the catalogue: run node scripts/write-microsoft-errors.ts', () => {
  expect(readFileSync('docs/microsoft-errors.md', 'utf8')).toBe(errorsDocument())
})

/** Answers and pages of Microsoft's without a number, and texts that are no error. */
const withoutNumber = meanings.filter((meaning) => numbersOf(catalogue[meaning]).length === 0)

test('every meaning is that of some number or page, and no number has two', () => {
  expect(withoutNumber).toEqual([
    'action_elsewhere',
    'message_shown',
    'no_reason_given',
    'cancelled',
    'consent_question',
    'sign_in_address',
    'browser_page',
    'personal_account_code',
    'windows_code',
    'office_code',
  ])
  const all = Object.values(catalogue).flatMap(numbersOf)
  expect(new Set(all).size).toBe(all.length)
  expect(aadstsCodes).toEqual(all.toSorted((a, b) => a - b))
})

test.each(every)('in %s no two meanings say the same to the person or to IT', (language) => {
  const texts = Object.values(words[language])
  expect(new Set(texts.map(({ person }) => person)).size).toBe(texts.length)
  expect(new Set(texts.map(({ it }) => it)).size).toBe(texts.length)
})

test('French and Spanish are translated, not copied (R24)', () => {
  for (const meaning of [...meanings, 'unknown'] as const) {
    for (const part of ['person', 'remedy', 'it'] as const)
      expect(new Set(every.map((language) => words[language][meaning][part])).size).toBe(3)
  }
})

test.each(every)('in %s the person is spoken to without numbers and terms of the trade', (language) => {
  for (const { person, remedy } of Object.values(words[language]))
    expect(person + remedy).not.toMatch(/AADSTS|\d{4}|Conditional Access|OAuth|OpenID|token|SAML/i)
})

test('an unknown number is explained honestly, with Microsoft’s own page', async () => {
  expect(await explainAadsts(123456, 'en')).toMatchObject({
    code: 123456,
    meaning: 'unknown',
    who: 'it',
    refusal: 'refused_by_microsoft',
    lookUp: 'https://login.microsoftonline.com/error?code=123456',
  })
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%j is no number of ours', (code) => {
  expect(meaningOfAadsts(code)).toBeUndefined()
})
