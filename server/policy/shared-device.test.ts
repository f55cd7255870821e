import { expect, test } from 'vitest'
import { goesOn, idleLimitOf } from './shared-device.ts'

const now = new Date('2026-03-02T10:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test.each([
  [[null, null], 5],
  [[10, null], 5],
  [[null, 3], 3],
  [[10, 20], 10],
  [[60, 1], 1],
])(
  'of what the chains say about a shared computer, the shorter time counts: %j is %d minutes (R38)',
  (said, minutes) => {
    expect(idleLimitOf(said)).toBe(minutes * 60_000)
  },
)

test.each([
  ['used a moment ago', 1, null, true],
  ['unused for less than the time', 299, null, true],
  ['unused for the time', 300, null, false],
  ['used in the future', -120, null, false],
  ['its windows closed a moment ago', 1, 9, true],
  ['its windows closed', 1, 10, false],
  ['its windows closed in the future', 1, -120, false],
])('a session on a shared computer, %s (R38)', (_, usedAgo, leftAgo, isOpen) => {
  const session = {
    idleMinutes: [null, null],
    lastUsedAt: ago(usedAgo),
    leftAt: leftAgo === null ? null : ago(leftAgo),
  }
  expect(goesOn(session, now)).toBe(isOpen)
})
