import type { ImportColumn } from '#shared/import-columns.ts'
import type { Language } from '#shared/languages.ts'
import type { Role } from '#shared/roles.ts'
import type { FieldFault, TextField } from '#shared/user-fields.ts'
import type { KnownUser } from './import.queries.ts'
import type { ImportRow } from './import-columns.ts'
import type { Located } from './memberships.ts'
import type { NewUser } from './users.ts'

/** A cell of a user as it is, and as the file wants it. */
export type Difference = { column: ImportColumn; before: string | null; after: string | null }

/** What is wrong with a row, by column, or with the whole `row`. */
export type RowFaults = Partial<Record<ImportColumn | 'row', FieldFault>>

/** What an import would do with one row of the file. */
export type JudgedRow = {
  line: number
  cells: ImportRow['cells']
  /** The user whom the row is about; null for a new one. */
  userId: string | null
  outcome: 'add' | 'change' | 'same' | 'faulty'
  differences: Difference[]
  faults: RowFaults
  /** Of what is twice in the file: the line of another row that says it. */
  otherLine: number | null
  /** On the first row of a user: roles that they hold, and the file does not have. */
  takenAway: { role: Role; location: string }[]
}

/** What an import makes of a user who exists. What is absent stays as it is. */
export type PlannedChange = {
  user: KnownUser
  texts: Partial<Record<TextField, string>>
  /** What a new username looks like (R2). */
  look?: string | undefined
  language?: Language
  endsOn?: string | null
  /** Everything that they hold before and after. */
  roles?: { before: Located[]; after: Located[] }
}

export type PlannedUser = { user: NewUser; memberships: Located[] }

export type ImportPlan = { rows: JudgedRow[]; adds: PlannedUser[]; changes: PlannedChange[] }

/** A row of the file, and what was found about it. */
export type RowFound = Pick<JudgedRow, 'differences' | 'faults'> & { row: ImportRow }

/** What the rows of one user come to. */
export type Found = {
  userId: string | null
  rows: RowFound[]
  takenAway: JudgedRow['takenAway']
  add?: PlannedUser
  change?: PlannedChange
}

/** What is said of usernames that are taken, or were not looked at (R2). */
export type Said = ReadonlyMap<string, 'username_taken' | 'not_checked'>

export function isFaulty({ outcome }: Pick<JudgedRow, 'outcome'>): boolean {
  return outcome === 'faulty'
}
