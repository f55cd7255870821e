import { expect, test } from 'vitest'
import { type Language, languages } from '../languages.ts'
import { aadstsCodes, meaningOfAadsts } from './codes.ts'
import { explainAadsts, loadAadstsTexts } from './explain.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'
import { microsoftCodes } from './testing/microsoft-codes.ts'
import type { AadstsTexts } from './texts.en.ts'

const meanings = Object.keys(aadstsMeanings) as AadstsMeaning[]
const every = Object.keys(languages) as Language[]
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

/** Where the field's table addresses another than we do, and why. */
const addressedOtherwise: Record<number, string> = {
  54005: 'whoever sent it twice, the person starts again',
  70008: 'whoever was slow, the person starts again',
  700082: 'the same',
  700084: 'the same',
  65002: 'a permission that only Microsoft’s own applications may ask: ours to remove',
  500202: 'the way in that a guest needs exists, and the manager knows it',
}

test('who is asked to act is one of those who can', () => {
  const wrong = microsoftCodes.flatMap(({ from, who }) => {
    const meaning = meaningOfAadsts(from)
    const asked = meaning && aadstsMeanings[meaning].who
    // Where only time helps, the person waits; where nobody must act, nobody can be wrong.
    const can = who.map((one) => (one === 'microsoft' ? 'person' : one))
    return can.length === 0 || can.some((one) => one === asked) ? [] : [from]
  })
  expect(wrong.toSorted((a, b) => a - b)).toEqual(Object.keys(addressedOtherwise).map(Number))
})

test('every meaning is that of some number, and no number has two', () => {
  const used = new Set(microsoftCodes.flatMap(({ from }) => meaningOfAadsts(from) ?? []))
  expect(meanings.filter((meaning) => !used.has(meaning))).toEqual([])
  expect(new Set(aadstsCodes).size).toBe(aadstsCodes.length)
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
    refusal: undefined,
    lookUp: 'https://login.microsoftonline.com/error?code=123456',
  })
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%j is no number of ours', (code) => {
  expect(meaningOfAadsts(code)).toBeUndefined()
})
