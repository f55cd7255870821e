import { inSlices } from '#server/platform/slices.ts'
import { mostSheetBytes } from '#shared/sheet-limits.ts'
import type { SheetRow } from './sheet.ts'

/** A row of a table: the cells of the columns that are known, by their names. */
export type ColumnRow<Column extends string> = {
  line: number
  cells: Partial<Record<Column, string>>
  fault?: 'surplus_cells' | 'broken_quotes'
}

/** A table, and the headings of columns that are not known. */
export type ColumnTable<Column extends string> = {
  columns: Column[]
  ignored: string[]
  rows: ColumnRow<Column>[]
}

/** Why a table is no list of what it is imported as, with the headings of columns that mean the same. */
export type TableFault = { fault: 'no_columns' | 'no_rows' | 'too_much_text' } | DoubleColumn

export type DoubleColumn = { fault: 'double_column'; headings: [string, string] }

/** Bytes of a request besides its rows: the columns, at most. */
const bytesBesides = 4096

/** Headings that are answered as not read, and their characters. */
const mostIgnored = 30
const longestIgnored = 100

/**
 * The columns of a table, by its first line.
 *
 * @param nameAll says which column each heading means.
 * @param isEnough whether a table with these columns says what its rows are about.
 * @param sizeOf bytes of a row as the console sends it to be saved, for what is checked has to fit into a request again.
 */
export async function readColumns<Column extends string>(
  [head, ...body]: readonly SheetRow[],
  nameAll: (headings: readonly string[]) => (Column | undefined)[],
  isEnough: (columns: readonly Column[]) => boolean,
  sizeOf: (row: ColumnRow<Column>) => number,
): Promise<ColumnTable<Column> | TableFault> {
  const headings = (head?.cells ?? []).map((cell) => cell.trim())
  const named = nameAll(headings)
  const columns = named.filter((column) => column !== undefined)
  if (!isEnough(columns)) return { fault: 'no_columns' }
  const double = doubleOf(headings, named)
  if (double) return { fault: 'double_column', headings: double }
  if (body.length === 0) return { fault: 'no_rows' }
  const width = headings.findLastIndex((heading) => heading !== '') + 1
  const rows: ColumnRow<Column>[] = []
  let bytes = bytesBesides
  await inSlices(body, ({ line, cells, isBroken }) => {
    const known: Partial<Record<Column, string>> = {}
    for (const [index, column] of named.entries()) {
      const cell = cells[index]
      // A row that was cut short leaves what is there.
      if (column && cell !== undefined) known[column] = cell.trim()
    }
    const isSurplus = cells.slice(width).some((cell) => cell.trim() !== '')
    const row: ColumnRow<Column> = {
      line,
      cells: known,
      ...(isBroken ? { fault: 'broken_quotes' as const } : isSurplus && { fault: 'surplus_cells' as const }),
    }
    bytes += sizeOf(row)
    rows.push(row)
  })
  if (bytes > mostSheetBytes) return { fault: 'too_much_text' }
  return {
    columns,
    ignored: headings
      .filter((heading, index) => heading !== '' && named[index] === undefined)
      .slice(0, mostIgnored)
      .map((heading) => heading.slice(0, longestIgnored)),
    rows,
  }
}

/** The headings, as they stand in the file, of two columns that mean the same. */
function doubleOf(headings: readonly string[], named: readonly unknown[]): [string, string] | undefined {
  for (const [second, column] of named.entries()) {
    const first = named.indexOf(column)
    if (column === undefined || first === second) continue
    return [first, second].map((at) => (headings[at] ?? '').slice(0, longestIgnored)) as [string, string]
  }
  return undefined
}

/** Texts that are compared loosely: without case, accents, and what stands between words. */
export function loose(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const broken = /\uFFFD|^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!)$|^#{3,}$/

/** Whether a spreadsheet or a wrong encoding has left something else than what was entered. */
export function isDamaged(cell: string): boolean {
  return broken.test(cell)
}

/** Whether a spreadsheet has taken digits away from a long number. */
export function isShortened(cell: string): boolean {
  return /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(cell)
}
