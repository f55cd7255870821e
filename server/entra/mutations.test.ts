import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bench } from '#server/testing/mutations.ts'
import { mutations, openBench } from './testing/mutations.ts'

/** Tests the tests: with one check taken out of a copy of this folder, the table of attacks must notice. */
let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

test.each(mutations)('$name: an attack comes through, or is refused for another reason', async (mutation) => {
  expect(await bench.noticedBy(mutation)).toBeDefined()
})
