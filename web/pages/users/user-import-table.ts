import { csvOf } from '#shared/csv-text.ts'
import { type ImportColumn, importColumns } from '#shared/import-columns.ts'
import type { Edits } from '../../components/sheet-import/edits.ts'

/** The rows of a file as the person wants them now. */
export type Table = { text: string; lines: readonly number[] }

/** A checked table, as far as it is written again. */
type Checked = {
  columns: readonly ImportColumn[]
  rows: readonly {
    line: number
    cells: Partial<Record<ImportColumn, string>>
    faults: Readonly<Record<string, string>>
  }[]
}

/** Columns whose empty cells leave what is there. */
const leaving: readonly ImportColumn[] = ['role', 'location', 'language']

/**
 * The rows of a verdict, with the cells that the person corrected and without those they leave out. A cell that a row lacks
 * is not written as an empty one, which would clear what is there (R32). Of a row that the file itself spoiled, that is
 * kept, so that it is no less faulty for being sent again.
 */
export function tableOf(checked: Checked, edits: Edits<ImportColumn>, leftOut: ReadonlySet<number>): Table {
  const kept = checked.rows.filter(({ line }) => !leftOut.has(line))
  const columns = columnsWritten(checked.columns, kept, edits)
  const written = kept.map(({ line, cells, faults }) => {
    const corrected = edits.get(line)
    const texts = columns.map((column) => corrected?.[column] ?? cells[column])
    const filled = (length: number) => Array.from({ length }, (_, index) => texts[index] ?? '')
    if (faults.row === 'surplus_cells' && !corrected) return [...filled(columns.length), '…']
    return filled(texts.findLastIndex((text) => text !== undefined) + 1)
  })
  // Nothing is known of what follows a quotation mark that is never closed.
  const isBroken = kept.some(({ faults }) => faults.row === 'broken_quotes')
  const whole = kept.flatMap((row, index) =>
    row.faults.row === 'broken_quotes' || written[index]?.every((cell) => cell === '')
      ? []
      : [{ line: row.line, cells: written[index] ?? [] }],
  )
  const text = csvOf(
    columns,
    whole.map(({ cells }) => cells),
  )
  return {
    text: isBroken ? `${text}\r\n"` : text,
    lines: [
      ...whole.map(({ line }) => line),
      ...kept.filter(({ faults }) => faults.row === 'broken_quotes').map(({ line }) => line),
    ],
  }
}

/**
 * The columns of the file in its own order, and after them those in which something was entered besides: so the cells that
 * a row lacks are its last, as they are in the file. Columns whose empty cells leave what is there come first.
 */
function columnsWritten(
  inFile: readonly ImportColumn[],
  kept: Checked['rows'],
  edits: Edits<ImportColumn>,
): ImportColumn[] {
  const entered = new Set(kept.flatMap(({ line }) => Object.keys(edits.get(line) ?? {})))
  const all = [...inFile, ...importColumns.filter((one) => entered.has(one) && !inFile.includes(one))]
  const isFirst = (column: ImportColumn) => leaving.includes(column)
  return [...all.filter(isFirst), ...all.filter((column) => !isFirst(column))]
}

/** The columns of a verdict, and those that the file lacks and a new user needs. */
export function columnsOf({ columns, rows }: Checked): ImportColumn[] {
  const faulty = new Set(rows.flatMap(({ faults }) => Object.keys(faults)))
  return importColumns.filter((column) => columns.includes(column) || faulty.has(column))
}
