import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { inTurn } from '#server/platform/turns.ts'
import { csvLine, isFormula, parseCsv, withoutApostrophe } from './csv.ts'

test('what is written is read again as it was, whatever is in the cells', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\r/.test(text))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 }),
      async (rows) => {
        const head = ['a', 'b']
        const text = [head, ...rows].map((cells) => csvLine(cells)).join('')
        const kept = rows.filter((cells) => cells.some((content) => content.trim() !== ''))
        const read = (await parseCsv(text)).slice(1)
        expect(read.map(({ cells }) => cells.map(unquoted))).toEqual(kept.map((cells) => cells.map(unquoted)))
      },
    ),
  )
})

test('a row knows the line that it begins on, also behind a cell of several lines', async () => {
  expect((await parseCsv('a,b\n"1\n2",x\n\ny,z')).map(({ line }) => line)).toEqual([1, 2, 5])
})

test('line breaks of Windows are one line each, also within a cell', async () => {
  expect(await parseCsv('a,b\r\n"1\r\n2",x\r\ny,z\r\n')).toEqual([
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
])('%s are read as people mean them', async (_what, row, cells) => {
  expect((await parseCsv(`a,b\n${row}`))[1]).toEqual({ line: 2, cells })
})

test.each([
  ['is never closed', '"3,4\n5,6'],
  ['is closed in the middle of a cell', '"3"x,4\n5,6'],
])(
  'a quotation mark that %s is said of the row it is in, and nothing behind it is guessed',
  async (_how, rest) => {
    expect(await parseCsv(`a,b\n"1\n1",2\n${rest}`)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1\n1', '2'] },
      { line: 4, cells: [], isBroken: true },
    ])
  },
)

test.each([
  ['rows', 'a\n'.repeat(400_000)],
  ['empty rows', `a\n${','.repeat(99)}\n`.repeat(40_000)],
])('a file with more %s than it may have is refused before it is read to its end', async (_what, text) => {
  const taken = vi.spyOn(Buffer.prototype, 'subarray')
  await expect(parseCsv(text, 10_000)).rejects.toMatchObject({ code: 'too_large' })
  const portions = taken.mock.calls.map(([, end]) => Number(end ?? 0))
  taken.mockRestore()
  expect(portions.length).toBeGreaterThan(1)
  expect(Math.max(...portions)).toBeLessThan(text.length / 2)
})

test('others get their turn while a file is read, however few rows it has', async () => {
  // Long work rests for others only while it serves any.
  inTurn({ share: 'lookups', of: 'someone else' }, () => {})
  const turns = countTurns()
  expect(await parseCsv(`a,b\n"${'x'.repeat(2_000_000)}",y`, 10)).toHaveLength(2)
  // Between its 489 portions, Node gives them one each without any rest.
  expect(turns()).toBeGreaterThan(1000)
})

test('of a cell as much is read as tells that it is too long, and of a row a hundred cells and that there are more', async () => {
  const [long, wide] = await parseCsv(`${'é'.repeat(9_000)}\n${',x'.repeat(500_000)}`, 10)
  expect(long?.cells.map(({ length }) => length)).toEqual([2_001])
  expect(wide?.cells).toHaveLength(101)
})

test('a spreadsheet’s empty rows below the last one do not count', async () => {
  expect(await parseCsv(`a;b\n1;\n${';\n'.repeat(90_000)}`, 10)).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', ''] },
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

/** How often others have had their turn since. */
function countTurns(): () => number {
  let turns = 0
  let isOver = false
  const turn = () => {
    turns += 1
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  return () => {
    isOver = true
    return turns
  }
}

/** A cell that begins with an apostrophe and a sign cannot be told from one that was made harmless. */
function unquoted(cell: string) {
  return withoutApostrophe(cell)
}
