import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

test.each([
  ['/nowhere', 'does not exist'],
  ['/proc', 'holds no files'],
])('without room in memory a test run works in the usual temporary folder: %s, which %s', (memory) => {
  expect(temporaryFolder(memory)).toBe(tmpdir())
})
