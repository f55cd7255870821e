import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bench } from '#server/testing/mutations.ts'
import { mutations, openBench } from './testing/mutations.ts'

/** Tests the tests: with one condition changed in a copy of the rules, at least one rule must say something else. */
let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

test.each(mutations)('$name: a rule notices $to for $from', async (mutation) => {
  expect(await bench.noticedBy(mutation)).toBeDefined()
})
