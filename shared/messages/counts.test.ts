import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languageCodes } from '../languages.ts'
import { countsIn } from './counts.ts'
import { messages } from './messages.ts'

test.each([
  ['en', 0, '0 locations'],
  ['en', 1, '1 location'],
  ['en', 20_000, '20,000 locations'],
  ['fr', 0, '0 emplacement'],
  ['fr', 1, '1 emplacement'],
  ['fr', 2, '2 emplacements'],
  ['fr', 20_000, '20\u202f000 emplacements'],
  ['es', 0, '0 ubicaciones'],
  ['es', 1, '1 ubicación'],
  ['es', 20_000, '20.000 ubicaciones'],
] as const)(
  'in %s a count of %d reads %j: zero is singular in French alone (R24)',
  (language, n, sentence) => {
    expect(messages[language].locations.count(n)).toBe(sentence)
  },
)

test('exactly none can be said in words of its own, in every language', () => {
  for (const language of languageCodes) {
    const { plural } = countsIn(language)
    expect(plural(0, { none: 'none', one: 'one', other: 'other' })).toBe('none')
  }
})

test('no message compares a count by hand, or writes a number as another language does (R24)', () => {
  const folders = ['./', '../aadsts/', '../../server/help/articles/'].map(
    (path) => new URL(path, import.meta.url),
  )
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(^|\.)(en|fr|es)\.ts$/.test(name))
      .map((name) => new URL(name, folder)),
  )
  const byHand = files.filter((file) => /[=<>]=? ?\d|toLocaleString/.test(readFileSync(file, 'utf8')))
  expect(files.length).toBeGreaterThan(30)
  expect(byHand.map(({ pathname }) => pathname)).toEqual([])
})
