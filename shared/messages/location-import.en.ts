import type { LocationColumn, LocationFault } from '../location-columns.ts'
import { countsIn } from './counts.ts'
import { sheetImport } from './sheet-import.en.ts'

const { number, plural } = countsIn('en')

const locations = (n: number) => plural(n, { one: '1 location', other: `${number(n)} locations` })

/** Manage Locations: many locations at once, from a spreadsheet. */
export const locationImport = {
  ...sheetImport,
  open: 'Import',
  openHere: 'Import below this',
  title: 'Import locations',
  lead: 'Add or change stores, districts, regions, and chains from a spreadsheet. You see every change before anything is saved.',
  exportAll: 'Download your locations',
  exportHint: 'Change them in your spreadsheet, and import the file again.',
  columnsHint:
    'The first line names the columns: in English, French, or Spanish, in any order. Only Name is needed for new locations. Columns that you leave out stay as they are; an empty cell clears what was there.',
  columns: {
    name: 'Name',
    type: 'Type',
    parent: 'Parent location',
    code: 'Location ID',
    country: 'Country',
    region: 'State',
    contactEmail: 'E-mail',
    contactPhone: 'Phone',
    id: 'TMAS ID',
  } satisfies Record<LocationColumn, string>,
  hints: {
    name: 'What people call it.',
    type: 'Chain, District, Region, or Store. If empty, a new location is a store.',
    parent:
      'The location that it is directly below: its name, its location ID, or its path, such as “North › Coast”. It can be another row of this file.',
    code: 'Your own number or short name for it. It tells two stores of the same name apart.',
    country: 'Optional.',
    region: 'State or province. Optional.',
    contactEmail: 'Optional.',
    contactPhone: 'Optional.',
    id: 'Leave it empty for new locations. A downloaded file has it, so that names and location IDs can change.',
  } satisfies Record<LocationColumn, string>,
  /** What else people call these columns. */
  otherHeadings: {
    name: ['location', 'location name', 'store name'],
    type: ['location type'],
    parent: ['parent', 'under', 'below', 'path'],
    code: ['code', 'store number', 'number', 'external id'],
    country: [],
    region: ['province', 'state or province'],
    contactEmail: ['email', 'e-mail address', 'contact e-mail'],
    contactPhone: ['telephone', 'phone number', 'contact phone'],
    id: [],
  } as Record<LocationColumn, readonly string[]>,
  under: 'Rows without a parent location go below',
  underNothing: 'Choose a location',
  ignored: (columns: string) => `Not read, because TMAS has no such column: ${columns}`,
  outcome: { all: 'All', add: 'New', change: 'Changed', same: 'No change', faulty: 'To correct' },
  help: 'How to import locations',
  willAdd: (n: number) =>
    plural(n, { none: '', one: '1 location will be added.', other: `${number(n)} locations will be added.` }),
  willChange: (n: number) =>
    plural(n, {
      none: '',
      one: '1 location will be changed.',
      other: `${number(n)} locations will be changed.`,
    }),
  namesakes: (n: number) =>
    plural(n, {
      none: '',
      one: '1 new location has the name of another one with the same parent. Check that it isn’t there already.',
      other: `${number(n)} new locations have the name of another one with the same parent. Check that they aren’t there already.`,
    }),
  namesake: (code: string) => `Another location here has this name (location ID ${code}).`,
  run: (n: number) => `Import ${locations(n)}`,
  moveQuestion: (n: number) => `Move ${locations(n)} with this import?`,
  added: (n: number) =>
    plural(n, { none: '', one: '1 location was added.', other: `${number(n)} locations were added.` }),
  changed: (n: number) =>
    plural(n, { none: '', one: '1 location was changed.', other: `${number(n)} locations were changed.` }),
  undo: 'Undo',
  undone: 'The import was undone. Your locations are as they were before.',
  undoHint: 'For an hour, as long as nothing else changes these locations, you can undo the import here.',
  undoQuestion: (n: number) => `Undo the import, and move ${locations(n)} back?`,
  cannotUndo:
    'This import can no longer be undone: some of these locations were changed since, or are in use.',
  changedSince: (names: string) => `Changed since, or in use: ${names}`,
  tooLate:
    'This import can no longer be undone: it was made more than an hour ago, or some of these locations no longer exist.',
  notUndone: 'The import was not undone. Try again.',
  seeThem: 'Go to Manage Locations',
  changedMeanwhile: 'Your locations changed while you were looking at this. The rows were checked again.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns:
      'The first line of this file names no column that TMAS knows. It should have at least Name, or Location ID.',
  },
  faults: {
    missing: 'This is required.',
    too_long: 'This is too long.',
    not_text: 'This contains characters that cannot be shown.',
    link: 'This contains a link. Enter it without the link.',
    not_an_address: 'This is not an e-mail address such as ada@north.example.',
    not_a_type: 'Enter Chain, District, Region, or Store.',
    formula: 'This starts like a spreadsheet formula.',
    scientific:
      'The spreadsheet has shortened this number. Format its column as text, and enter the number again.',
    damaged: 'This was damaged in the spreadsheet. Enter it again.',
    no_such_location: 'There is no location with this TMAS ID. Leave it empty for a new location.',
    several_of_this_name:
      'Several locations here have this name. Add a Location ID or a TMAS ID to say which one is meant.',
    no_such_parent: 'There is no such location, in TMAS or in this file.',
    several_parents:
      'Several locations have this name. Enter the path, such as “North › Coast”, or the location ID.',
    not_under_that: 'A location of this type can’t be directly below that one.',
    under_itself: 'A location can’t be below itself.',
    too_deep: 'This is too many levels deep.',
    stays_a_chain: 'A chain stays a chain, and nothing else becomes one.',
    has_others_below: 'A store has nothing below it, but this location does.',
    is_the_top: 'This is the top of your chain, so it can’t have a parent location.',
    code_taken: 'Another location has this location ID.',
    code_almost:
      'A location here has this name and almost this location ID. Enter its location ID exactly, with any zeros at the beginning, or another name.',
    twice_in_file: 'This appears twice in the file.',
    beyond_your_branch: 'Your permission type does not allow changes here.',
    surplus_cells: 'This row has more cells than the first line has columns.',
    broken_quotes: 'From this row on, the quotation marks do not match.',
  } satisfies Record<LocationFault, string> as Record<LocationFault, string>,
}

export type LocationImportMessages = typeof locationImport
