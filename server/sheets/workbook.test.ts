import { expect, test } from 'vitest'
import { readWorkbook } from './workbook.ts'
import { zip } from './zip.ts'

const mostRows = 10_000

test('zeros that a format shows are read, and a format that would show millions is none', async () => {
  const row = '<row><c s="0"><v>42</v></c><c s="1"><v>42</v></c></row>'
  const read = await readWorkbook(await book(row, { formats: ['00000', '0'.repeat(5_000_000)] }), mostRows)
  expect(read?.rows).toEqual([{ line: 1, cells: ['00042', '42'] }])
})

test('a number that is no day of a spreadsheet is read as the number, also in a column of dates', async () => {
  const numbers = ['45000', '33123456789', '-1', '2958465', '2958466']
  const row = `<row>${numbers.map((number) => `<c s="0"><v>${number}</v></c>`).join('')}</row>`
  const read = await readWorkbook(await book(row, { formats: ['yyyy\\-mm\\-dd'] }), mostRows)
  expect(read?.rows[0]?.cells).toEqual(['2023-03-15', '33123456789', '-1', '9999-12-31', '2958466'])
})

test('of a cell as much is read as tells that it is too long, wherever its text stands', async () => {
  const long = 'x'.repeat(5_000_000)
  const row = `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>${long}</t></is></c><c t="str"><v>${long}</v></c></row>`
  const read = await readWorkbook(await book(row, { strings: [long] }), mostRows)
  expect(read?.rows[0]?.cells.map(({ length }) => length)).toEqual([2_001, 2_001, 2_001])
})

test('a text that stands in a workbook once and is in every cell is too much', async () => {
  const rows = `<row>${'<c t="s"><v>0</v></c>'.repeat(9)}</row>`.repeat(1_000)
  expect(await readWorkbook(await book(rows, { strings: ['x'.repeat(2_000)] }), mostRows)).toBeUndefined()
  const read = await readWorkbook(await book(rows, { strings: ['x'.repeat(200)] }), mostRows)
  expect(read?.rows).toHaveLength(1_000)
})

test('a sheet with more rows than it may have is refused, and lines only go up', async () => {
  const row = '<row><c><v>1</v></c></row>'
  const most = await readWorkbook(await book(row.repeat(mostRows + 1)), mostRows)
  expect(most?.rows).toHaveLength(mostRows + 1)
  const more = readWorkbook(await book(row.repeat(mostRows + 2)), mostRows)
  await expect(more).rejects.toMatchObject({ code: 'too_large' })

  const lines = ['7', '7', '1e300', '-2', '9.5', '20'].map((r) => row.replace('<row', `<row r="${r}"`))
  const read = await readWorkbook(await book(lines.join('')), mostRows)
  expect(read?.rows.map(({ line }) => line)).toEqual([7, 8, 9, 10, 11, 20])
})

/** A workbook of one sheet with these rows; each of its formats is a style of that number. */
function book(
  rows: string,
  { formats = [], strings = [] }: { formats?: string[]; strings?: string[] } = {},
): Promise<Uint8Array> {
  const part = (id: string, type: string, name: string) =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${name}.xml"/>`
  const codes = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`)
  const styles = formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`)
  return zip({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Stores" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${part('r1', 'worksheet', 'sheet')}${part('r2', 'sharedStrings', 'strings')}${part('r3', 'styles', 'styles')}</Relationships>`,
    'xl/strings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>${codes.join('')}<cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    'xl/sheet.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  })
}
