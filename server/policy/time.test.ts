import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockTolerance, isWithin, spanOf } from './time.ts'

test('a stamp counts for its time and no longer, whatever the clocks did, and one from the future counts for nothing (R28)', () => {
  const length = fc.integer({ min: 1, max: 400 * 86_400_000 })
  const moment = fc.integer({ min: 0, max: 4e12 })
  fc.assert(
    fc.property(length, moment, moment, (milliseconds, at, made) => {
      const now = new Date(at)
      const age = at - made
      expect(isWithin(milliseconds, made, now)).toBe(age < milliseconds && age >= -clockTolerance)
      const { since, until } = spanOf(milliseconds, now)
      expect(made > since.getTime() && made <= until.getTime()).toBe(
        isWithin(milliseconds, new Date(made), now),
      )
    }),
  )
})
