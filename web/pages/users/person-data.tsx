import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { canSomewhere } from '#shared/permissions.ts'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import classes from './user-page.module.css'
import { nameOf, type User, usersKey } from './users.queries.ts'

/** What the law gives people (R39): their data as a file, and being erased. For Chain and User Managers. */
export function PersonData({ user }: { user: User }) {
  const messages = useMessages().users.personData
  const { user: self, memberships } = useSession()
  const [isAsked, setAsked] = useState(false)
  const mayDoIt = user.mayChange && canSomewhere(memberships, 'user.erase')
  if (!mayDoIt || user.id === self.id) return null
  return (
    <Stack gap="xs" component="section" className={classes.card}>
      <Title order={2} size="h4">
        {messages.title}
      </Title>
      <Text size="sm">{messages.hint}</Text>
      <Group>
        <Button component="a" variant="default" href={`/api/v1/users/${user.id}/data`} download>
          {messages.download}
        </Button>
        <Button variant="outline" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsked(true)}>
          {messages.erase}
        </Button>
      </Group>
      {isAsked && <EraseDialog user={user} onClose={() => setAsked(false)} />}
    </Stack>
  )
}

/** Asks for the username, because nothing brings the person back. */
function EraseDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { personData: messages, cancel } = useMessages().users
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const erasing = useMutation({
    mutationFn: () => parseResponse(api.users[':id'].erase.$post({ param: { id: user.id } })),
    onSuccess: async () => {
      await navigate({ to: '/administration/users' })
      await queryClient.invalidateQueries({ queryKey: usersKey })
    },
  })
  const isRight = typed.trim() === user.username
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (isRight) erasing.mutate()
  }
  return (
    <Dialog title={messages.eraseTitle(nameOf(user))} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{messages.eraseHint}</Text>
          <TextInput
            label={messages.typeUsername(user.username)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={isChecked && !isRight && messages.otherUsername}
            autoComplete="off"
          />
          {erasing.error && <Alert color="red">{failureOf(messages.failed, erasing.error)}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" color="red.9" loading={erasing.isPending}>
              {messages.erase}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function failureOf(failed: Record<string, string> & { other: string }, error: Error): string {
  return (error instanceof RefusedRequest && failed[error.code ?? '']) || failed.other
}
