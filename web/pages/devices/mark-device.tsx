import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useState } from 'react'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { NameField } from '../../components/name-field.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { LocationPicker, type PickedLocation } from '../users/location-picker.tsx'
import { devicesKey, markedQuery } from './devices.queries.ts'

/** Asks what the computer is called and where it stands, and prepares it to be marked; then waits until it is. */
export function MarkDevice({ by, onClose }: { by: 'link' | 'code'; onClose: () => void }) {
  const { list: messages } = useMessages().sharedComputers
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [location, setLocation] = useState<PickedLocation>()
  const [isChecked, setChecked] = useState(false)
  const making = useMutation({
    mutationFn: async (locationId: string): Promise<{ id: string; link?: string; expiresAt: string }> => {
      const json = { name: name.trim(), locationId }
      if (by === 'link') return await parseResponse(api.devices.links.$post({ json }))
      return await parseResponse(api.devices.codes.$post({ json: { ...json, code } }))
    },
  })
  useUnsaved(!making.data && (name !== '' || code !== '' || location !== undefined))
  if (making.data) return <Waiting {...making.data} name={name.trim()} onClose={onClose} />

  const refused = making.error instanceof RefusedRequest ? making.error : undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() !== '' && location && (by === 'link' || code.trim() !== '')) making.mutate(location.id)
  }
  const isWrong = (field: string, isEmpty: boolean) =>
    (isChecked && isEmpty) || refused?.errors[field] !== undefined
  return (
    <Dialog title={by === 'link' ? messages.linkTitle : messages.codeTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{by === 'link' ? messages.linkHint : messages.codeHint}</Text>
          {by === 'code' && (
            <TextInput
              label={messages.code}
              value={code}
              maxLength={20}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
              data-autofocus
              error={isWrong('code', code.trim() === '') ? messages.faults.code : undefined}
              onChange={(event) => {
                making.reset()
                setCode(event.currentTarget.value)
              }}
            />
          )}
          <NameField
            words={messages}
            value={name}
            isFirst={by === 'link'}
            isWrong={isWrong('name', name.trim() === '')}
            onChange={(typed) => {
              making.reset()
              setName(typed)
            }}
          />
          <LocationPicker
            label={messages.location}
            value={location}
            error={isChecked && !location ? messages.faults.location : undefined}
            onPick={setLocation}
          />
          {making.error && Object.keys(refused?.errors ?? {}).length === 0 && (
            <Alert color="red" role="alert" title={failureOf(refused?.code, messages.failed)} />
          )}
          <DialogButtons
            submit={by === 'link' ? messages.makeLink : messages.markByCode}
            isBusy={making.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  )
}

export function failureOf(
  code: string | undefined,
  words: { forbidden: string; throttled: string; other: string },
) {
  return code === 'forbidden' || code === 'throttled' ? words[code] : words.other
}

function Waiting({
  id,
  link,
  expiresAt,
  name,
  onClose,
}: {
  id: string
  link?: string
  expiresAt: string
  name: string
  onClose: () => void
}) {
  const { list: messages } = useMessages().sharedComputers
  const queryClient = useQueryClient()
  const { data: isMarked = false } = useQuery(markedQuery(id, expiresAt))
  useEffect(() => {
    if (isMarked) void queryClient.invalidateQueries({ queryKey: devicesKey })
  }, [isMarked, queryClient])
  const title = isMarked
    ? messages.markedTitle(name)
    : link === undefined
      ? messages.codeSent
      : messages.linkMade(name)
  const waiting = link === undefined ? messages.waitingForCode : messages.waiting
  return (
    <Dialog title={title} onClose={onClose}>
      {link !== undefined && !isMarked && (
        <CopyField label={messages.linkLabel} description={messages.linkHint} value={link} />
      )}
      <Text size="sm" role="status">
        {isMarked ? messages.markedTitle(name) : waiting}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{messages.close}</Button>
      </Group>
    </Dialog>
  )
}
