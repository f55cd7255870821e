import { expect, test } from 'vitest'
import type { Setting } from '#shared/advanced-settings.ts'
import { schemaOf } from './settings-schemas.ts'

const idle: Setting = { kind: 'number', inherits: 'nearest', min: 1, max: 60 }
const note: Setting = { kind: 'text', inherits: 'nearest', maxLength: 20 }

test.each<[Setting, unknown, unknown]>([
  [{ kind: 'switch', unset: false, inherits: 'strictest' }, true, true],
  [{ kind: 'since', inherits: 'strictest' }, false, false],
  [{ kind: 'date', inherits: 'nearest' }, '2027-01-31', '2027-01-31'],
  [{ kind: 'date', inherits: 'nearest' }, null, null],
  [idle, 60, 60],
  [idle, null, null],
  [note, '  Ask Ada ', 'Ask Ada'],
  [note, null, null],
])('a setting such as %j takes %j', (setting, given, taken) => {
  expect(schemaOf(setting, 'example').parse(given)).toEqual(taken)
})

test.each<[Setting, unknown]>([
  [{ kind: 'switch', unset: false, inherits: 'strictest' }, null],
  [{ kind: 'switch', unset: false, inherits: 'strictest' }, 'on'],
  [{ kind: 'since', inherits: 'strictest' }, '2027-01-31'],
  [{ kind: 'date', inherits: 'nearest' }, '2027-02-30'],
  [{ kind: 'date', inherits: 'nearest' }, '2027-01-31T00:00:00Z'],
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
