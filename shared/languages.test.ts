import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLanguage, languages, preferredLanguage } from './languages.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['ES-mx', 'es'],
  ['de,es;q=0.5', 'es'],
  ['de,nl', 'en'],
  ['en;q=0.5,fr;q=0.9', 'fr'],
  ['fr;q=0,es;q=0.1', 'es'],
  ['*', 'en'],
  ['es ; q=0.7 , fr ; q=0.9', 'fr'],
  ['fr;q=nonsense', 'fr'],
  [';;;,,,q=1', 'en'],
  ['__proto__', 'en'],
  ['x'.repeat(600), 'en'],
])('Accept-Language %j is answered in %s (R24)', (header, language) => {
  expect(preferredLanguage(header)).toBe(language)
})

test.each(['__proto__', 'constructor', 'toString', '', 'EN', 'de'])(
  '%j is not one of our languages',
  (code) => {
    expect(isLanguage(code)).toBe(false)
  },
)

test('whatever a browser sends, the answer is one of our languages', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) =>
      Object.hasOwn(languages, preferredLanguage(header)),
    ),
  )
})
