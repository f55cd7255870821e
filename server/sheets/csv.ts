import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { CsvError, type CsvErrorCode, parse } from 'csv-parse'
import { Problem } from '#server/platform/problem.ts'
import { openSlices } from '#server/platform/slices.ts'
import type { Language } from '#shared/languages.ts'

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
 * The text of a CSV file as programs save it: UTF-8, or UTF-16 with a byte order mark. `isGuess` if it is neither, because
 * nothing in the file then says which encoding it has.
 */
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

/** Characters of a cell that are read: more than any text may have, so that a longer one is seen to be too long. */
export const longestCell = 2_001

/** Cells of a row that are read. */
export const mostColumns = 100

/** Bytes that are parsed at a time: few enough that other requests hardly wait for it. */
const portion = 4 * 1024

/** Characters at the beginning that tell the separator. */
const beginning = 16 * 1024

/**
 * The rows of a CSV text, without empty ones. The separator is a comma, semicolon or tab, whichever the first line has
 * most of: Excel uses that of the computer's language. A first line such as `sep=;` says it to Excel, and to us.
 *
 * @param mostRows rows that it may have below the first.
 * @throws {Problem} `too_large` once there are more, or as many empty ones.
 * @see RFC 4180
 */
export async function parseCsv(text: string, mostRows = Number.POSITIVE_INFINITY): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  let lastLine = 0
  let empty = 0
  // One kind of line break, because the parser counts those of Windows twice within a cell.
  const lines = text.replace(/\r\n?/g, '\n')
  const [said = '', sign] = /^"?sep=([,;\t|])"?(?=\n|$)/i.exec(lines) ?? []
  const delimiter = sign ?? separatorOf(lines)
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    // A quotation mark inside a cell that does not start with one is text, as in `Ada "Countess" Byron`.
    relax_quotes: true,
    // Blanks around a quoted cell do not belong to it.
    trim: true,
    on_record(cells: string[], { lines }) {
      const line = lastLine + 1
      lastLine = lines
      if (cells.every(isBlank)) empty += 1
      else rows.push({ line, cells: bounded(cells) })
      if (rows.length > mostRows + 1 || empty > mostRows) throw tooManyRows(mostRows)
      return null
    },
  }).resume()
  try {
    await pipeline(portionsOf(withoutBlankEnd(lines, delimiter).slice(said.length)), parser)
  } catch (error) {
    if (!(error instanceof CsvError && brokenQuotes.includes(error.code))) throw error
    rows.push({ line: lastLine + 1, cells: [], isBroken: true })
  }
  return rows
}

/** That a file has more rows than it may have below the first. */
export function tooManyRows(most: number): Problem {
  const detail = `A file may have ${most} rows.`
  return new Problem('too_large', detail, { errors: { too_many_rows: detail } })
}

/** In bytes, because half a character would be another one. */
async function* portionsOf(text: string) {
  const bytes = Buffer.from(text)
  const slices = openSlices()
  for (let at = 0; at < bytes.length; at += portion) {
    yield bytes.subarray(at, at + portion)
    // Others have their turn after each of them.
    await setImmediate()
    await slices.rest()
  }
}

/** Spreadsheets write thousands of empty rows below the last one. */
function withoutBlankEnd(text: string, delimiter: string): string {
  let end = text.length
  while (end > 0 && ` \t\n${delimiter}`.includes(text.charAt(end - 1))) end -= 1
  const breaks = text.indexOf('\n', end)
  return breaks < 0 ? text : text.slice(0, breaks)
}

const isBlank = (cell: string) => cell.trim() === ''

/** Of the cells that are too many, one is kept: it says that there are some. */
function bounded(cells: readonly string[]): string[] {
  const surplus = cells.slice(mostColumns).find((cell) => !isBlank(cell))
  const kept = surplus === undefined ? cells.slice(0, mostColumns) : [...cells.slice(0, mostColumns), surplus]
  return kept.map((cell) => cell.slice(0, longestCell))
}

const brokenQuotes: readonly CsvErrorCode[] = [
  'CSV_QUOTE_NOT_CLOSED',
  'CSV_INVALID_CLOSING_QUOTE',
  'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE',
]

function separatorOf(text: string): string {
  const [head = ''] = text
    .slice(0, beginning)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/, 1)
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
export function csvLine(cells: readonly (string | null)[], separator: ',' | ';' = ','): string {
  return `${cells.map((cell) => `"${neutral(cell ?? '').replaceAll('"', '""')}"`).join(separator)}\r\n`
}

/**
 * The separator with which the reader's spreadsheet opens a CSV file in columns: a semicolon where numbers have a decimal
 * comma.
 *
 * @param acceptLanguage says the reader's region, if it is in their language.
 */
export function separatorFor(language: Language, acceptLanguage: string | undefined): ',' | ';' {
  const [first = ''] = /^[a-z]{2}-[a-z]{2}\b/i.exec(acceptLanguage ?? '') ?? []
  const locale = first.toLowerCase().startsWith(language) ? first : language
  const [, decimal] = new Intl.NumberFormat(locale).formatToParts(1.5)
  return decimal?.value === ',' ? ';' : ','
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
