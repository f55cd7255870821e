import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sayFieldFault } from './messages/field-faults.ts'
import { messages } from './messages/messages.ts'
import { faultsOfTexts } from './user-fields.ts'
import { normalUsername, oddCharacterOfUsername } from './usernames.ts'

const latin = fc.constantFrom(...'abcxyzABCXYZäéñøßı')
const cyrillic = fc.constantFrom(...'абвеорсхАВЕОРС')
const greek = fc.constantFrom(...'αβνορυΑΒΝΟΡΥ')
const wordOf = (letter: fc.Arbitrary<string>) => fc.array(letter, { minLength: 1, maxLength: 8 })
const oneScript = fc.oneof(...[latin, cyrillic, greek].map(wordOf)).map((letters) => letters.join(''))
const name = fc
  .array(oneScript, { minLength: 1, maxLength: 4 })
  .chain((words) => fc.constantFrom('.', '-', '_', ' ').map((between) => words.join(between)))

const unseen = fc.constantFrom(
  ...'\u200b\u200c\u200d\u2060\u00ad\u202e\u2066\u180e\u034f\u115f\u1160\ufe0f\u{e0061}\u0000\u0007\u2028\u2800\ue000\u0378',
)

describe('a username (R2)', () => {
  test('may be of words of one script each', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(faultsOfTexts({ username: text })).toEqual({})
      }),
    )
    for (const text of [
      'o’brien',
      'Łukasz',
      '山田 たろう',
      '김철수',
      'max.manager',
      'ada 2',
      'Ελένη.smith',
      'store-12',
    ])
      expect(faultsOfTexts({ username: text })).toEqual({})
  })

  test('has nothing in it that cannot be seen, wherever it is, and the message says which and where', () => {
    fc.assert(
      fc.property(name, name, unseen, (before, after, character) => {
        const username = `${before}${character}${after}`
        expect(faultsOfTexts({ username })).toEqual({ username: 'invisible_character' })
        const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
        const place = [...normalUsername(before)].length + 1
        expect(oddCharacterOfUsername(normalUsername(username))).toMatchObject({ code, place })
        for (const { users } of Object.values(messages)) {
          const said = sayFieldFault(users, 'invisible_character', { field: 'username', text: username })
          expect(said).toContain(code)
          expect(said).toContain(String(place))
        }
      }),
    )
  })

  test('mixes no scripts in a word, and the message says which letter and where', () => {
    const two = fc.constantFrom([latin, cyrillic], [cyrillic, greek], [greek, latin], [latin, greek])
    fc.assert(
      fc.property(
        two.chain(([one, other]) => fc.tuple(wordOf(one as never), wordOf(other as never))),
        ([one, other]) => {
          const username = `x.${one.join('')}${other.join('')}`
          expect(faultsOfTexts({ username })).toEqual({ username: 'mixed_scripts' })
          const place = one.length + 3
          expect(oddCharacterOfUsername(username)).toMatchObject({ character: other[0], place })
          for (const { users } of Object.values(messages))
            expect(sayFieldFault(users, 'mixed_scripts', { field: 'username', text: username })).toContain(
              `${other[0]}`,
            )
        },
      ),
    )
    expect(faultsOfTexts({ username: 'max.man\u0430ger' })).toEqual({ username: 'mixed_scripts' })
    // Digits hold a word together.
    expect(faultsOfTexts({ username: 'a1\u0445' })).toEqual({ username: 'mixed_scripts' })
  })

  test('is one in all its Unicode forms, and its form is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const normal = normalUsername(text)
        expect(normalUsername(normal)).toBe(normal)
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
          expect(normalUsername(text.normalize(form))).toBe(normal)
      }),
    )
  })

  test.each([
    ['ada@north.example', 'ada@north.example', undefined],
    ['Ada@North.example', 'ada@north.example', undefined],
    ['ada@north.example', 'ada2@north.example', 'not_own_address'],
    ['ada@', 'ada@north.example', 'not_own_address'],
    ['ada\uff20north.example', 'ada2@north.example', 'not_own_address'],
    ['ada', 'ada2@north.example', undefined],
  ])('%s of the user with %s: %s', (username, email, fault) => {
    expect(faultsOfTexts({ username, email }).username).toBe(fault)
  })
})

test('an address with a character that cannot be seen is told so, not that it is no address (R2)', () => {
  expect(faultsOfTexts({ email: '\u200buw1@north.example' })).toEqual({ email: 'invisible_character' })
  expect(faultsOfTexts({ email: 'uw1@north' })).toEqual({ email: 'not_an_address' })
  const said = sayFieldFault(messages.en.users, 'invisible_character', {
    field: 'email',
    text: '\u200buw1@north.example',
  })
  expect(said).toContain('Character 1 (U+200B)')
})
