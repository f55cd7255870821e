import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defanged, flawOf } from './plain-text.ts'
import { faultsOfTexts } from './user-fields.ts'

const part = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed())

describe('a text that one person enters and others read (R35)', () => {
  test.each(['O’Brien & Söhne', 'Booking.com', 'محمد', '山田', 'Store 12 / Süd', 'Ann-Marie 🙂'])(
    'may be %s',
    (text) => {
      expect(flawOf(text)).toBeUndefined()
    },
  )

  test('has nothing unreadable and no link, whatever is around it', () => {
    const bad = fc.constantFrom('\n', '\r', '\u202e', '\u2066', '\u200b', '\u2028', '\0', '\u2029')
    fc.assert(fc.property(part, bad, part, (a, b, c) => flawOf(a + b + c) === 'not_text'))
    const link = fc.constantFrom('https://', 'evil://x', 'www.', 'WWW.', 'ｗｗｗ．', 'http：／／')
    fc.assert(fc.property(part, link, part, (a, b, c) => flawOf(a + b + c) !== undefined))
  })

  test('has several lines only where it may', () => {
    expect(flawOf('one\ntwo', { lines: true })).toBeUndefined()
    expect(flawOf('one\u2028two', { lines: true })).toBe('not_text')
    expect(faultsOfTexts({ firstName: 'A\nB', description: 'A\nB' })).toEqual({ firstName: 'not_text' })
    expect(faultsOfTexts({ lastName: 'Confirm at https://evil.example/login' })).toEqual({ lastName: 'link' })
  })

  test.each(['Sign in at evil.example/tmas', 'evil．example', 'write to a@evil', 'see ｅｖｉｌ．example'])(
    'is not mailed as it is if a mail program would make a link of it: %s',
    (text) => {
      expect(flawOf(text, { mailed: true })).toBe('link')
    },
  )

  test('from before the rule has no flaw once it is defanged', () => {
    fc.assert(
      fc.property(part, fc.constantFrom('://', 'www.', '\n', '\u202e', ''), part, (a, b, c) => {
        expect(flawOf(defanged(a + b + c))).toBeUndefined()
      }),
    )
  })
})
