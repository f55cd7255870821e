import { expect, test } from 'vitest'
import type { Setting } from '#shared/advanced-settings.ts'
import { schemaOf } from './settings-schemas.ts'

const idle: Setting = { kind: 'number', min: 1, max: 60 }
const note: Setting = { kind: 'text', maxLength: 20 }

test.each<[Setting, unknown, unknown]>([
  [{ kind: 'switch', unset: false }, true, true],
  [{ kind: 'since' }, false, false],
  [{ kind: 'date' }, '2027-01-31', '2027-01-31'],
  [{ kind: 'date' }, null, null],
  [idle, 60, 60],
  [idle, null, null],
  [note, '  Ask Ada ', 'Ask Ada'],
  [note, null, null],
])('a setting such as %j takes %j', (setting, given, taken) => {
  expect(schemaOf(setting, 'example').parse(given)).toEqual(taken)
})

test.each<[Setting, unknown]>([
  [{ kind: 'switch', unset: true }, null],
  [{ kind: 'switch', unset: true }, 'on'],
  [{ kind: 'since' }, '2027-01-31'],
  [{ kind: 'date' }, '2027-02-30'],
  [{ kind: 'date' }, '2027-01-31T00:00:00Z'],
  [idle, 0],
  [idle, 61],
  [idle, 1.5],
  [idle, '5'],
  [note, ''],
  [note, 'x'.repeat(21)],
  [note, 'two\nlines'],
  [note, 'a NUL \0'],
])('a setting such as %j does not take %j', (setting, given) => {
  expect(schemaOf(setting, 'example').safeParse(given).success).toBe(false)
})
