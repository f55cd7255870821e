import { CsvError, type CsvErrorCode, parse } from 'csv-parse/sync'

/** A row of a CSV file, with the number of the line it begins on, counted from 1. */
export type CsvRow = {
  line: number
  cells: string[]
  /** Its quotation marks do not fit, so nothing from here on can be told apart; it has no cells and is the last row. */
  isBroken?: true
}

/**
 * The text of a CSV file as programs save it: UTF-8 or UTF-16 with their marks, and what is not UTF-8 as Windows-1252,
 * which is what Excel writes by default in the west.
 */
export function decodeCsv(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/**
 * The rows of a CSV text; empty ones are left out. Cells are separated by comma, semicolon or tab, whichever the first
 * line holds most of: Excel takes the one of the computer's language.
 *
 * @see RFC 4180
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let lastLine = 0
  try {
    // One kind of line break, for the parser counts those of Windows twice within a cell.
    parse(text.replace(/\r\n?/g, '\n'), {
      delimiter: separatorOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      // A quotation mark within a cell that does not begin with one is text, as in `Ada "Countess" Byron`.
      relax_quotes: true,
      // Blanks around a quoted cell are no part of it.
      trim: true,
      on_record(cells: string[], { lines }) {
        const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: lines - breaks, cells })
        lastLine = lines
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError && brokenQuotes.includes(error.code))) throw error
    rows.push({ line: lastLine + 1, cells: [], isBroken: true })
  }
  return rows
}

const brokenQuotes: readonly CsvErrorCode[] = [
  'CSV_QUOTE_NOT_CLOSED',
  'CSV_INVALID_CLOSING_QUOTE',
  'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE',
]

function separatorOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)
  const [first] = [',', ';', '\t']
    .map((sign) => ({ sign, count: head.split(sign).length }))
    .sort((a, b) => b.count - a.count)
  return first?.sign ?? ','
}

/** What makes Excel read text as UTF-8; at the beginning of a file. */
export const byteOrderMark = '\uFEFF'

/** A line of CSV (RFC 4180), every cell quoted. A cell that a spreadsheet would take for a formula is made text. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${neutral(cell ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** @see https://owasp.org/www-community/attacks/CSV_Injection */
function neutral(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** What spreadsheets run as a formula when a cell begins with it, with or without blanks before it. */
const formula = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u

/** Takes away the apostrophe that `csvLine` put there, so that what was exported can be imported. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** Whether a spreadsheet would run this cell. A telephone number, which may begin with a plus, is none. */
export function isFormula(cell: string): boolean {
  return formula.test(cell) && !/^\+?[\d ()./-]+$/.test(cell)
}
