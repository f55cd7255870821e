import { expect, test } from 'vitest'
import {
  backupName,
  fromTheFuture,
  isToBeMade,
  lastDue,
  missingSince,
  tooMany,
  unfinished,
} from './backup-times.ts'

const at = (text: string) => new Date(`${text}:00Z`)
const nightly = [2 * 60]
const fourTimes = [0, 6 * 60, 12 * 60, 18 * 60 + 30]

test.each([
  [nightly, '2026-12-01T02:00', '2026-12-01T02:00'],
  [nightly, '2026-12-01T01:59', '2026-11-30T02:00'],
  [nightly, '2026-12-01T23:59', '2026-12-01T02:00'],
  [fourTimes, '2026-12-01T18:29', '2026-12-01T12:00'],
  [fourTimes, '2026-12-01T18:31', '2026-12-01T18:30'],
  [[23 * 60], '2027-01-01T00:00', '2026-12-31T23:00'],
])('with times %j, at %s the last backup was due at %s', (times, now, due) => {
  expect(lastDue(times, at(now))).toEqual(at(due))
})

test.each<[string, string | null, string | null, boolean]>([
  ['none was ever made', null, null, true],
  ['the last one is of yesterday', '2026-11-30T02:00', null, true],
  ['it was made', '2026-12-01T02:00', null, false],
  ['it failed a moment ago', '2026-11-30T02:00', '2026-12-01T02:56', false],
  ['it failed a while ago', '2026-11-30T02:00', '2026-12-01T02:40', true],
  ['the last one is from the future', '2026-12-05T02:00', null, true],
  ['the last failure is from the future', '2026-11-30T02:00', '2026-12-05T02:00', true],
])(
  'an hour after it was due, a backup is to be made if %s: %s, %s: %s (R28)',
  (_why, began, failed, made) => {
    const state = { beganAt: began ? at(began) : null, failedAt: failed ? at(failed) : null }
    expect(isToBeMade(nightly, state, at('2026-12-01T03:00'))).toBe(made)
  },
)

test('a backup is missing since the time at which it was due', () => {
  const state = { beganAt: at('2026-11-30T02:00'), failedAt: null }
  expect(missingSince(nightly, state, at('2026-12-01T05:00'))).toEqual(at('2026-12-01T02:00'))
  expect(missingSince(nightly, state, at('2026-12-01T01:00'))).toBeUndefined()
})

test('the oldest backups of the schedule are too many, and no file that someone else put there', () => {
  const names = [28, 29, 30].map((day) => backupName(at(`2026-11-${day}T02:00`), day > 28))
  expect(names).toEqual([
    'tmas-20261128T020000Z.backup',
    'tmas-20261129T020000Z.backup.age',
    'tmas-20261130T020000Z.backup.age',
  ])
  const others = ['before-upgrade.backup', 'tmas-2026.backup', 'tmas-20261127T020000Z.backup.age.part', 'a']
  const [oldest, , made = ''] = names
  const now = at('2026-11-30T02:00')
  expect(tooMany([...others, ...names.toReversed()], 2, made, now)).toEqual([oldest])
  expect(tooMany(names, 1, made, now)).toEqual(names.slice(0, 2))
  expect(tooMany(names, 3, made, now)).toEqual([])
  expect(unfinished([...others, ...names])).toEqual(['tmas-20261127T020000Z.backup.age.part'])
})

test('files that are named later than now do not push out the backups that can be relied on', () => {
  const now = at('2026-11-30T02:00')
  const names = [28, 29, 30].map((day) => backupName(at(`2026-11-${day}T02:00`), true))
  const later = ['2026-12-24', '2099-01-01'].map((day) => backupName(at(`${day}T02:00`), false))
  expect(fromTheFuture([...names, ...later], now)).toEqual(later)
  expect(tooMany([...names, ...later], 2, names[2] ?? '', now)).toEqual([names[0]])
  // A clock that was set back: what was made just now is not the newest by its name.
  expect(tooMany(names, 1, names[0] ?? '', now)).toEqual(names.slice(1))
})
