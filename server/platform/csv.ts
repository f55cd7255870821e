/** What makes Excel read text as UTF-8; at the beginning of a file. */
export const byteOrderMark = '\uFEFF'

/** A line of CSV (RFC 4180), every cell quoted. A cell that a spreadsheet would take for a formula is made text. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${neutral(cell ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** @see https://owasp.org/www-community/attacks/CSV_Injection */
function neutral(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) ? `'${text}` : text
}
