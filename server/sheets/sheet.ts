/**
 * The tables that people make with a spreadsheet: reading and writing `.csv` and `.xlsx`, whatever their encoding.
 * Not here: what their columns mean (`users`, `locations`).
 */

import { mappedInSlices } from '#server/platform/slices.ts'
import { type CsvRow, decodedAs, decodeText, parseCsv, withoutApostrophe } from './csv.ts'
import { readWorkbook } from './workbook.ts'

/** A row of a table that someone made with a spreadsheet, with its line there, counted from 1. */
export type SheetRow = CsvRow

/** The encodings that a person can choose between, where a CSV file does not say which it has. */
export const guessedEncodings = ['windows-1252', 'windows-1250', 'macintosh'] as const

export type GuessedEncoding = (typeof guessedEncodings)[number]

export type Sheet = {
  rows: SheetRow[]
  /** Of a CSV file that is neither UTF-8 nor UTF-16: which encoding was taken. */
  guessed?: GuessedEncoding
  /** Of a workbook: the sheet that was read, and how many visible ones were not. */
  sheet?: { name: string; others: number }
}

/** Why a file is no table that could be read. */
export type SheetFault = 'old_workbook' | 'damaged_workbook' | 'not_text' | 'broken_quotes'

/**
 * Reads a table as people have it: a workbook, or a CSV file in any of the usual encodings and with any of the usual
 * separators. Its first bytes say which, whatever it is called.
 *
 * @param encoding of a CSV file that does not say it, as a person knows it.
 * @param mostRows rows that it may have below the first.
 * @throws {Problem} `too_large` if it has more.
 */
export async function readSheet(
  bytes: Uint8Array,
  { encoding, mostRows }: { encoding?: GuessedEncoding | undefined; mostRows: number },
): Promise<Sheet | { fault: SheetFault }> {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  // The container of workbooks before 2007, and of those that have a password.
  if (signature === 'd0cf11e0') return { fault: 'old_workbook' }
  if (signature === '504b0304') {
    const workbook = await readWorkbook(bytes, mostRows)
    if (!workbook) return { fault: 'damaged_workbook' }
    const { sheet: name, otherSheets: others, rows } = workbook
    // Empty cells at the end of a row do not stand in the file.
    const width = rows[0]?.cells.length ?? 0
    for (const { cells } of rows) while (cells.length < width) cells.push('')
    return { rows, sheet: { name, others } }
  }
  const { text, isGuess } = decodeText(bytes)
  const guessed = isGuess ? (encoding ?? 'windows-1252') : undefined
  const read = guessed ? decodedAs(guessed, bytes) : text
  if (read.includes('\0')) return { fault: 'not_text' }
  const rows = await parseCsv(read, mostRows)
  if (rows[0]?.isBroken) return { fault: 'broken_quotes' }
  return {
    rows: await mappedInSlices(rows, (row) => ({
      ...row,
      cells: row.cells.map((cell) => withoutApostrophe(cell.trim())),
    })),
    ...(guessed && { guessed }),
  }
}
