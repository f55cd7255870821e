import { expect, test } from 'vitest'
import { tableOf } from './user-import-table.ts'

const row = (line: number, cells: object, faults = {}) => ({ line, cells, faults })
const none = new Map()

test('a cell that a row lacks is not sent as an empty one, which would clear what is there (R32)', () => {
  const columns = ['title', 'username', 'role', 'description'] as const
  const rows = [
    row(2, { title: '', username: 'a', role: 'viewer', description: '' }),
    row(3, { title: 'Cook', username: 'b' }),
  ]
  expect(tableOf({ columns, rows }, none, new Set())).toEqual({
    text: ['role,title,username,description', 'viewer,,a,', ',Cook,b'].join('\r\n'),
    lines: [2, 3],
  })
})

test('a column that the file lacks is sent only of the rows in which it was entered, and not for those left out (R32)', () => {
  const missing = { email: 'missing' }
  const rows = [
    row(2, { username: 'a', title: 'Cook' }),
    row(3, { username: 'new', title: 'Cook' }, missing),
    row(4, { username: 'out', title: 'Cook' }, missing),
  ]
  const edits = new Map([
    [3, { email: 'new@north.example', location: 'S2' }],
    [4, { firstName: 'Ada' }],
  ])
  const checked = { columns: ['username', 'title'] as const, rows }
  expect(tableOf(checked, edits, new Set([4])).text).toBe(
    ['location,username,title,email', ',a,Cook', 'S2,new,Cook,new@north.example'].join('\r\n'),
  )
  expect(tableOf(checked, edits, new Set([3, 4])).text).toBe('username,title\r\na,Cook')
})

test('a row with surplus cells stays faulty until it is corrected', () => {
  const rows = [row(2, { username: 'a', title: '' }, { row: 'surplus_cells' })]
  const checked = { columns: ['username', 'title'] as const, rows }
  expect(tableOf(checked, none, new Set()).text).toBe('username,title\r\na,,…')
})
