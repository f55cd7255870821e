import { expect, test } from 'vitest'
import type { Refusal } from '#shared/refusals.ts'
import { reasonToPause, type WaveSignIn } from './roll-out-pause.ts'

const noon = new Date('2027-03-01T12:00:00Z')
const before = (minutes: number) => new Date(noon.getTime() - minutes * 60_000)
const people = (count: number, name: string, code: Refusal | null, at: Date = before(1)): WaveSignIn[] =>
  Array.from({ length: count }, (_, n) => ({
    userId: `${name}.${n}`,
    at,
    code,
    isProved: true,
    isOutage: false,
  }))
/** The same, of whom only the right password in the same browser says who they are. */
const unproved = (signIns: WaveSignIn[]) => signIns.map((one) => ({ ...one, isProved: false }))
/** The same, in an outage that TMAS met itself. */
const inOutage = (signIns: WaveSignIn[]) => unproved(signIns).map((one) => ({ ...one, isOutage: true }))
/** In a wave of so many people as have tried, unless it has more. */
const stuckWith = (signIns: WaveSignIn[], people = new Set(signIns.map(({ userId }) => userId)).size) =>
  reasonToPause(signIns, people, noon)?.length

test.each<[string, WaveSignIn[], number | undefined, number?]>([
  ['no one has tried', [], undefined],
  ['all succeed', people(50, 'in', null), undefined],
  ['the first is refused, a minute ago', people(1, 'out', 'not_assigned'), undefined],
  ['the only one was refused two minutes ago', people(1, 'out', 'not_assigned', before(2)), undefined],
  ['the only one was refused three minutes ago', people(1, 'out', 'not_assigned', before(3)), 1],
  ['the first of six, an hour ago', people(1, 'out', 'not_assigned', before(60)), undefined, 6],
  ['the only one, by a password', unproved(people(1, 'out', 'not_assigned', before(60))), undefined],
  ['two of two, by their passwords', unproved(people(2, 'out', 'not_assigned', before(60))), undefined],
  ['three of three, by their passwords', unproved(people(3, 'out', 'not_assigned')), 3],
  [
    'one of five, three minutes ago',
    [...people(4, 'in', null), ...people(1, 'out', 'unknown_user', before(3))],
    1,
  ],
  [
    'one of six, an hour ago',
    [...people(5, 'in', null), ...people(1, 'out', 'unknown_user', before(60))],
    undefined,
  ],
  ['two of two, a minute ago', people(2, 'out', 'tenant_mismatch'), undefined],
  ['three of three, a minute ago', people(3, 'out', 'tenant_mismatch'), 3],
  ['three of fifteen, a minute ago', [...people(12, 'in', null), ...people(3, 'out', 'unknown_user')], 3],
  [
    'three of sixteen, an hour ago',
    [...people(13, 'in', null), ...people(3, 'out', 'unknown_user', before(60))],
    undefined,
  ],
  [
    'nine of five hundred',
    [...people(491, 'in', null), ...people(9, 'out', 'unknown_user', before(60))],
    undefined,
  ],
  ['ten of five hundred', [...people(490, 'in', null), ...people(10, 'out', 'unknown_user')], 10],
  [
    'Microsoft is silent to the only one who has come so far',
    inOutage(people(1, 'out', 'microsoft_unreachable', before(3))),
    1,
    500,
  ],
  [
    'Microsoft was silent to one of six who have come',
    [...people(5, 'in', null), ...inOutage(people(1, 'out', 'microsoft_unreachable', before(4)))],
    undefined,
    500,
  ],
  [
    'Microsoft has been silent to one, since five succeeded',
    [
      ...people(5, 'in', null, before(30)),
      ...inOutage([
        ...people(1, 'out', 'microsoft_unreachable', before(4)),
        ...people(1, 'out', 'microsoft_unreachable', before(1)),
      ]),
    ],
    1,
    500,
  ],
  [
    'Microsoft was silent to one of six since it began',
    [...people(5, 'in', null, before(2)), ...inOutage(people(1, 'out', 'microsoft_unreachable', before(4)))],
    undefined,
    500,
  ],
  [
    'Microsoft was silent to the only one, who has not tried for ten minutes',
    inOutage(people(1, 'out', 'microsoft_unreachable', before(10))),
    undefined,
    500,
  ],
  [
    'the only one says that Microsoft is silent, which anyone can write',
    unproved(people(1, 'out', 'microsoft_unreachable', before(60))),
    undefined,
    500,
  ],
  ['Microsoft is silent', people(3, 'out', 'microsoft_unreachable'), 3],
  ['people close the window', people(20, 'out', 'popup_closed', before(60)), undefined],
  ['accounts that are closed in TMAS', people(20, 'out', 'account_disabled', before(60)), undefined],
  [
    'everyone who was refused has succeeded since',
    [...people(10, 'late', 'unknown_user', before(30)), ...people(10, 'late', null, before(2))],
    undefined,
  ],
  [
    'refused again after a success',
    [...people(3, 'back', null, before(30)), ...people(3, 'back', 'blocked_by_policy', before(2))],
    3,
  ],
])('a wave is paused for its people, by how many and how long: %s (R36)', (_, signIns, expected, people) => {
  expect(stuckWith(signIns, people)).toBe(expected)
})

test('one person who tries a hundred times is one person, stuck since the first time (R36)', () => {
  const tries = Array.from({ length: 100 }, (_, n): WaveSignIn => {
    return {
      userId: 'ada',
      at: before(2 - n / 100),
      code: 'not_assigned',
      isProved: n === 50,
      isOutage: false,
    }
  })
  expect(stuckWith([...people(4, 'in', null), ...tries])).toBeUndefined()
  const [stuck] =
    reasonToPause(
      [...tries, { userId: 'ada', at: before(6), code: 'unknown_user', isProved: false, isOutage: false }],
      1,
      noon,
    ) ?? []
  expect(stuck).toEqual({
    userId: 'ada',
    code: 'not_assigned',
    since: before(6),
    last: before(1.01),
    isProved: true,
    isOutage: false,
  })
})
