import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { mayBePlacedUnder, mayChangeType } from '#shared/location-tree.ts'
import { type LocationType, locationTypes } from '#shared/roles.ts'
import type { Draft } from '../../components/draft.ts'
import { useMessages } from '../../language.ts'
import type { Change } from './change.tsx'
import type { Location } from './locations.queries.ts'

/** What the forms of a location hold: texts, empty where nothing is entered. */
export type LocationFields = Record<(typeof texts)['general' | 'contact'][number], string> & {
  type: LocationType
  parentId: string
}

const texts = {
  general: ['name', 'code', 'country', 'region'],
  contact: ['contactEmail', 'contactPhone'],
} as const

/** The fields of one section, and their button. It sends their content, and the server says what is not allowed. */
export function LocationForm({
  section,
  draft,
  location,
  parentType,
  isReadOnly = false,
  change,
  submit,
  onSubmit,
  another,
  onPress,
  children,
}: {
  section: keyof typeof texts
  draft: Draft<LocationFields>
  /** Undefined for a new location. */
  location?: Location
  parentType: LocationType | undefined
  isReadOnly?: boolean
  change: Pick<Change<never>, 'errors' | 'outcome' | 'isBusy'>
  submit: string
  onSubmit: () => void
  /** The text of a second button that submits. */
  another?: string
  /** Says which of the two was pressed. */
  onPress?: (isAnother: boolean) => void
  /** Further buttons. */
  children?: ReactNode
}) {
  const messages = useMessages()
  const required = (name: string) => name === 'name'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Stack maw="30rem">
        {texts[section].map((name) => (
          <TextInput
            key={name}
            name={name}
            label={messages.locations[name]}
            description={name === 'code' && messages.locations.codeHint}
            value={draft.values[name]}
            onChange={(event) => draft.set({ [name]: event.currentTarget.value })}
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
            value={draft.values.type}
            onChange={(event) => draft.set({ type: event.currentTarget.value as LocationType })}
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
            <Button type="submit" loading={change.isBusy} onClick={() => onPress?.(false)}>
              {submit}
            </Button>
            {another && (
              <Button
                type="submit"
                variant="default"
                disabled={change.isBusy}
                onClick={() => onPress?.(true)}
              >
                {another}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  )
}

/** The content of the forms of this location, or of a new one. */
export function fieldsOf(location: Location | undefined): LocationFields {
  const names = [...texts.general, ...texts.contact]
  return {
    ...(Object.fromEntries(names.map((name) => [name, location?.[name] ?? ''])) as LocationFields),
    type: location?.type ?? 'store',
    parentId: location?.parentId ?? '',
  }
}

function isPossible(type: LocationType, location: Location | undefined, parent: LocationType | undefined) {
  if (location && !mayChangeType(location.type, type)) return false
  return parent === undefined || mayBePlacedUnder(type, parent)
}
