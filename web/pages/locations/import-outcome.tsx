import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefusedRequest } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { Consequences } from './change.tsx'
import { undoImport } from './location-import.queries.ts'
import { locationsKey, treeQuery } from './locations.queries.ts'

/** What was saved, and the way back. */
export function ImportOutcome({
  saved: { added, changed, undo },
  onAgain,
}: {
  saved: { added: number; changed: number; undo: string | null }
  onAgain: () => void
}) {
  const all = useMessages()
  const messages = all.locationImport
  const queryClient = useQueryClient()
  const back = useMutation({
    mutationFn: undoImport,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: locationsKey }),
  })
  const refused = back.error instanceof RefusedRequest ? back.error : undefined
  const isAsked = refused?.code === 'confirmation_required'
  return (
    <Stack align="flex-start">
      {back.isSuccess ? (
        <Alert color="gray" role="status">
          <Text fw={600}>{messages.undone}</Text>
        </Alert>
      ) : (
        <Alert color="green" role="status">
          <Text fw={600}>{[messages.added(added), messages.changed(changed)].filter(Boolean).join(' ')}</Text>
          {undo && <Text size="sm">{messages.undoHint}</Text>}
        </Alert>
      )}
      {back.error && !isAsked && <NotUndone error={back.error} />}
      <Group>
        <ButtonLink to="/administration/locations">{messages.seeThem}</ButtonLink>
        {undo && !back.isSuccess && (
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate({ undo })}>
            {messages.undo}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {messages.again}
        </Button>
      </Group>
      {isAsked && undo && (
        <Dialog title={messages.undoQuestion(refused.consequences.locations ?? 0)} onClose={back.reset}>
          <Consequences of={refused.consequences} />
          <Group justify="flex-end">
            <Button variant="default" onClick={back.reset}>
              {messages.keepImport}
            </Button>
            <Button color="red" onClick={() => back.mutate({ undo, confirm: true })}>
              {all.locations.carryOut}
            </Button>
          </Group>
        </Dialog>
      )}
    </Stack>
  )
}

/** Locations that are named as the reason. */
const mostNamed = 5

/** Why an import was not undone: because it no longer can be, or because something failed that can be tried again. */
function NotUndone({ error }: { error: Error }) {
  const all = useMessages()
  const messages = all.locationImport
  const { data: tree } = useQuery(treeQuery)
  const refused = error instanceof RefusedRequest ? error : undefined
  const code = refused?.code ?? ''
  const names = Object.keys(refused?.errors ?? {})
    .flatMap((id) => tree?.byId.get(id)?.name ?? [])
    .slice(0, mostNamed)
  return (
    <Alert color="red" role="alert">
      <Text fw={600}>{reason()}</Text>
      {names.length > 0 && <Text size="sm">{messages.changedSince(names.join(', '))}</Text>}
      {refused && refused.status >= 500 && (
        <Text size="sm">
          {all.refused.reference}
          {all.colon} <strong>{refused.reference}</strong>
        </Text>
      )}
    </Alert>
  )

  function reason(): string {
    const { forbidden, mandatory_authentication_is_on } = all.locations.problems
    if (code === 'forbidden') return forbidden
    if (code === 'mandatory_authentication_is_on') return mandatory_authentication_is_on
    if (refused?.status === 404) return messages.tooLate
    return refused?.status === 409 || refused?.status === 412 ? messages.cannotUndo : messages.notUndone
  }
}
