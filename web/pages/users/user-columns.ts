import { useColumns } from '../../components/columns.tsx'
import { useMessages } from '../../language.ts'
import { type Sortable, sortable } from './users.queries.ts'

const fits = {
  name: 'always',
  email: 'always',
  role: 'always',
  // Most customers have one chain, and the filter by location tells the others apart.
  chain: 'widest',
  status: 'always',
  lastSignInAt: 'always',
  link: 'wide',
} as const

export type UserColumn = keyof typeof fits

/** The columns of the list of users between the username and the actions. */
export function useUserColumns() {
  const { columns } = useMessages().users
  const labelOf = (name: UserColumn) => columns[name === 'lastSignInAt' ? 'lastSignIn' : name]
  const all = Object.keys(fits) as UserColumn[]
  return useColumns(
    'users',
    all.map((name) => ({ name, label: labelOf(name), fits: fits[name] })),
  )
}

/** Whether the list can be sorted by a column. */
export function isSortable(name: UserColumn): name is UserColumn & Sortable {
  return (sortable as readonly string[]).includes(name)
}
