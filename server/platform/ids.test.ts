import { expect, test } from 'vitest'
import { newOrderedId } from './ids.ts'

test('ids made in one moment keep their order, are UUIDs of version 7, and are all different', () => {
  const ids = Array.from({ length: 20_000 }, newOrderedId)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true)
})
