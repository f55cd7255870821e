import { CsvError, type CsvErrorCode, parse } from 'csv-parse/sync'

/** A row of a CSV file, with the number of the line on which it starts, counted from 1. */
export type CsvRow = {
  line: number
  cells: string[]
  /**
   * Its quotation marks do not match, so nothing from here on can be told apart. It has no cells and is the last row.
   */
  isBroken?: true
}

/**
 * The text of a CSV file as programs save it: UTF-8, or UTF-16 with a byte order mark. Anything else is read as
 * Windows-1252, which is what Excel writes by default in western countries.
 */
export function decodeCsv(bytes: Uint8Array): string {
  const { text, isGuess } = decodeText(bytes)
  return isGuess ? decodedAs('windows-1252', bytes) : text
}

/** The text, if its encoding can be told; otherwise `isGuess`, because nothing in the file says it. */
export function decodeText(bytes: Uint8Array): { text: string; isGuess: boolean } {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)
  if (mark === 0xfffe) return { text: decodedAs('utf-16le', bytes), isGuess: false }
  if (mark === 0xfeff) return { text: decodedAs('utf-16be', bytes), isGuess: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuess: false }
  } catch {
    return { text: '', isGuess: true }
  }
}

export function decodedAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * The rows of a CSV text, without empty ones. The separator is a comma, semicolon or tab, whichever the first line has
 * most of: Excel uses that of the computer's language. A first line such as `sep=;` says it to Excel, and to us.
 *
 * @see RFC 4180
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let lastLine = 0
  // One kind of line break, because the parser counts those of Windows twice within a cell.
  const lines = text.replace(/\r\n?/g, '\n')
  const [said = '', sign] = /^"?sep=([,;\t|])"?(?=\n|$)/i.exec(lines) ?? []
  try {
    parse(lines.slice(said.length), {
      delimiter: sign ?? separatorOf(lines),
      record_delimiter: '\n',
      relax_column_count: true,
      // A quotation mark inside a cell that does not start with one is text, as in `Ada "Countess" Byron`.
      relax_quotes: true,
      // Blanks around a quoted cell do not belong to it.
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

/** At the start of a file, makes Excel read the text as UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * A line of CSV (RFC 4180), with every cell quoted. A cell that a spreadsheet would read as a formula is made text.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${neutral(cell ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** @see https://owasp.org/www-community/attacks/CSV_Injection */
function neutral(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** What spreadsheets run as a formula if a cell starts with it, with or without blanks before it. */
const formula = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u

/** Removes the apostrophe that `csvLine` added, so that an exported file can be imported. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** Whether a spreadsheet would run this cell. A phone number may start with a plus, and is not a formula. */
export function isFormula(cell: string): boolean {
  return formula.test(cell) && !/^\+?[\d ()./-]+$/.test(cell)
}
