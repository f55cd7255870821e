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
