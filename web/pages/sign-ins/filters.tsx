import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { dayFilter, recentDays } from '../../components/day-filter.tsx'
import { chipsOf, FilterLine } from '../../components/filter-line.tsx'
import { useMessages } from '../../language.ts'
import { managesUsers, useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { treeQuery } from '../locations/locations.queries.ts'
import { nameOf, userQuery } from '../users/users.queries.ts'
import { doors, outcomes, readSignInsSearch, type SignInsSearch } from './sign-ins-search.ts'

/** The filters of the list of sign-ins, each applied at once, and kept in the address. */
export function SignInFilters({
  search,
  onChoose,
  end,
}: {
  search: SignInsSearch
  onChoose: (search: SignInsSearch) => void
  /** What else belongs to the list. */
  end: ReactNode
}) {
  const { refusalWords, signIns: words, filterLine } = useMessages()
  const { filters: labels } = words
  const { data: tree } = useQuery({ ...treeQuery, enabled: search.location !== undefined })
  const mayRead = managesUsers(useSession())
  const { data: user } = useQuery({
    ...userQuery(search.user ?? ''),
    enabled: mayRead && search.user !== undefined,
    retry: false,
  })
  const date = useTime('day')
  const choose = (name: string, value: string | undefined) => {
    const { after: _, ...kept } = search
    onChoose(readSignInsSearch({ ...kept, [name]: value }))
  }
  const codes = Object.entries(refusalWords)
    .map(([value, { short }]) => ({ value, label: short }))
    .sort((one, other) => one.label.localeCompare(other.label))
  const filters = [
    {
      name: 'outcome',
      label: labels.outcome,
      values: outcomes.map((value) => ({ value, label: words.outcomes[value] })),
    },
    { name: 'code', label: labels.code, values: codes },
    {
      name: 'door',
      label: labels.door,
      values: doors.map((value) => ({ value, label: words.doors[value] })),
    },
    {
      name: 'location',
      label: labels.location,
      control: (leave: () => void) => (
        <LocationFilter
          value={search.location}
          onChange={(id) => {
            choose('location', id)
            leave()
          }}
        />
      ),
    },
    dayFilter('from', labels.since, search.from, choose, recentDays(filterLine, new Date())),
    dayFilter('to', labels.until, search.to, choose),
    { name: 'asked', label: labels.asked, values: [{ value: 'true', label: labels.asked }] },
    { name: 'cause', label: labels.connection, values: [{ value: 'connection', label: labels.connection }] },
  ]
  const inForce: Record<string, string | undefined> = {
    outcome: search.outcome && words.outcomes[search.outcome],
    code: search.code && refusalWords[search.code].short,
    door: search.door && words.doors[search.door],
    location: search.location && (tree?.byId.get(search.location)?.name ?? search.location),
    from: search.from && date(`${search.from}T12:00:00`),
    to: search.to && date(`${search.to}T12:00:00`),
  }
  const chips = chipsOf(filters, inForce, filterLine.chip)
  if (search.asked) chips.push({ name: 'asked', text: labels.asked })
  if (search.cause) chips.push({ name: 'cause', text: labels.connection })
  if (search.user)
    chips.push({
      name: 'user',
      text: filterLine.chip(words.detail.person, user ? nameOf(user) : search.user),
    })
  return (
    <FilterLine
      label={labels.title}
      search={{
        label: labels.search,
        hint: labels.searchHint,
        text: search.search ?? '',
        onSearch: (text) => choose('search', text || undefined),
      }}
      filters={filters}
      chips={chips}
      onChoose={choose}
      onRemove={(name) => choose(name, undefined)}
      end={end}
      onClear={() => onChoose(search.search ? { search: search.search } : {})}
    />
  )
}

/** A location by the beginning of its name. One answer has the whole tree within reach. */
function LocationFilter({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const { signIns, locationTypes } = useMessages()
  const { data: tree } = useQuery(treeQuery)
  const nodes = [...(tree?.byId.values() ?? [])]
  return (
    <Select
      aria-label={signIns.filters.location}
      placeholder={signIns.filters.location}
      searchable
      autoFocus
      limit={50}
      value={value && tree?.byId.has(value) ? value : null}
      onChange={(id) => onChange(id ?? undefined)}
      data={nodes.map(({ id, name, type }) => ({ value: id, label: `${name} · ${locationTypes[type]}` }))}
    />
  )
}
