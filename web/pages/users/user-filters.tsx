import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { endFilters } from '#shared/end-date.ts'
import { roles } from '#shared/roles.ts'
import { FilterLine } from '../../components/filter-line.tsx'
import { useMessages } from '../../language.ts'
import { LocationPicker } from './location-picker.tsx'
import { placesQuery, type UsersSearch, unlinkedStates } from './users.queries.ts'

/** The filters of the list of users, each applied at once, and kept in the address. */
export function UserFilters({
  search,
  onChoose,
  end,
}: {
  search: UsersSearch
  onChoose: (change: UsersSearch, how?: { replace: boolean }) => void
  /** What else belongs to the list. */
  end: ReactNode
}) {
  const messages = useMessages()
  const { users, filterLine, signIns } = messages
  const factor = messages.secondFactor.console
  const { data: picked } = useQuery({
    ...placesQuery({ ids: search.location ?? '' }),
    enabled: search.location !== undefined,
  })
  const place = search.location ? picked?.[0] : undefined
  const filters = [
    {
      name: 'role',
      label: users.role,
      values: roles.map((role) => ({ value: role, label: messages.roles[role] })),
    },
    {
      name: 'status',
      label: users.columns.status,
      values: (['enabled', 'disabled'] as const).map((value) => ({ value, label: users.status[value] })),
    },
    {
      name: 'end',
      label: users.form.endsOn,
      values: endFilters.map((value) => ({ value, label: users.ends[value] })),
    },
    {
      name: 'link',
      label: users.columns.link,
      values: [
        { value: 'true', label: users.linked },
        { value: 'false', label: users.notLinked },
        { value: 'never_tried', label: users.neverTried },
        { value: 'refused', label: users.refusedLast },
      ],
    },
    {
      name: 'secondFactor',
      label: factor.column,
      values: [
        { value: 'none', label: factor.filterNone },
        { value: 'set', label: factor.filterSet },
      ],
    },
    {
      name: 'location',
      label: users.location,
      control: (leave: () => void) => (
        <LocationPicker
          label={users.location}
          placeholder={users.location}
          autoFocus
          value={place}
          onPick={(location) => {
            onChoose({ location: location?.id })
            leave()
          }}
        />
      ),
    },
    ...(search.location
      ? [
          {
            name: 'includeBelow',
            label: users.location,
            values: [{ value: 'true', label: users.includeBelow }],
          },
        ]
      : []),
  ]
  const inForce: Record<string, string | undefined> = {
    role: search.role,
    status: search.status,
    end: search.end,
    link: search.unlinked ?? (search.linked === undefined ? undefined : String(search.linked)),
    secondFactor: search.secondFactor,
  }
  const chips = filters.flatMap(({ name, label, ...filter }) => {
    const value = inForce[name]
    const said = 'values' in filter ? filter.values?.find((one) => one.value === value)?.label : undefined
    return said ? [{ name, text: filterLine.chip(label, said) }] : []
  })
  if (search.location)
    chips.push({ name: 'location', text: filterLine.chip(users.location, place?.name ?? search.location) })
  if (search.location && search.includeBelow) chips.push({ name: 'includeBelow', text: users.includeBelow })
  return (
    <FilterLine
      label={signIns.filters.title}
      search={{
        label: users.search,
        hint: users.searchHint,
        text: search.search ?? '',
        onSearch: (text) => onChoose({ search: text || undefined }, { replace: true }),
      }}
      filters={filters}
      chips={chips}
      onChoose={(name, value) => onChoose(chosen(name, value))}
      onRemove={(name) => onChoose(chosen(name, undefined))}
      end={end}
      onClear={() =>
        onChoose({
          ...chosen('role', undefined),
          ...chosen('status', undefined),
          ...chosen('end', undefined),
          ...chosen('link', undefined),
          ...chosen('secondFactor', undefined),
          ...chosen('location', undefined),
        })
      }
    />
  )
}

/** What choosing a value of a filter, or none, changes in the address. */
function chosen(name: string, value: string | undefined): UsersSearch {
  if (name === 'role') return { role: roles.find((role) => role === value) }
  if (name === 'status') return { status: (['enabled', 'disabled'] as const).find((one) => one === value) }
  if (name === 'end') return { end: endFilters.find((one) => one === value) }
  if (name === 'secondFactor')
    return { secondFactor: (['set', 'none'] as const).find((one) => one === value) }
  if (name === 'location') return { location: value, includeBelow: undefined }
  if (name === 'includeBelow') return { includeBelow: value === 'true' || undefined }
  const unlinked = unlinkedStates.find((state) => state === value)
  return { unlinked, linked: value === undefined || unlinked ? undefined : value === 'true' }
}
