import { Button, Checkbox, Group, NativeSelect, Paper, Select, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMessages } from '../../language.ts'
import { treeQuery } from '../locations/locations.queries.ts'
import classes from './sign-ins.module.css'
import { doors, filtersOf, outcomes, readSignInsSearch, type SignInsSearch } from './sign-ins-search.ts'

/**
 * The filters, which a phone shows on request. They apply when the form is sent, so that a half-typed day asks for
 * nothing.
 */
export function SignInFilters({
  search,
  onChoose,
}: {
  search: SignInsSearch
  onChoose: (search: SignInsSearch) => void
}) {
  const { refusalWords, signIns: words } = useMessages()
  const { filters } = words
  const [location, setLocation] = useState(search.location ?? null)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    onChoose(readSignInsSearch({ ...fields, location, user: search.user }))
  }
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false })
  const isFiltered = Object.keys(filtersOf(search)).length > 0
  const every = { value: '', label: filters.every }
  const codes = Object.entries(refusalWords)
    .map(([value, { short }]) => ({ value, label: short }))
    .sort((one, other) => one.label.localeCompare(other.label))
  return (
    <Paper component="search" withBorder p="md" aria-label={filters.title}>
      <details open={isWide || isFiltered}>
        <summary className={classes.showFilters}>{filters.title}</summary>
        <form className={classes.filters} onSubmit={submit}>
          <TextInput
            className={classes.search}
            type="search"
            name="search"
            label={filters.search}
            placeholder={filters.searchHint}
            maxLength={200}
            defaultValue={search.search}
          />
          <NativeSelect
            name="outcome"
            label={filters.outcome}
            defaultValue={search.outcome ?? ''}
            data={[every, ...outcomes.map((value) => ({ value, label: words.outcomes[value] }))]}
          />
          <NativeSelect
            name="code"
            label={filters.code}
            defaultValue={search.code ?? ''}
            data={[every, ...codes]}
          />
          <NativeSelect
            name="door"
            label={filters.door}
            defaultValue={search.door ?? ''}
            data={[every, ...doors.map((value) => ({ value, label: words.doors[value] }))]}
          />
          <LocationFilter value={location} onChange={setLocation} />
          <TextInput type="date" name="from" label={filters.since} defaultValue={search.from} />
          <TextInput type="date" name="to" label={filters.until} defaultValue={search.to} />
          <Checkbox name="asked" value="true" label={filters.asked} defaultChecked={search.asked} mb="xs" />
          <Group gap="xs" className={classes.buttons}>
            <Button type="submit">{filters.apply}</Button>
            <Button variant="default" onClick={() => onChoose({})}>
              {filters.clear}
            </Button>
          </Group>
        </form>
      </details>
    </Paper>
  )
}

/** A location by the beginning of its name. One answer has the whole tree within reach. */
function LocationFilter({
  value,
  onChange,
}: {
  value: string | null
  onChange: (id: string | null) => void
}) {
  const { signIns, locationTypes } = useMessages()
  const { data: tree } = useQuery(treeQuery)
  const nodes = [...(tree?.byId.values() ?? [])]
  return (
    <Select
      label={signIns.filters.location}
      placeholder={signIns.filters.every}
      searchable
      clearable
      limit={50}
      value={tree?.byId.has(value ?? '') ? value : null}
      onChange={onChange}
      data={nodes.map(({ id, name, type }) => ({ value: id, label: `${name} · ${locationTypes[type]}` }))}
    />
  )
}
