import { expect, test } from 'vitest'
import { isFresh, provedByMicrosoft } from './proof.ts'

const now = new Date('2026-11-28T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test.each([
  ['this moment', ago(0), true],
  ['a second less than five minutes ago', ago(299), true],
  ['five minutes ago', ago(300), false],
  ['a second from now', ago(-1), false],
  ['a year from now', ago(-31_536_000), false],
  ['never', null, false],
])('a proof of %s counts: %s (R28, R33)', (_, provedAt, counts) => {
  expect(isFresh(provedAt, now)).toBe(counts)
})

test('Microsoft’s clock may be ahead, but its word is a proof of now, and its silence is none (R33)', () => {
  expect(provedByMicrosoft(ago(-120), now)).toEqual(now)
  expect(provedByMicrosoft(ago(120), now)).toEqual(ago(120))
  expect(provedByMicrosoft(undefined, now)).toBeNull()
})
