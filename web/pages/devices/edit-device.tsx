import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { type SubmitEvent, useState } from 'react'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { LocationPicker, type PickedLocation } from '../users/location-picker.tsx'
import { type Device, devicesKey } from './devices.queries.ts'
import { failureOf } from './mark-device.tsx'

type Props = { device: Device; onClose: () => void; onDone: (said: string) => void }

/** Renames a shared computer, or says where it stands now. */
export function EditDevice({ device, onClose, onDone }: Props) {
  const { list: messages } = useMessages().sharedComputers
  const [name, setName] = useState(device.name)
  const [location, setLocation] = useState<PickedLocation | undefined>({
    id: device.locationId,
    name: device.locationName,
    type: '',
  })
  const queryClient = useQueryClient()
  useUnsaved(name !== device.name || location?.id !== device.locationId)
  const changing = useMutation({
    mutationFn: (locationId: string) => {
      const json = {
        ...(name.trim() !== device.name && { name: name.trim() }),
        ...(locationId !== device.locationId && { locationId }),
      }
      return parseResponse(
        api.devices[':id'].$patch({ param: { id: device.id }, json }, basedOn(device.version)),
      )
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: devicesKey })
      onDone(messages.changed(name.trim()))
    },
    onError: async (error) => {
      if (!isMeanwhile(error)) return
      await queryClient.invalidateQueries({ queryKey: devicesKey })
      onDone(messages.failed.changed)
    },
  })
  const refused = changing.error instanceof RefusedRequest ? changing.error : undefined
  const isNameWrong = name.trim() === '' || refused?.errors.name !== undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && location) changing.mutate(location.id)
  }
  return (
    <Dialog title={messages.editTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={messages.name}
            description={messages.nameHint}
            value={name}
            maxLength={100}
            autoComplete="off"
            required
            data-autofocus
            error={isNameWrong ? messages.faults.name : undefined}
            onChange={(event) => {
              changing.reset()
              setName(event.currentTarget.value)
            }}
          />
          <LocationPicker
            label={messages.location}
            value={location}
            error={location ? undefined : messages.faults.location}
            onPick={setLocation}
          />
          {refused && refused.errors.name === undefined && (
            <Alert color="red" role="alert" title={failureOf(refused.code, messages.failed)} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {messages.cancel}
            </Button>
            <Button type="submit" loading={changing.isPending}>
              {messages.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
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
    <Dialog title={messages.unmarkTitle(device.name)} onClose={onClose}>
      <Text size="sm">{messages.unmarkHint}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button color="red.9" loading={unmarking.isPending} onClick={() => unmarking.mutate()}>
          {messages.unmark}
        </Button>
      </Group>
    </Dialog>
  )
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof RefusedRequest && (error.code === 'changed_meanwhile' || error.code === 'not_found')
}
