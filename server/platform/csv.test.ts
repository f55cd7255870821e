import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, isFormula, parseCsv, withoutApostrophe } from './csv.ts'

test('what is written is read again as it was, whatever is in the cells', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\r/.test(text))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
      const head = ['a', 'b']
      const text = [head, ...rows].map(csvLine).join('')
      const kept = rows.filter((cells) => cells.some((content) => content.trim() !== ''))
      const read = parseCsv(text).slice(1)
      expect(read.map(({ cells }) => cells.map(unquoted))).toEqual(kept.map((cells) => cells.map(unquoted)))
    }),
  )
})

test('a row knows the line that it begins on, also behind a cell of several lines', () => {
  expect(parseCsv('a,b\n"1\n2",x\n\ny,z').map(({ line }) => line)).toEqual([1, 2, 5])
})

test('line breaks of Windows are one line each, also within a cell', () => {
  expect(parseCsv('a,b\r\n"1\r\n2",x\r\ny,z\r\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1\n2', 'x'] },
    { line: 4, cells: ['y', 'z'] },
  ])
})

test.each([
  ['blanks around a quoted cell', ' "x" ,y', ['x', 'y']],
  ['blanks within a quoted cell', '" x ",y', [' x ', 'y']],
  ['a quotation mark within a cell', 'Ada "Countess" Byron,y', ['Ada "Countess" Byron', 'y']],
  ['more cells than the first line has', '1,2,3', ['1', '2', '3']],
])('%s are read as people mean them', (_what, row, cells) => {
  expect(parseCsv(`a,b\n${row}`)[1]).toEqual({ line: 2, cells })
})

test.each([
  ['is never closed', '"3,4\n5,6'],
  ['is closed in the middle of a cell', '"3"x,4\n5,6'],
])('a quotation mark that %s is said of the row it is in, and nothing behind it is guessed', (_how, rest) => {
  expect(parseCsv(`a,b\n"1\n1",2\n${rest}`)).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1\n1', '2'] },
    { line: 4, cells: [], isBroken: true },
  ])
})

test.each([
  ['=1+1', true],
  ['@SUM(A1)', true],
  ['+33 1 23-45', false],
  ['-', false],
  ['-1+1', true],
  ['+cmd|calc', true],
  ['plain', false],
])('a spreadsheet runs %j as a formula: %s', (cell, runs) => {
  expect(isFormula(cell)).toBe(runs)
})

/** A cell that begins with an apostrophe and a sign cannot be told from one that was made harmless. */
function unquoted(cell: string) {
  return withoutApostrophe(cell)
}
