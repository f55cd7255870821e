import { expect, test } from 'vitest'
import type { Refusal } from '#shared/refusals.ts'
import { type Remedy, reasonToPause, type WaveSignIn } from './roll-out-pause.ts'

const noon = new Date('2027-03-01T12:00:00Z')
const before = (minutes: number) => new Date(noon.getTime() - minutes * 60_000)
/** What the account of the person's own tenant proves. */
const known = { isProved: true, isOwnBrowser: false, isOutage: false, isExcepted: false }
const people = (count: number, name: string, code: Refusal | null, at: Date = before(1)): WaveSignIn[] =>
  Array.from({ length: count }, (_, n) => ({
    userId: `${name}.${n}`,
    at,
    code,
    ...known,
  }))
/** The same, of whom only the right password in the same browser says who they are. */
const unproved = (signIns: WaveSignIn[]) => signIns.map((one) => ({ ...one, isProved: false }))
/** The same, each in a browser in which they alone have signed in before. */
const inOwnBrowser = (signIns: WaveSignIn[]) =>
  unproved(signIns).map((one) => ({ ...one, isOwnBrowser: true }))
/** The same, each with an exception since. */
const excepted = (signIns: WaveSignIn[]) => signIns.map((one) => ({ ...one, isExcepted: true }))
/** The same, in an outage that TMAS met itself. */
const inOutage = (signIns: WaveSignIn[]) => unproved(signIns).map((one) => ({ ...one, isOutage: true }))
/** One person, of whom only their password says who they are, meets an outage so many minutes ago. */
const silent = (...minutes: number[]) =>
  inOutage(minutes.flatMap((ago) => people(1, 'out', 'microsoft_unreachable', before(ago))))
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
    'seven of five hundred',
    [...people(493, 'in', null), ...people(7, 'out', 'unknown_user', before(60))],
    undefined,
  ],
  ['eight of five hundred', [...people(492, 'in', null), ...people(8, 'out', 'unknown_user')], 8],
  [
    'eight of five hundred, seven of whom have an exception by now',
    [
      ...people(492, 'in', null),
      ...excepted(people(7, 'kept', 'unknown_user')),
      ...people(1, 'out', 'unknown_user'),
    ],
    8,
  ],
  [
    'ten of ten, each of whom has an exception by now',
    excepted(people(10, 'kept', 'unknown_user', before(60))),
    undefined,
  ],
  [
    'the only one, who has an exception by now',
    excepted(people(1, 'kept', 'unknown_user', before(60))),
    undefined,
  ],
  [
    'Microsoft has been silent for three minutes to one who has an exception by now, and to another just now',
    [...excepted(silent(5, 1)), ...inOutage(people(1, 'late', 'microsoft_unreachable'))],
    undefined,
    500,
  ],
  [
    'Microsoft has been silent to one for three minutes, in which another succeeded who has an exception by now',
    [...excepted(people(1, 'in', null, before(2))), ...silent(4, 1)],
    undefined,
    500,
  ],
  [
    'three of three by their passwords, in a wave of three hundred',
    unproved(people(3, 'out', 'not_assigned')),
    3,
    300,
  ],
  [
    'four of four by their passwords, in a wave of five hundred',
    unproved(people(4, 'out', 'not_assigned')),
    undefined,
    500,
  ],
  [
    'ten of ten by their passwords, in a wave of five hundred',
    unproved(people(10, 'out', 'not_assigned')),
    10,
    500,
  ],
  ['three of three by their accounts, in a wave of five hundred', people(3, 'out', 'not_assigned'), 3, 500],
  [
    'three by their accounts who have exceptions by now, and one by a password, after many had succeeded',
    [
      ...people(100, 'in', null, before(30)),
      ...excepted(people(3, 'kept', 'not_assigned')),
      ...unproved(people(1, 'out', 'not_assigned')),
    ],
    undefined,
  ],
  [
    'three of nine since the first of them, after many had succeeded',
    [
      ...people(100, 'in', null, before(30)),
      ...people(3, 'out', 'not_assigned', before(3)),
      ...people(6, 'late', null),
    ],
    3,
  ],
  [
    'three of ten since the first of them, after many had succeeded',
    [
      ...people(100, 'in', null, before(30)),
      ...people(3, 'out', 'not_assigned', before(2)),
      ...people(7, 'late', null),
    ],
    undefined,
  ],
  [
    'the newest three, after many had succeeded since one was refused',
    [
      ...people(1, 'gone', 'unknown_user', before(60)),
      ...people(100, 'in', null, before(30)),
      ...people(3, 'out', 'not_assigned'),
    ],
    4,
  ],
  [
    'three in browsers of their own, after many had succeeded',
    [...people(100, 'in', null, before(30)), ...inOwnBrowser(people(3, 'out', 'not_returned'))],
    3,
  ],
  [
    'three in browsers of their own, in a wave of five hundred',
    [...people(100, 'in', null, before(30)), ...inOwnBrowser(people(3, 'out', 'not_returned'))],
    undefined,
    500,
  ],
  [
    'three in browsers of their own, after their passwords were tried elsewhere',
    [
      ...unproved(people(3, 'out', 'not_returned', before(60))),
      ...people(100, 'in', null, before(30)),
      ...inOwnBrowser(people(3, 'out', 'not_returned')),
    ],
    3,
  ],
  [
    'three by their accounts, in a wave of five hundred, while many close the window',
    [
      ...people(100, 'in', null, before(30)),
      ...people(3, 'out', 'not_assigned'),
      ...people(50, 'closed', 'popup_closed'),
    ],
    3,
    500,
  ],
  [
    'three by their passwords, after many had succeeded',
    [...people(100, 'in', null, before(30)), ...unproved(people(3, 'out', 'not_returned'))],
    undefined,
  ],
  [
    'Microsoft has been silent to three, after many had succeeded',
    [...people(100, 'in', null, before(30)), ...inOutage(people(3, 'out', 'microsoft_unreachable'))],
    3,
  ],
  ['Microsoft has been silent to the only one who has come so far, for three minutes', silent(4, 1), 1, 500],
  ['Microsoft was silent to the only one once, four minutes ago', silent(4), undefined, 500],
  [
    'Microsoft has been silent to one for three minutes, since five succeeded',
    [...people(5, 'in', null, before(30)), ...silent(4, 1)],
    1,
    500,
  ],
  [
    'Microsoft has been silent to one for three minutes, in which another succeeded',
    [...people(1, 'in', null, before(2)), ...silent(4, 1)],
    undefined,
    500,
  ],
  [
    'Microsoft has been silent to one for three minutes, who was refused for another reason before five succeeded',
    [
      ...unproved(people(1, 'out', 'unknown_user', before(60))),
      ...people(5, 'in', null, before(30)),
      ...silent(4, 1),
    ],
    1,
    500,
  ],
  [
    'Microsoft was silent to one once, who was refused for another reason long before',
    [...unproved(people(1, 'out', 'unknown_user', before(60))), ...silent(1)],
    undefined,
    500,
  ],
  [
    'Microsoft was silent to the only one, and no one has tried for ten minutes',
    silent(20, 15, 10),
    undefined,
    500,
  ],
  [
    'Microsoft was silent to ten, and no one has tried for ten minutes',
    inOutage(people(10, 'out', 'microsoft_unreachable', before(10))),
    undefined,
    500,
  ],
  [
    'Microsoft was silent to seven long ago, and to an eighth just now',
    inOutage([
      ...people(7, 'gone', 'microsoft_unreachable', before(30)),
      ...people(1, 'out', 'microsoft_unreachable'),
    ]),
    undefined,
    500,
  ],
  [
    'Microsoft has been silent to ten, each once, for half an hour',
    inOutage(
      [28, 19, 10, 1].flatMap((ago, n) =>
        people(n === 0 ? 7 : 1, `out.${ago}`, 'microsoft_unreachable', before(ago)),
      ),
    ),
    10,
    500,
  ],
  ['Microsoft was silent to the only one twice, an hour apart', silent(61, 1), undefined, 500],
  [
    'Microsoft was silent to one, then another succeeded, then it has been silent to both for three minutes',
    [...silent(9, 4, 1), ...people(1, 'in', null, before(6))],
    1,
    500,
  ],
  [
    'Microsoft has been silent to one for three minutes, who was refused otherwise in between',
    [...silent(4, 1), ...unproved(people(1, 'out', 'not_returned', before(2)))],
    1,
    500,
  ],
  [
    'the only one was refused by their password long ago, and by their own account just now',
    [...unproved(people(1, 'out', 'not_assigned', before(60))), ...people(1, 'out', 'not_assigned')],
    undefined,
  ],
  [
    'the only one’s own account is refused, and Microsoft was silent to them since',
    [...people(1, 'out', 'not_assigned', before(40)), ...silent(20)],
    1,
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
      ...known,
      userId: 'ada',
      at: before(2 - n / 100),
      code: 'not_assigned',
      isProved: n === 50,
    }
  })
  expect(stuckWith([...people(4, 'in', null), ...tries])).toBeUndefined()
  const first = { ...known, userId: 'ada', at: before(6), code: 'unknown_user' } as const
  const [stuck] = reasonToPause([...tries, { ...first, isProved: true }], 1, noon) ?? []
  expect(stuck).toMatchObject({ userId: 'ada', code: 'not_assigned', since: before(6), evidence: 'account' })
  expect(reasonToPause([...tries, { ...first, isProved: false }], 1, noon)).toBeUndefined()
})

test('what a manager has remedied since does not count, and those who have come are as many as before (R36)', () => {
  const out = people(3, 'out', 'unknown_user', before(4))
  const remedied = new Map<string, Remedy>([['out.0', { helped: before(2), changed: null }]])
  expect(reasonToPause([...people(12, 'in', null), ...out], 500, noon)).toHaveLength(3)
  expect(reasonToPause([...people(12, 'in', null), ...out], 500, noon, remedied)).toBeUndefined()
  const again = people(1, 'out', 'unknown_user', before(1))
  expect(reasonToPause([...people(12, 'in', null), ...out, ...again], 500, noon, remedied)).toHaveLength(3)
  const others = people(4, 'out', 'unknown_user', before(4))
  expect(
    reasonToPause([...people(12, 'in', null), ...others], 500, noon, remedied)?.map(({ userId }) => userId),
  ).toEqual(undefined)
  expect(reasonToPause([...people(11, 'in', null), ...others], 500, noon, remedied)).toHaveLength(3)
})

test.each<[string, WaveSignIn[], Remedy, number | undefined]>([
  ['who has succeeded since', people(7, 'helped', null, before(7)), { helped: before(8), changed: null }, 8],
  ['who has not tried since', [], { helped: before(8), changed: null }, 8],
  ['who was refused again', people(7, 'helped', 'not_assigned'), { helped: before(8), changed: null }, 8],
  [
    'who had succeeded before',
    people(7, 'helped', null, before(9)),
    { helped: before(8), changed: null },
    undefined,
  ],
  ['long after all of them were', [], { helped: before(8), changed: before(11) }, 8],
  ['and then all of them at once', [], { helped: before(8), changed: before(7) }, undefined],
  ['all of them at once', [], { helped: null, changed: before(8) }, undefined],
])(
  'seven whom a manager has helped one by one, and one more, are eight: %s (R36)',
  (_, since, remedy, expected) => {
    const remedies = new Map(Array.from({ length: 7 }, (_, n) => [`helped.${n}`, remedy]))
    const refused = people(7, 'helped', 'unknown_user', before(10))
    const others = [...people(480, 'in', null, before(30)), ...people(1, 'out', 'unknown_user')]
    expect(reasonToPause([...refused, ...since, ...others], 490, noon, remedies)?.length).toBe(expected)
  },
)

test('when everyone who was refused has been helped, nothing is paused (R36)', () => {
  const remedies = new Map(
    Array.from({ length: 12 }, (_, n) => [`helped.${n}`, { helped: before(8), changed: null }]),
  )
  const refused = people(12, 'helped', 'unknown_user', before(10))
  expect(reasonToPause(refused, 12, noon, remedies)).toBeUndefined()
})
