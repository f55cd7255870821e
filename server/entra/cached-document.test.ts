import { expect, test } from 'vitest'
import { cacheDocument } from './cached-document.ts'

test('a clock that is set back neither keeps a document for longer nor keeps from asking (R28)', async () => {
  let at = Date.now()
  let calls = 0
  const document = cacheDocument({
    load: async () => {
      calls += 1
      return calls
    },
    now: () => new Date(at),
    timeoutMs: 1000,
  })
  expect(await document.get()).toBe(1)
  at -= 3 * 3600_000
  expect(await document.get()).toBe(2)
})
