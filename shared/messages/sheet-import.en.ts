import { mostSheetMegabytes } from '../sheet-limits.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** What is said of every import of a spreadsheet, whatever is in it. */
export const sheetImport = {
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  drop: 'or drop it here',
  dropNow: 'Drop the file to read it',
  formats: (most: number) => `Excel workbook (.xlsx) or CSV, at most ${number(most)} rows`,
  pasted: 'pasted cells',
  paste: 'You can also copy cells in a spreadsheet and paste them here.',
  template: 'Download a template',
  templateHint: 'An empty workbook with these columns.',
  asCsv: 'As CSV',
  columnsTitle: 'Columns',
  reading: 'Reading the file…',
  checking: 'Checking…',
  importing: 'Importing…',
  rowsIn: (n: number, file: string) =>
    plural(n, { one: `1 row in ${file}`, other: `${number(n)} rows in ${file}` }),
  sheetRead: (name: string, others: number) =>
    plural(others, {
      none: '',
      one: `The sheet “${name}” was read. 1 other sheet was not.`,
      other: `The sheet “${name}” was read. ${number(others)} other sheets were not.`,
    }),
  readAs: 'Do letters with accents look wrong? Read the file as',
  encodings: {
    'windows-1252': 'Western European (Windows)',
    'windows-1250': 'Central European (Windows)',
    macintosh: 'Western European (Mac)',
  },
  result: 'Rows of the file',
  line: 'Line',
  whatHappens: 'Result',
  show: 'Show',
  counted: (what: string, n: number) => `${what} (${number(n)})`,
  before: (text: string) => `before: ${text}`,
  empty: 'empty',
  faulty: (n: number) =>
    plural(n, {
      one: '1 row has to be corrected first. Correct it here, or in your file and choose it again.',
      other: `${number(n)} rows have to be corrected first. Correct them here, or in your file and choose it again.`,
    }),
  leaveOut: 'Leave out',
  leaveOutLine: (line: number) => `Leave out line ${number(line)}`,
  showMore: 'Show more',
  checkAgain: 'Check again',
  edited: (n: number) =>
    plural(n, {
      none: '',
      one: '1 corrected cell has not been checked yet.',
      other: `${number(n)} corrected cells have not been checked yet.`,
    }),
  cell: (column: string, line: number) => `${column}, line ${number(line)}`,
  willEmpty: (n: number) =>
    plural(n, { none: '', one: '1 cell will be emptied.', other: `${number(n)} cells will be emptied.` }),
  alsoOnLine: (line: number) => `This also appears on line ${number(line)}.`,
  together: 'All rows are saved together, or none.',
  nothingDiffers: 'Nothing differs: TMAS already has everything in this file.',
  more: (n: number) =>
    plural(n, { none: '', one: '1 more row is not shown.', other: `${number(n)} more rows are not shown.` }),
  keepImport: 'Keep the import',
  again: 'Import another file',
  doubleColumn: (first: string, second: string) =>
    first === second
      ? `Two columns of this file are called “${first}”. Delete one, or rename it.`
      : `The columns “${first}” and “${second}” of this file have the same meaning. Delete one, or rename it.`,
  tooManyRows: (most: number) =>
    `This file has more than ${number(most)} rows. Divide it into several files.`,
  unreadable: {
    old_workbook:
      'This workbook has a password, or is in the format used before 2007 (.xls). Save it as .xlsx without a password, and choose it again.',
    damaged_workbook:
      'This workbook can’t be read: it is damaged, or too large. Save it again, and choose it again.',
    not_text: 'This is neither an Excel workbook (.xlsx) nor a CSV file.',
    broken_quotes:
      'The quotation marks in this file do not match, starting in the first line. Check that each cell that opens with one also closes with one.',
    no_rows: 'This file has no rows below its first line.',
    too_much_text: `The cells of this file have more than ${mostSheetMegabytes} MB of text. Divide its rows into several files.`,
    too_large: `This file is larger than ${mostSheetMegabytes} MB. Delete what TMAS does not read, such as pictures and other sheets, or divide its rows into several files.`,
    other: 'This file could not be read. Try again.',
  },
}

export type SheetImportMessages = typeof sheetImport
