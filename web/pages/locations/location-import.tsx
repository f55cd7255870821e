import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { locationColumns, mostLocationRows } from '#shared/location-columns.ts'
import { RefusedRequest } from '../../api.ts'
import { HelpLink } from '../../components/help-link.tsx'
import { ChooseSheet } from '../../components/sheet-import/choose-sheet.tsx'
import {
  ChangedSince,
  ChosenFile,
  ImportFailed,
  ImportPage,
} from '../../components/sheet-import/import-page.tsx'
import { sayUnreadable } from '../../components/sheet-import/refused-sheet.ts'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportReview } from './import-review.tsx'
import { checkImport, type Encoding, type Source, saveImport, type Table } from './location-import.queries.ts'
import { locationsKey } from './locations.queries.ts'

const route = getRouteApi('/administration/locations/import')
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
    <ImportPage
      words={messages}
      above={
        <TextLink to="/administration/locations" inherit>
          {all.locations.title}
        </TextLink>
      }
      help={<HelpLink to="manage-locations#import">{messages.help}</HelpLink>}
      isSaving={save.isPending}
      isChecking={check.isPending}
      hasVerdict={verdict !== undefined}
      isDone={save.data !== undefined}
    >
      {error && <Failed error={error} />}
      {hasChanged && <ChangedSince>{messages.changedMeanwhile}</ChangedSince>}
      {save.data ? (
        <ImportOutcome saved={save.data} onAgain={again} />
      ) : verdict && file ? (
        <>
          <ChosenFile words={messages} rows={verdict.rows.length} name={file.name} onAgain={again} />
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
    </ImportPage>
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
  return <ImportFailed error={error} reason={reason} />
}
