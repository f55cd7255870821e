import { type GuessedEncoding, readSheet, type Sheet } from '#server/sheets/sheet.ts'
import { type ColumnRow, type ColumnTable, loose, readColumns } from '#server/sheets/sheet-columns.ts'
import { unreadableSheet } from '#server/sheets/unreadable-sheet.ts'
import { quoted } from '#shared/csv-text.ts'
import { exportedOnly, type ImportColumn, importColumns, mostImportRows } from '#shared/import-columns.ts'
import { isLanguage, type Language, languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Role, roles } from '#shared/roles.ts'

export type ImportRow = ColumnRow<ImportColumn>

/** A table of users, and how it was found in its file. */
export type ImportTable = ColumnTable<ImportColumn> & Pick<Sheet, 'guessed' | 'sheet'>

/**
 * Reads a file as people have it: a workbook or a CSV file, with the columns of the API or those of the console in any of
 * its languages, in any case and order.
 *
 * @throws {Problem} `invalid_request`, with the code of what is wrong with the file; `too_large`.
 */
export async function readImport(
  bytes: Uint8Array,
  encoding?: GuessedEncoding | undefined,
): Promise<ImportTable> {
  const sheet = await readSheet(bytes, { encoding, mostRows: mostImportRows })
  if ('fault' in sheet) throw unreadableSheet(messages.en.userImport, sheet)
  const table = await readColumns(sheet.rows, nameAll, (columns) => columns.includes('username'), sizeAsCsv)
  if ('fault' in table) throw unreadableSheet(messages.en.userImport, table)
  return {
    ...table,
    ...(sheet.guessed && { guessed: sheet.guessed }),
    ...(sheet.sheet && { sheet: sheet.sheet }),
  }
}

/** With a separator for each column there is, and what keeps a spoiled row faulty. */
function sizeAsCsv({ cells }: ImportRow): number {
  return Object.values(cells).reduce(
    (sum, cell) => sum + Buffer.byteLength(quoted(cell)),
    importColumns.length + 8,
  )
}

const headings = new Map<string, ImportColumn>()
const roleNames = new Map<string, Role>()
const languageNames = new Map<string, Language>()
for (const language of languageCodes) {
  const { columns, otherHeadings } = messages[language].userImport
  for (const column of importColumns)
    for (const heading of [column, columns[column], ...otherHeadings[column]])
      headings.set(loose(heading), column)
  for (const role of roles)
    for (const name of [role, messages[language].roles[role]]) roleNames.set(loose(name), role)
  for (const code of languageCodes)
    for (const name of [code, new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code])
      languageNames.set(loose(name), code)
}

/** What an export has besides, as the API and the console call it. */
const seenOnly = new Set(
  languageCodes.flatMap((language) => {
    const { status, lastSignIn } = messages[language].users.columns
    return [...exportedOnly, status, lastSignIn, `${lastSignIn} (UTC)`].map(loose)
  }),
)

/** A password in a spreadsheet is read by everyone who has it, and a person sets their own (R13, R25). */
const passwords = /password|mot de passe|contrasena/

/** @throws {Problem} `invalid_request` for a column of passwords, which must not look as if it were imported. */
function nameAll(typed: readonly string[]): (ImportColumn | undefined)[] {
  if (typed.some((heading) => passwords.test(loose(heading))))
    throw unreadableSheet(messages.en.userImport, { fault: 'has_passwords' })
  return typed.map((heading) => headings.get(loose(heading)))
}

/** Of a heading that is not known: the column that was probably meant. What our own export has besides is no mistake. */
export function nearestColumn(heading: string): ImportColumn | undefined {
  const typed = loose(heading)
  if (seenOnly.has(typed)) return undefined
  const most = Math.floor(typed.length / 4)
  let nearest: { column: ImportColumn; slips: number } | undefined
  for (const [known, column] of headings) {
    const slips = slipsBetween(typed, known, most)
    if (slips <= most && slips < (nearest?.slips ?? Number.POSITIVE_INFINITY)) nearest = { column, slips }
  }
  return nearest?.column
}

/** Letters to add, leave out or replace until one text is the other; more than `most` is not counted further. */
function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at]
    for (let along = 1; along <= other.length; along += 1)
      row.push(
        Math.min(
          (before[along] ?? 0) + 1,
          (row[along - 1] ?? 0) + 1,
          (before[along - 1] ?? 0) + (one[at - 1] === other[along - 1] ? 0 : 1),
        ),
      )
    before = row
  }
  return before[other.length] ?? most + 1
}

/** A role as the API writes it, or as the console calls it in one of its languages. */
export function roleNamed(text: string): Role | undefined {
  return roleNames.get(loose(text))
}

/** A language by its code, also one such as `fr-FR`, or by its name in one of the console's languages. */
export function languageNamed(text: string): Language | undefined {
  const known = languageNames.get(loose(text))
  if (known) return known
  const [code = ''] = text.toLowerCase().split(/[-_]/, 1)
  return /^[a-z]{2}[-_][a-z]{2}$/i.test(text) && isLanguage(code) ? code : undefined
}
