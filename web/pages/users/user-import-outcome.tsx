import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mostSelected } from '#shared/many-users.ts'
import { RefusedRequest } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { sentenceFor } from './refused-change.ts'
import { type Saved, type Undone as UndoneImport, undoImport } from './user-import.queries.ts'
import { usersKey } from './users.queries.ts'

/** Names that are drawn at first, and with each press of the button. */
const portion = 100

/** What was saved, and who was added. */
export function ImportOutcome({
  saved: { added, changed, newUsers, undo },
  isWelcomed,
  onAgain,
}: {
  saved: Saved
  isWelcomed: boolean
  onAgain: () => void
}) {
  const messages = useMessages().userImport
  const [most, setMost] = useState(portion)
  const isKnown = added + changed > 0
  const queryClient = useQueryClient()
  const back = useMutation({
    mutationFn: undoImport,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  return (
    <Stack align="flex-start">
      {back.data ? (
        <Undone of={back.data} />
      ) : (
        <Alert color="green" role="status">
          <Text fw={600}>
            {isKnown
              ? [messages.added(added), messages.changed(changed)].filter(Boolean).join(' ')
              : messages.lostButSaved}
          </Text>
          {isKnown && isWelcomed && added > 0 && (
            <Text size="sm">
              {messages.mailed} {added > mostSelected && messages.mailedOverDays(mostSelected)}
            </Text>
          )}
          {undo && <Text size="sm">{messages.undoHint}</Text>}
        </Alert>
      )}
      {undo && !back.data && <UndoProblem error={back.error} />}
      <Group>
        <ButtonLink to="/administration/users">{messages.seeThem}</ButtonLink>
        {undo && !back.data && (
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate({ undo })}>
            {messages.undo}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {messages.again}
        </Button>
      </Group>
      {undo && isToConfirm(back.error) && (
        <UndoDialog
          of={back.error.consequences}
          onClose={back.reset}
          onConfirm={() => back.mutate({ undo, confirm: true })}
        />
      )}
      {newUsers.length > 0 && !back.data && (
        <section aria-labelledby="who-was-added">
          <Title order={2} size="h4" id="who-was-added">
            {messages.counted(messages.whoWasAdded, newUsers.length)}
          </Title>
          <List size="sm">
            {newUsers.slice(0, most).map(({ id, username }) => (
              <List.Item key={id}>
                <TextLink to="/administration/users/$userId" params={{ userId: id }}>
                  {username}
                </TextLink>
              </List.Item>
            ))}
          </List>
          {newUsers.length > most && (
            <Button variant="default" size="xs" onClick={() => setMost(most + portion)}>
              {messages.showMore}
            </Button>
          )}
        </section>
      )}
    </Stack>
  )
}

function isToConfirm(error: Error | null): error is RefusedRequest {
  return error instanceof RefusedRequest && error.code === 'confirmation_required'
}

/** What an undo would do, counted, before it does. */
function UndoDialog({
  of,
  onClose,
  onConfirm,
}: {
  of: Record<string, number>
  onClose: () => void
  onConfirm: () => void
}) {
  const all = useMessages()
  const { undo, keepImport, undoQuestion, undoConsequences, consequences } = all.userImport
  const said = { ...undoConsequences, ...consequences }
  return (
    <Dialog title={undoQuestion} onClose={onClose}>
      <List size="sm">
        {(Object.keys(said) as (keyof typeof said)[])
          .filter((name) => (of[name] ?? 0) > 0)
          .map((name) => (
            <List.Item key={name}>{said[name](of[name] ?? 0)}</List.Item>
          ))}
      </List>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {keepImport}
        </Button>
        <Button color="red" onClick={onConfirm}>
          {undo}
        </Button>
      </Group>
    </Dialog>
  )
}

/** Users who are named as kept. */
const mostNamed = 10

function Undone({ of: { removed, restored, kept } }: { of: UndoneImport }) {
  const messages = useMessages().userImport
  const names = kept.slice(0, mostNamed).map(({ username }) => username || messages.outOfReach)
  return (
    <Alert color="gray" role="status">
      <Text fw={600}>{messages.undone(removed, restored)}</Text>
      {kept.length > 0 && (
        <Text size="sm">
          {messages.undoKept(
            kept.length,
            [...new Set(names)].join(', ') + (kept.length > mostNamed ? ', …' : ''),
          )}
        </Text>
      )}
    </Alert>
  )
}

/** Why an import was not undone. */
function UndoProblem({ error }: { error: Error | null }) {
  const { users, userImport, refused: words, colon } = useMessages()
  if (!error || isToConfirm(error)) return null
  const refused = error instanceof RefusedRequest ? error : undefined
  const code = refused?.code ?? ''
  const reason =
    refused?.status === 404
      ? userImport.tooLate
      : code === 'username_taken' || code === 'email_taken'
        ? users.faults[code]
        : Object.hasOwn(users.failed, code)
          ? sentenceFor(users.failed, error)
          : userImport.notUndone
  return (
    <Alert color="red" role="alert">
      <Text fw={600}>{reason}</Text>
      {refused && refused.status >= 500 && (
        <Text size="sm">
          {words.reference}
          {colon} <strong>{refused.reference}</strong>
        </Text>
      )}
    </Alert>
  )
}
