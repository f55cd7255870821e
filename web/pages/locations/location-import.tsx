import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createLink, getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { locationColumns, mostLocationRows } from '#shared/location-columns.ts'
import { RefusedRequest } from '../../api.ts'
import { HelpLink } from '../../components/help-link.tsx'
import { ChooseSheet } from '../../components/sheet-import/choose-sheet.tsx'
import { sayUnreadable } from '../../components/sheet-import/refused-sheet.ts'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportReview } from './import-review.tsx'
import { checkImport, type Encoding, type Source, saveImport, type Table } from './location-import.queries.ts'
import { locationsKey } from './locations.queries.ts'

const route = getRouteApi('/administration/locations/import')
const Link = createLink(Anchor<'a'>)

type Asked = { source: Source; under: string | undefined; encoding?: Encoding | undefined }

/** Administration > Manage Locations > import: a file is read when it is chosen, shown with all that it changes, and saved. */
export function ImportLocationsPage() {
  const all = useMessages()
  const messages = all.locationImport
  useDocumentTitle(`${messages.title} · ${all.product}`)
  const search = route.useSearch()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File>()
  const [under, setUnder] = useState(search.under)
  const [hasChanged, setHasChanged] = useState(false)
  const check = useMutation({
    mutationFn: ({ source, ...more }: Asked) => checkImport(source, more),
  })
  const save = useMutation({
    mutationFn: ({ table, version }: { table: Table; version: string }) =>
      saveImport(table, { under, version }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: locationsKey }),
    onError: (error, { table }) => {
      if (!(error instanceof RefusedRequest) || error.status !== 412) return
      setHasChanged(true)
      check.mutate({ source: { table }, under })
    },
  })
  const verdict = check.data
  useUnsaved(verdict !== undefined && !save.data && verdict.added + verdict.changed + verdict.refused > 0)
  const heading = useRef<HTMLHeadingElement>(null)
  const isDone = save.data !== undefined
  // The button that had the focus is gone.
  useEffect(() => {
    if (isDone) heading.current?.focus()
  }, [isDone])

  const choose = (chosen: File, encoding?: Encoding) => {
    setFile(chosen)
    setHasChanged(false)
    save.reset()
    check.mutate({ source: { file: chosen }, under, encoding })
  }
  const again = () => {
    setFile(undefined)
    setHasChanged(false)
    check.reset()
    save.reset()
  }
  const isChanged = save.error instanceof RefusedRequest && save.error.status === 412
  const error = check.error ?? (isChanged ? undefined : save.error)
  return (
    <Stack gap="md" data-wide>
      <div>
        <Link to="/administration/locations" size="sm">
          {all.locations.title}
        </Link>
        <Group justify="space-between" gap="xs">
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>
            {messages.title}
          </Title>
          <Text size="sm">
            <HelpLink to="manage-locations#import">{messages.help}</HelpLink>
          </Text>
        </Group>
        <Text c="dimmed">{messages.lead}</Text>
      </div>
      <div role="status">
        {(check.isPending || save.isPending) && (
          <Group gap="xs">
            <Loader size="xs" />
            <Text size="sm">
              {save.isPending ? messages.importing : verdict ? messages.checking : messages.reading}
            </Text>
          </Group>
        )}
      </div>
      {error && <Failed error={error} />}
      {hasChanged && (
        <Alert color="yellow" role="alert">
          <Text fw={600}>{messages.changedMeanwhile}</Text>
        </Alert>
      )}
      {save.data ? (
        <ImportOutcome saved={save.data} onAgain={again} />
      ) : verdict && file ? (
        <>
          <Group gap="xs">
            <Text fw={600}>{messages.rowsIn(verdict.rows.length, file.name)}</Text>
            <Button variant="default" size="xs" onClick={again}>
              {messages.chooseOther}
            </Button>
          </Group>
          <ImportReview
            // Another verdict, other corrections.
            key={check.submittedAt}
            verdict={verdict}
            under={under}
            isBusy={check.isPending || save.isPending}
            onUnder={(id, table) => {
              setUnder(id)
              check.mutate({ source: { table }, under: id })
            }}
            onEncoding={(encoding) => choose(file, encoding)}
            onCheck={(table) => check.mutate({ source: { table }, under })}
            onSave={(table) => save.mutate({ table, version: verdict.version })}
          />
        </>
      ) : (
        <ChooseSheet
          words={messages}
          most={mostLocationRows}
          columns={locationColumns.map((column) => ({
            label: messages.columns[column],
            hint: messages.hints[column],
          }))}
          address="/api/v1/locations"
          isBusy={check.isPending}
          onChoose={choose}
        />
      )}
    </Stack>
  )
}

/** Why a file could not be read, or was not saved. */
function Failed({ error }: { error: Error }) {
  const all = useMessages()
  const { problems } = all.locations
  const refused = error instanceof RefusedRequest ? error : undefined
  const code = refused?.code ?? ''
  const reason =
    sayUnreadable(all.locationImport, error, mostLocationRows) ??
    (Object.hasOwn(problems, code) && code !== 'invalid_request'
      ? problems[code as keyof typeof problems]
      : all.locationImport.unreadable.other)
  return (
    <Alert color="red" role="alert">
      <Text fw={600}>{reason}</Text>
      {refused && refused.status >= 500 && (
        <Text size="sm">
          {all.refused.reference}
          {all.colon} <strong>{refused.reference}</strong>
        </Text>
      )}
    </Alert>
  )
}
