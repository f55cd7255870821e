import { expect, test } from 'vitest'
import { cacheDocument } from './cached-document.ts'
import { NoAnswer } from './request.ts'

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

test('while Microsoft cannot be reached, a flood asks once in two seconds; a useless answer is asked for again', async () => {
  let at = Date.now()
  let calls = 0
  let refusal: 'microsoft_unreachable' | 'invalid_response' | undefined = 'microsoft_unreachable'
  const document = cacheDocument({
    load: async () => {
      calls += 1
      if (refusal) throw new NoAnswer(refusal, 'nothing')
      return calls
    },
    now: () => new Date(at),
    timeoutMs: 1000,
  })
  for (let asked = 0; asked < 500; asked += 1)
    await expect(document.get()).rejects.toMatchObject({ refusal: 'microsoft_unreachable' })
  expect(calls).toBe(1)
  await expect(document.refetch()).rejects.toMatchObject({ refusal: 'microsoft_unreachable' })
  expect(calls).toBe(2)

  at += 2001
  refusal = 'invalid_response'
  await expect(document.get()).rejects.toMatchObject({ refusal: 'invalid_response' })
  refusal = undefined
  expect(await document.get()).toBe(4)
})
