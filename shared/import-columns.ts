/** The columns of an import, in the order in which an export writes them (contract). */
export const importColumns = [
  'username',
  'email',
  'firstName',
  'lastName',
  'title',
  'mobilePhone',
  'language',
  'description',
  'role',
  'location',
  'endsOn',
] as const

export type ImportColumn = (typeof importColumns)[number]

/** More rows would hold the customer's lock too long. */
export const mostImportRows = 20_000

/** What an export has besides, and no import changes: named where they are not read, and no mistake. */
export const exportedOnly = ['status', 'lastSignInAt'] as const
