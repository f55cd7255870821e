import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEntra } from './entra.ts'
import { attacks, run } from './testing/attacks.ts'
import { type Microsoft, startMicrosoft } from './testing/microsoft.ts'

let microsoft: Microsoft
beforeAll(async () => {
  microsoft = await startMicrosoft()
})
afterAll(() => microsoft.stop())

test.each(attacks)('$id $name: $expected (R8)', async (attack) => {
  expect(await run(attack, microsoft, createEntra)).toBe(attack.expected)
})
