import { Alert, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { ChangedMeanwhile, type Meanwhile, meanwhileOf } from '../../components/meanwhile.tsx'
import { NameField } from '../../components/name-field.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { LocationPicker, type PickedLocation } from '../users/location-picker.tsx'
import { placesQuery } from '../users/users.queries.ts'
import { type Device, devicesKey } from './devices.queries.ts'
import { failureOf } from './mark-device.tsx'

type Props = { device: Device; onClose: () => void; onDone: (said: string) => void }

type Fields = Pick<Device, 'name' | 'locationId'>

/** Renames a shared computer, or says where it stands now. */
export function EditDevice({ device, onClose, onDone }: Props) {
  const { list: messages } = useMessages().sharedComputers
  // The list behind the form may change meanwhile.
  const [opened] = useState(device)
  const [name, setName] = useState(device.name)
  const [location, setLocation] = useState<PickedLocation | undefined>({
    id: device.locationId,
    name: device.locationName,
    type: '',
  })
  const queryClient = useQueryClient()
  useUnsaved(name !== opened.name || location?.id !== opened.locationId)
  const changing = useMutation({
    /** Sends only what differs from what there is now (R32). */
    mutationFn: ({ wanted, now, version }: { wanted: Fields; now: Fields; version: string }) => {
      const json = {
        ...(wanted.name !== now.name && { name: wanted.name }),
        ...(wanted.locationId !== now.locationId && { locationId: wanted.locationId }),
      }
      return parseResponse(api.devices[':id'].$patch({ param: { id: device.id }, json }, basedOn(version)))
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: devicesKey })
      onDone(messages.changed(saved.name))
    },
    onError: async (error) => {
      if (!isMeanwhile(error) || meanwhileOf(error)) return
      await queryClient.invalidateQueries({ queryKey: devicesKey })
      onDone(messages.failed.changed)
    },
  })
  const other = meanwhileOf(changing.error)
  const refused = changing.error instanceof RefusedRequest ? changing.error : undefined
  const isNameWrong = name.trim() === '' || refused?.errors.name !== undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() === '' || !location) return
    const wanted = { name: name.trim(), locationId: location.id }
    changing.mutate({ wanted, now: opened, version: opened.version })
  }
  return (
    <Dialog title={messages.editTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <NameField
            words={messages}
            value={name}
            isWrong={isNameWrong}
            onChange={(typed) => {
              changing.reset()
              setName(typed)
            }}
          />
          <LocationPicker
            label={messages.location}
            value={location}
            error={location ? undefined : messages.faults.location}
            onPick={setLocation}
          />
          {refused && !other && refused.errors.name === undefined && (
            <Alert color="red" role="alert" title={failureOf(refused.code, messages.failed)} />
          )}
          {other && location && (
            <DeviceChangedMeanwhile
              opened={opened}
              mine={{ name: name.trim(), location }}
              other={other}
              onClose={changing.reset}
              onDecide={(wanted, now) => changing.mutate({ wanted, now, version: other.version })}
            />
          )}
          <DialogButtons submit={messages.save} isBusy={changing.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

/** Shows that someone else renamed or moved the computer while the form was open. */
function DeviceChangedMeanwhile({
  opened,
  mine,
  other: { theirs },
  onDecide,
  onClose,
}: {
  opened: Device
  mine: { name: string; location: PickedLocation }
  other: Meanwhile
  /** Gets what is to be saved, and what there is now. */
  onDecide: (wanted: Fields, now: Fields) => void
  onClose: () => void
}) {
  const { meanwhile, sharedComputers } = useMessages()
  const words = sharedComputers.list
  const before: Fields = { name: opened.name, locationId: opened.locationId }
  const now: Fields = { ...before, ...theirs }
  const { data: places = [] } = useQuery({
    ...placesQuery({ ids: now.locationId }),
    enabled: now.locationId !== opened.locationId,
  })
  const known = [{ id: opened.locationId, name: opened.locationName }, mine.location, ...places]
  const nameOf = (id: unknown) => known.find((place) => place.id === id)?.name ?? meanwhile.otherLocation
  return (
    <ChangedMeanwhile
      opened={before}
      mine={{ name: mine.name, locationId: mine.location.id }}
      theirs={now}
      wordsOf={(field) =>
        field === 'locationId'
          ? { label: words.location, say: nameOf }
          : { label: words.name, say: (value) => String(value) }
      }
      onClose={onClose}
      onDecide={(decided) => onDecide(decided as Fields, now)}
    />
  )
}

/** Asks before a computer is unmarked. */
export function UnmarkDevice({ device, onClose, onDone }: Props) {
  const { list: messages } = useMessages().sharedComputers
  const queryClient = useQueryClient()
  const unmarking = useMutation({
    mutationFn: () => api.devices[':id'].$delete({ param: { id: device.id } }, basedOn(device.version)),
    onSettled: async (_, error) => {
      await queryClient.invalidateQueries({ queryKey: devicesKey })
      const { failed, unmarked } = messages
      onDone(error ? (isMeanwhile(error) ? failed.changed : failed.other) : unmarked(device.name))
    },
  })
  return (
    <ConfirmDialog
      title={messages.unmarkTitle(device.name)}
      hint={messages.unmarkHint}
      answer={messages.unmark}
      isBusy={unmarking.isPending}
      onConfirm={() => unmarking.mutate()}
      onClose={onClose}
    />
  )
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof RefusedRequest && (error.code === 'changed_meanwhile' || error.code === 'not_found')
}
