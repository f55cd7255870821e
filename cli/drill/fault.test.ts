import pg from 'pg'
import { expect, test } from 'vitest'
import { NotTried, throwIfOfMachine } from './fault.ts'

test.each([
  ['PostgreSQL has no room', answered('53100')],
  ['PostgreSQL has no memory', answered('53200')],
  ['PostgreSQL was shut down', answered('57P01')],
  ['the folder has no room', Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })],
  ['PostgreSQL is gone', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
])('that %s is no fault of the backup', (_what, error) => {
  expect(() => throwIfOfMachine(error)).toThrow(NotTried)
})

test('that a row does not fit is a fault of the backup', () => {
  expect(() => throwIfOfMachine(answered('23505'))).not.toThrow()
  expect(() => throwIfOfMachine(new Error('cut short'))).not.toThrow()
})

function answered(code: string): Error {
  return Object.assign(new pg.DatabaseError('answered', 0, 'error'), { code })
}
