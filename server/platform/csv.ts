/** A row of a CSV file, with the number of the line it begins on, counted from 1. */
export type CsvRow = { line: number; cells: string[] }

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
 * line holds most of: Excel takes the one of the computer's language. A quote that is never closed ends with the text.
 *
 * @see RFC 4180
 */
export function parseCsv(text: string): CsvRow[] {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, cells: [] }
  let cell = ''
  let quoted = false
  let line = 1
  const endRow = () => {
    row.cells.push(cell)
    if (row.cells.some((content) => content.trim() !== '')) rows.push(row)
    row = { line: line + 1, cells: [] }
    cell = ''
  }
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i]
    if (quoted) {
      if (sign === '"' && text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) {
      row.cells.push(cell)
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
    if (sign === '\n') line += 1
  }
  endRow()
  return rows
}

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
