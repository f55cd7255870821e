import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../language.ts'
import { placesQuery } from './users.queries.ts'

export type PickedLocation = { id: string; name: string; type: string }

/** Picks a location by the beginning of its name or its code. The server searches, because there may be thousands. */
export function LocationPicker({
  label,
  placeholder,
  value,
  onPick,
  error,
  disabled,
  clearable,
  autoFocus,
}: {
  label: string
  placeholder?: string
  value: PickedLocation | undefined
  onPick: (location: PickedLocation | undefined) => void
  error?: string | undefined
  disabled?: boolean
  clearable?: boolean
  autoFocus?: boolean
}) {
  const { locationTypes } = useMessages()
  const [search, setSearch] = useState(value?.name ?? '')
  const [asked] = useDebouncedValue(search === value?.name ? '' : search, 200)
  const { data: places = [] } = useQuery(placesQuery({ search: asked }))
  const known = value && !places.some(({ id }) => id === value.id) ? [value, ...places] : places
  return (
    <Select
      label={label}
      placeholder={placeholder}
      searchable
      // Scrolling to an option must not take the list away.
      comboboxProps={{ hideDetached: false }}
      clearable={clearable}
      autoFocus={autoFocus}
      disabled={disabled}
      error={error}
      value={value?.id ?? null}
      searchValue={search}
      onSearchChange={setSearch}
      // The server has searched, so everything in its answer matches.
      filter={({ options }) => options}
      data={known.map(({ id, name }) => ({ value: id, label: name }))}
      renderOption={({ option }) => {
        const place = known.find(({ id }) => id === option.value)
        return `${option.label} · ${locationTypes[place?.type as keyof typeof locationTypes] ?? ''}`
      }}
      onChange={(id) => onPick(known.find((place) => place.id === id))}
    />
  )
}
