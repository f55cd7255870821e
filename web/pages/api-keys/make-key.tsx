import { Alert, Button, CopyButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { NameField } from '../../components/name-field.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { LocationPicker } from '../users/location-picker.tsx'
import { type Draft, newDraft, RolePicker } from '../users/memberships.tsx'
import { apiKeysKey } from './api-keys.queries.ts'

const lifetimes = [7, 30, 90, 365]
const day = 24 * 60 * 60 * 1000

/** Asks what the key is for, creates it, and shows it this once, until the person confirms that they have it. */
export function MakeKey({ onClose }: { onClose: () => void }) {
  const { apiKeys: messages, proof } = useMessages()
  const [name, setName] = useState('')
  const [held, setHeld] = useState<Draft>(() => newDraft())
  const [days, setDays] = useState(90)
  const [isChecked, setChecked] = useState(false)
  // Also while the key is shown, which is only once.
  useUnsaved(name !== '' || held.location !== undefined)
  const queryClient = useQueryClient()
  const making = useMutation({
    mutationFn: (locationId: string) => {
      const expiresAt = new Date(Date.now() + days * day).toISOString()
      const wish = { name: name.trim(), role: held.role, locationId, expiresAt }
      return parseResponse(api['api-keys'].$post({ json: wish }))
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  })
  if (making.data) return <MadeKey name={name.trim()} value={making.data.key} onClose={onClose} />

  const refused = making.error instanceof RefusedRequest ? making.error : undefined
  const isAtField = refused?.errors.name !== undefined || refused?.errors.role !== undefined
  const failure =
    refused?.code === 'proof_required'
      ? proof.notConfirmed
      : refused?.code === 'forbidden'
        ? messages.failed.forbidden
        : messages.failed.other
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() !== '' && held.location) making.mutate(held.location.id)
  }
  const nameFault = (isChecked && name.trim() === '') || refused?.errors.name !== undefined
  return (
    <Dialog title={messages.makeTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <NameField
            words={messages}
            value={name}
            isWrong={nameFault}
            onChange={(typed) => {
              making.reset()
              setName(typed)
            }}
          />
          <LocationPicker
            label={messages.location}
            value={held.location}
            error={isChecked && !held.location ? messages.faults.location : undefined}
            onPick={(location) => setHeld({ ...held, location, role: 'viewer' })}
          />
          <RolePicker draft={held} disabled={false} onPick={(role) => setHeld({ ...held, role })} />
          <NativeSelect
            label={messages.validFor}
            value={String(days)}
            data={lifetimes.map((n) => ({ value: String(n), label: messages.days(n) }))}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          />
          {refused?.errors.role && <Alert color="red" role="alert" title={messages.faults.role} />}
          {making.error && !isAtField && <Alert color="red" role="alert" title={failure} />}
          <DialogButtons submit={messages.make} isBusy={making.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

function MadeKey({ name, value, onClose }: { name: string; value: string; onClose: () => void }) {
  const { apiKeys: messages } = useMessages()
  return (
    <Dialog title={messages.madeTitle(name)} onClose={onClose}>
      <Text size="sm">{messages.shownOnce}</Text>
      <TextInput
        label={messages.key}
        value={value}
        readOnly
        autoComplete="off"
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end">
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              <span role="status">{copied ? messages.copied : messages.copy}</span>
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{messages.done}</Button>
      </Group>
    </Dialog>
  )
}
