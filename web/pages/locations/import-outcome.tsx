import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import { type Undo, undoImport } from './location-import.queries.ts'
import { locationsKey } from './locations.queries.ts'

/** What was saved, and the way back. */
export function ImportOutcome({
  saved: { added, changed, undo },
  onAgain,
}: {
  saved: { added: number; changed: number; undo: Undo | null }
  onAgain: () => void
}) {
  const messages = useMessages().locationImport
  const queryClient = useQueryClient()
  const back = useMutation({
    mutationFn: undoImport,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: locationsKey }),
  })
  return (
    <Stack align="flex-start">
      {back.isSuccess ? (
        <Alert color="gray" role="status">
          <Text fw={600}>{messages.undone}</Text>
        </Alert>
      ) : (
        <Alert color="green" role="status">
          <Text fw={600}>{[messages.added(added), messages.changed(changed)].filter(Boolean).join(' ')}</Text>
          <Text size="sm">{messages.undoHint}</Text>
        </Alert>
      )}
      {back.error && (
        <Alert color="red" role="alert">
          <Text fw={600}>{messages.cannotUndo}</Text>
        </Alert>
      )}
      <Group>
        <ButtonLink to="/administration/locations">{messages.seeThem}</ButtonLink>
        {undo && !back.isSuccess && (
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate(undo)}>
            {messages.undo}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {messages.again}
        </Button>
      </Group>
    </Stack>
  )
}
