import { isFormula } from '#server/sheets/csv.ts'
import { isDamaged, isShortened } from '#server/sheets/sheet-columns.ts'
import type { ImportColumn } from '#shared/import-columns.ts'
import type { FieldFault } from '#shared/user-fields.ts'
import type { ImportRow } from './import-columns.ts'
import type { RowFaults } from './import-judged.ts'

/** Columns of numbers, of which a spreadsheet takes digits away. */
const numbers: readonly ImportColumn[] = ['username', 'mobilePhone', 'location']

/** What a spreadsheet has done to a row as a whole. */
export function flawsOfRow({ fault }: ImportRow): RowFaults {
  return fault ? { row: fault } : {}
}

/** What a spreadsheet has done to these cells of a row, or would do with them. */
export function flawsOfCells({ cells }: ImportRow, columns: Iterable<ImportColumn>): RowFaults {
  const faults: RowFaults = {}
  for (const column of columns) {
    const flaw = flawOf(column, cells[column] ?? '')
    if (flaw) faults[column] = flaw
  }
  return faults
}

function flawOf(column: ImportColumn, cell: string): FieldFault | undefined {
  if (cell === '') return undefined
  if (isDamaged(cell)) return 'damaged'
  if (numbers.includes(column) && isShortened(cell)) return 'scientific'
  return isFormula(cell) ? 'formula' : undefined
}

/** Of each column, what is said of it first. */
export function firstOfEach(...all: readonly RowFaults[]): RowFaults {
  const first: RowFaults = {}
  for (const faults of all)
    for (const [column, fault] of Object.entries(faults) as [keyof RowFaults, FieldFault][])
      first[column] ??= fault
  return first
}
