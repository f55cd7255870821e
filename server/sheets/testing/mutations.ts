import type { Mutation } from '#server/testing/mutations.ts'

const csv = 'server/sheets/csv.test.ts'
const workbook = 'server/sheets/workbook.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'sheets/a-workbook-unpacks-without-end',
    file: 'server/sheets/zip.ts',
    from: '{ maxOutputLength: most }',
    to: '{}',
    test: {
      file: 'server/locations/import-locations.test.ts',
      name: 'a few bytes that would unpack into gigabytes are no workbook',
    },
  },
  {
    name: 'sheets/a-format-shows-zeros-without-end',
    file: 'server/sheets/workbook.ts',
    from: ' && code.length <= mostDigits',
    to: '',
    test: {
      file: workbook,
      name: 'zeros that a format shows are read, and a format that would show millions is none',
    },
  },
  {
    name: 'sheets/one-text-fills-a-workbook',
    file: 'server/sheets/workbook.ts',
    from: 'characters > mostCharacters',
    to: 'characters > Infinity',
    test: { file: workbook, name: 'a text that stands in a workbook once and is in every cell is too much' },
  },
  {
    name: 'sheets/a-workbooks-cell-has-no-end',
    file: 'server/sheets/workbook.ts',
    from: '(text + part).slice(0, longestCell)',
    to: '(text + part)',
    test: { file: workbook, name: 'of a cell as much is read as tells that it is too long, wherever' },
  },
  {
    name: 'sheets/a-csv-files-cell-has-no-end',
    file: 'server/sheets/csv.ts',
    from: 'cell.slice(0, longestCell)',
    to: 'cell',
    test: { file: csv, name: 'of a cell as much is read as tells that it is too long, and of a row' },
  },
  {
    name: 'sheets/a-csv-file-is-read-to-its-end',
    file: 'server/sheets/csv.ts',
    from: 'rows.length > mostRows + 1 || ',
    to: '',
    test: { file: csv, name: 'a file with more %s than it may have is refused before it is read to its end' },
  },
  {
    name: 'sheets/others-wait-for-a-csv-file',
    file: 'server/sheets/csv.ts',
    from: '    await slices.rest()\n',
    to: '',
    test: { file: csv, name: 'others get their turn while a file is read, however few rows it has' },
  },
]
