import { expect, test } from 'vitest'
import { quantile, superiority } from './statistics.ts'

test('the median of an odd number of values is the middle one', () => {
  expect(quantile([9, 1, 5], 0.5)).toBe(5)
})

test('two samples that are alike are not told apart, and two that differ are, by many standard deviations', () => {
  const values = Array.from({ length: 200 }, (_, n) => n)
  expect(superiority(values, values)).toEqual({ share: 0.5, deviations: 0 })
  const { share, deviations } = superiority(
    values.map((value) => value + 40),
    values,
  )
  expect(share).toBeCloseTo(0.68, 2)
  expect(deviations).toBeGreaterThan(6)
  expect(superiority([1, 2], [3, 4]).share).toBe(0)
})
