import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { mayBePlacedUnder, mayChangeType } from '#shared/location-tree.ts'
import { type LocationType, locationTypes } from '#shared/roles.ts'
import { useMessages } from '../../language.ts'
import type { Change } from './change.tsx'
import type { Location } from './locations.queries.ts'

export type LocationFields = Omit<Location, 'id' | 'parentId'>

const texts = {
  general: ['name', 'code', 'country', 'region'],
  contact: ['contactEmail', 'contactPhone'],
} as const

/** The fields of one section, and their button. It sends their content, and the server says what is not allowed. */
export function LocationForm({
  section,
  location,
  parentType,
  isReadOnly = false,
  change,
  submit,
  children,
}: {
  section: keyof typeof texts
  /** Undefined for a new location. */
  location?: Location
  parentType: LocationType | undefined
  isReadOnly?: boolean
  change: Change<Partial<LocationFields>>
  submit: string
  /** Further buttons. */
  children?: ReactNode
}) {
  const messages = useMessages()
  const required = (name: string) => name === 'name'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.carryOut(Object.fromEntries(new FormData(event.currentTarget)))
      }}
    >
      <Stack maw="30rem">
        {texts[section].map((name) => (
          <TextInput
            key={name}
            name={name}
            label={messages.locations[name]}
            description={name === 'code' && messages.locations.codeHint}
            defaultValue={location?.[name] ?? ''}
            required={required(name)}
            readOnly={isReadOnly}
            type={name === 'contactEmail' ? 'email' : name === 'contactPhone' ? 'tel' : 'text'}
            error={change.errors[name] && messages.locations.problems.invalid_request}
          />
        ))}
        {section === 'general' && (
          <NativeSelect
            name="type"
            label={messages.locations.type}
            defaultValue={location?.type ?? 'store'}
            disabled={isReadOnly}
            data={locationTypes
              .filter((type) => isPossible(type, location, parentType))
              .map((type) => ({ value: type, label: messages.locationTypes[type] }))}
          />
        )}
        {change.outcome}
        {!isReadOnly && (
          <Group>
            {children}
            <Button type="submit" loading={change.isBusy}>
              {submit}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function isPossible(type: LocationType, location: Location | undefined, parent: LocationType | undefined) {
  if (location && !mayChangeType(location.type, type)) return false
  return parent === undefined || mayBePlacedUnder(type, parent)
}
