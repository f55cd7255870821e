import { Button, Group, NativeSelect, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import type { ManyChange } from '#shared/many-users.ts'
import { mayManageRole } from '#shared/permissions.ts'
import { type Role, roles } from '#shared/roles.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { LocationPicker, type PickedLocation } from './location-picker.tsx'
import { placesQuery } from './users.queries.ts'

/** A change, with the names of what was chosen for it. */
export type ChosenChange = { change: ManyChange; role: string; location: string }

/** Which permission type, or which location, before it is asked what that would do. */
export function ManyChoice({
  action,
  onChoose,
  onClose,
}: {
  action: 'give_role' | 'move'
  onChoose: (chosen: ChosenChange) => void
  onClose: () => void
}) {
  const all = useMessages()
  const words = all.manyUsers
  const { form } = all.users
  const [location, setLocation] = useState<PickedLocation>()
  const [role, setRole] = useState<Role>('viewer')
  const [isOnOne, setOnOne] = useState(action === 'move')
  const [isChecked, setChecked] = useState(false)
  const offered = useOffered(isOnOne ? location : undefined)
  const given = offered.includes(role) ? role : (offered.at(-1) ?? role)
  const isMissing = isOnOne && !location
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (isMissing) return
    if (action === 'move' && location)
      return onChoose({ change: { action, locationId: location.id }, role: '', location: location.name })
    const where = isOnOne && location ? { locationId: location.id } : {}
    onChoose({
      change: { action: 'give_role', role: given, ...where },
      role: all.roles[given],
      location: isOnOne ? (location?.name ?? '') : '',
    })
  }
  return (
    <Dialog title={action === 'move' ? words.chooseLocation : words.chooseRole} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {action === 'give_role' && (
            <Radio.Group
              label={words.where}
              value={isOnOne ? 'one' : 'each'}
              onChange={(value) => setOnOne(value === 'one')}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="each" label={words.whereTheyAre} />
                <Radio value="one" label={words.onLocation} />
              </Stack>
            </Radio.Group>
          )}
          {isOnOne && (
            <LocationPicker
              label={form.location}
              value={location}
              error={isChecked && isMissing ? form.noLocation : undefined}
              onPick={setLocation}
            />
          )}
          {action === 'give_role' && (
            <NativeSelect
              label={form.role}
              value={given}
              data={offered.map((value) => ({ value, label: all.roles[value] }))}
              onChange={(event) => setRole(event.currentTarget.value as Role)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {all.users.cancel}
            </Button>
            <Button type="submit">{words.next}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** The roles that the person may give on a location; without one, wherever they manage people. */
function useOffered(location: PickedLocation | undefined): readonly Role[] {
  const { memberships } = useSession()
  const { data: places } = useQuery({
    ...placesQuery({ ids: location?.id ?? '' }),
    enabled: location !== undefined,
  })
  if (location) return places?.find(({ id }) => id === location.id)?.roles ?? ['viewer']
  return roles.filter((role) => memberships.some((held) => mayManageRole([held], role, [held.locationId])))
}
