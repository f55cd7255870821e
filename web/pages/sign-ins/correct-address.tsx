import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { type SubmitEvent, useState } from 'react'
import { api, RefusedRequest } from '../../api.ts'
import { Dialog } from '../../dialog.tsx'
import { useMessages } from '../../language.ts'
import { nameOf, type User, usersQuery } from '../users/users.queries.ts'
import { compare, type Piece } from './compare.ts'
import classes from './sign-ins.module.css'
import { signInsKey } from './sign-ins.query.ts'

/**
 * Makes a user's e-mail address the login ID with which somebody came. The manager says which user it is, where the record
 * does not; nothing is guessed for them.
 */
export function CorrectAddress({
  loginId,
  known,
  onClose,
}: {
  loginId: string
  known: User | undefined
  onClose: () => void
}) {
  const { remedies } = useMessages().signIns
  const words = remedies.correctAddress
  const [chosen, setChosen] = useState(known)
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (user: User) =>
      parseResponse(api.users[':id'].$patch({ param: { id: user.id }, json: { email: loginId } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      await queryClient.invalidateQueries({ queryKey: signInsKey })
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (chosen?.mayChange) saving.mutate(chosen)
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!saving.isSuccess && (
            <>
              <Text size="sm">{words.hint(loginId)}</Text>
              {!known && <UserChoice chosen={chosen} onChoose={setChosen} guess={loginId} />}
              {chosen && <Change user={chosen} loginId={loginId} />}
            </>
          )}
          <div role="status">{saving.isSuccess && chosen && <Text>{words.saved(nameOf(chosen))}</Text>}</div>
          {saving.error && <Alert color="red" role="alert" title={sentenceOf(words, saving.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {saving.isSuccess ? remedies.close : remedies.cancel}
            </Button>
            {!saving.isSuccess && (
              <Button type="submit" loading={saving.isPending} disabled={!chosen?.mayChange}>
                {words.save}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** Users by the beginning of a name or address; to start with, of the login ID itself: mostly a part of it is right. */
function UserChoice({
  chosen,
  onChoose,
  guess,
}: {
  chosen: User | undefined
  onChoose: (user: User | undefined) => void
  guess: string
}) {
  const words = useMessages().signIns.remedies.correctAddress
  const [text, setText] = useState(guess.split(/[@._-]/)[0] ?? '')
  const [asked] = useDebouncedValue(text.trim(), 300)
  const { data } = useQuery({ ...usersQuery({ search: asked, limit: 10 }), enabled: asked !== '' })
  return (
    <>
      <TextInput
        label={words.find}
        description={words.findHint}
        value={text}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value)
          onChoose(undefined)
        }}
      />
      <div role="status">{data?.items.length === 0 && <Text size="sm">{words.nobody}</Text>}</div>
      {data && data.items.length > 0 && (
        <Radio.Group
          label={words.find}
          labelProps={{ className: classes.unseen }}
          value={chosen?.id ?? null}
          onChange={(id) => onChoose(data.items.find((user) => user.id === id))}
        >
          <Stack gap="xs">
            {data.items.map((user) => (
              <Radio key={user.id} value={user.id} label={nameOf(user)} description={user.email} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </>
  )
}

function Change({ user, loginId }: { user: User; loginId: string }) {
  const words = useMessages().signIns.remedies.correctAddress
  if (!user.mayChange) return <Alert color="yellow">{words.notMine(nameOf(user))}</Alert>
  const { one, other } = compare(user.email, loginId)
  return (
    <Stack gap="xs">
      <dl className={classes.facts}>
        <dt>{words.before}</dt>
        <dd>
          <Pieces pieces={one} />
        </dd>
        <dt>{words.after}</dt>
        <dd>
          <Pieces pieces={other} />
        </dd>
      </dl>
      {user.microsoftLink && <Text size="sm">{words.endsLink}</Text>}
    </Stack>
  )
}

/** A text with the characters marked that differ from the other one: by underline, weight and colour. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <span className={classes.compared}>
      {pieces.map(({ text, differs }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name than their place
        differs ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </span>
  )
}

function sentenceOf(words: { taken: string; failed: string }, error: Error): string {
  return error instanceof RefusedRequest && error.code === 'email_taken' ? words.taken : words.failed
}
