import { Button, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Role } from '#shared/roles.ts'
import { useMessages } from '../../language.ts'
import { LocationPicker, type PickedLocation } from './location-picker.tsx'
import classes from './users.module.css'
import { placesQuery } from './users.queries.ts'

/** A role on a location as it is in the form; without a location while one is being chosen. */
export type Draft = { key: number; location: PickedLocation | undefined; role: Role }

let keys = 0

export function newDraft(location?: PickedLocation, role: Role = 'viewer'): Draft {
  keys += 1
  return { key: keys, location, role }
}

/** The locations of a user, each with the permission type that is held there. */
export function Memberships({
  drafts,
  onChange,
  disabled,
  error,
}: {
  drafts: Draft[]
  onChange: (drafts: Draft[]) => void
  disabled: boolean
  error: string | undefined
}) {
  const { form } = useMessages().users
  const set = (key: number, change: Partial<Draft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)))
  return (
    <Stack gap="sm">
      {drafts.map((draft) => (
        <div key={draft.key} className={classes.membership}>
          <LocationPicker
            label={form.location}
            value={draft.location}
            disabled={disabled}
            error={draft.location ? undefined : error}
            onPick={(location) => set(draft.key, { location, role: 'viewer' })}
          />
          <RolePicker draft={draft} disabled={disabled} onPick={(role) => set(draft.key, { role })} />
          <Button
            variant="default"
            disabled={disabled || drafts.length === 1}
            aria-label={form.removeLocation(draft.location?.name ?? form.location)}
            onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
          >
            ✕
          </Button>
        </div>
      ))}
      {!disabled && (
        <Button variant="default" onClick={() => onChange([...drafts, newDraft()])}>
          {form.addLocation}
        </Button>
      )}
    </Stack>
  )
}

/** Offers only what may be given there, and what is held already. */
export function RolePicker({
  draft: { location, role },
  disabled,
  onPick,
}: {
  draft: Draft
  disabled: boolean
  onPick: (role: Role) => void
}) {
  const messages = useMessages()
  const { data: places } = useQuery({
    ...placesQuery({ ids: location?.id ?? '' }),
    enabled: location !== undefined,
  })
  const given = places?.find(({ id }) => id === location?.id)?.roles ?? []
  const offered = given.includes(role) ? given : [role, ...given]
  return (
    <NativeSelect
      label={messages.users.form.role}
      value={role}
      disabled={disabled || !location}
      data={offered.map((value) => ({ value, label: messages.roles[value] }))}
      onChange={(event) => onPick(event.currentTarget.value as Role)}
    />
  )
}
