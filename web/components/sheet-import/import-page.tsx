import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'
import { RefusedRequest } from '../../api.ts'
import { useMessages } from '../../language.ts'
import { PageHead } from '../page-head.tsx'

/** The page of an import: its head, what is under way, and what the import is about. */
export function ImportPage({
  words,
  above,
  help,
  isSaving,
  isChecking,
  hasVerdict,
  isDone,
  children,
}: {
  words: SheetImportMessages & { title: string; lead: string }
  /** The way back to the list. */
  above: ReactNode
  help: ReactNode
  isSaving: boolean
  isChecking: boolean
  /** Whether the file has been read before. */
  hasVerdict: boolean
  isDone: boolean
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that had the focus is gone.
  useEffect(() => {
    if (isDone) heading.current?.focus()
  }, [isDone])
  return (
    <Stack gap="md" data-wide>
      <PageHead
        title={words.title}
        above={above}
        lead={words.lead}
        actions={<Text size="sm">{help}</Text>}
        heading={heading}
      />
      <div role="status">
        {(isChecking || isSaving) && (
          <Group gap="xs">
            <Loader size="xs" />
            <Text size="sm">{isSaving ? words.importing : hasVerdict ? words.checking : words.reading}</Text>
          </Group>
        )}
      </div>
      {children}
    </Stack>
  )
}

/** Which file it is about, and the way to another. */
export function ChosenFile({
  words,
  rows,
  name,
  onAgain,
}: {
  words: SheetImportMessages
  rows: number
  name: string
  onAgain: () => void
}) {
  return (
    <Group gap="xs">
      <Text fw={600}>{words.rowsIn(rows, name)}</Text>
      <Button variant="default" size="xs" onClick={onAgain}>
        {words.chooseOther}
      </Button>
    </Group>
  )
}

/** Why a file could not be read, or was not saved. */
export function ImportFailed({ error, reason }: { error: Error; reason: string }) {
  const all = useMessages()
  return (
    <Alert color="red" role="alert">
      <Text fw={600}>{reason}</Text>
      {error instanceof RefusedRequest && error.status >= 500 && (
        <Text size="sm">
          {all.refused.reference}
          {all.colon} <strong>{error.reference}</strong>
        </Text>
      )}
    </Alert>
  )
}

/** What came about while someone looked at the review. */
export function ChangedSince({ children }: { children: ReactNode }) {
  return (
    <Alert color="yellow" role="alert">
      <Text fw={600}>{children}</Text>
    </Alert>
  )
}
