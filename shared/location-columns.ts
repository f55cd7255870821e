/** The columns of an import of locations, in the order in which a file for people has them. */
export const locationColumns = [
  'name',
  'type',
  'parent',
  'code',
  'country',
  'region',
  'contactEmail',
  'contactPhone',
  'id',
] as const

export type LocationColumn = (typeof locationColumns)[number]

/** More rows would hold the customer's lock too long. */
export const mostLocationRows = 10_000

/** What is wrong with a row of an import. The sentences are in `shared/messages/location-import.*.ts`. */
const locationFaults = [
  'missing',
  'too_long',
  'not_text',
  'link',
  'not_an_address',
  'not_a_type',
  'formula',
  'scientific',
  'damaged',
  'no_such_location',
  'several_of_this_name',
  'no_such_parent',
  'several_parents',
  'not_under_that',
  'under_itself',
  'too_deep',
  'stays_a_chain',
  'has_others_below',
  'is_the_top',
  'code_taken',
  'code_almost',
  'twice_in_file',
  'beyond_your_branch',
  'surplus_cells',
  'broken_quotes',
] as const

export type LocationFault = (typeof locationFaults)[number]

/** What is wrong with a row, by column, or with the whole `row`. */
export type LocationRowFaults = Partial<Record<LocationColumn | 'row', LocationFault>>
