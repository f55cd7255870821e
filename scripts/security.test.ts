import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** A file in backticks, and the names that follow it in quotation marks, each a part of a test's name. */
const named = [...page.matchAll(/`([\w./-]+\.test\.tsx?)`: ((?:“[^”]+”(?:; )?)+)/g)].flatMap(
  ([, file = '', names = '']) => [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
)

test('docs/security.md names tests that there are', () => {
  expect(named.length).toBeGreaterThan(90)
  const missing = named.filter(
    ({ file, name }) =>
      !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(name),
  )
  expect(missing).toEqual([])
})

test('each quotation on the page follows a file, so that none is left unchecked', () => {
  expect(page.match(/“/g)?.length).toBe(named.length)
})

test('requirements are in the order of the standard, and a row that is met says how', () => {
  for (const chapter of page.split(/^### /m).filter((part) => /^V\d/.test(part))) {
    const rows = [...chapter.matchAll(/^\| (\d[\d., ]*) \| (met|in part|not met) \| (.+) \|$/gm)]
    const firsts = rows.map(([, numbers = '']) => numbers.split(', ')[0]?.split('.').map(Number) ?? [])
    const sorted = firsts.toSorted((one, other) => {
      for (const place of [0, 1, 2]) {
        const difference = (one[place] ?? 0) - (other[place] ?? 0)
        if (difference !== 0) return difference
      }
      return 0
    })
    expect(firsts).toEqual(sorted)
    expect(rows.length).toBe(chapter.match(/^\| \d/gm)?.length ?? 0)
  }
})
