import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '#server/testing/files-below.ts'
import { notMet, rows } from '#server/testing/hostile-rows.ts'

const server = join(import.meta.dirname, '..')
const tests = filesBelow(server)
  .filter(
    (path) => /\.test\.ts$|\/testing\/(?:attacks|rules)\.ts$/.test(path) && !path.includes('hostile-rows'),
  )
  .map((path) => readFileSync(join(server, path), 'utf8'))
  .join('\n')
const isTested = (id: string) => new RegExp(`\\b${id}\\b`).test(tests)

test.each(Object.entries(rows))(
  'every attack of the area %s is met by a test, or listed with the reason',
  (_, ids) => {
    expect(ids.split(' ').filter((id) => !isTested(id) && !Object.hasOwn(notMet, id))).toEqual([])
  },
)

test('what is listed as not met is in the list of attacks, and has no test after all', () => {
  const known = Object.values(rows).flatMap((ids) => ids.split(' '))
  expect(Object.keys(notMet).filter((id) => !known.includes(id) || isTested(id))).toEqual([])
})
