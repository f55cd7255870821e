import { Progress as Bar, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importColumns, mostImportRows } from '#shared/import-columns.ts'
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
import type { Encoding } from '../../components/sheet-import/sheet-notes.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { sentenceFor } from './refused-change.ts'
import {
  checkImport,
  type Progress,
  type Saved,
  type Source,
  saveImport,
  type Verdict,
} from './user-import.queries.ts'
import { ImportOutcome } from './user-import-outcome.tsx'
import { ImportReview } from './user-import-review.tsx'
import type { Table } from './user-import-table.ts'
import { usersKey } from './users.queries.ts'

/** Why a verdict is another one than the person looked at. */
type Surprise = 'changedMeanwhile' | 'lost'

/** Administration > Manage User Accounts > import: a file is read when it is chosen, shown with all that it changes, and saved. */
export function ImportUsersPage() {
  const all = useMessages()
  const messages = all.userImport
  useDocumentTitle(`${messages.title} · ${all.product}`)
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File>()
  const [surprise, setSurprise] = useState<Surprise>()
  const [progress, setProgress] = useState<Progress>()
  // Kept while it is checked again: what was corrected must not be lost if that fails.
  const [verdict, setVerdict] = useState<Verdict>()
  const check = useMutation({
    mutationFn: (source: Source) => checkImport(source),
    onSuccess: setVerdict,
  })
  const save = useMutation({
    mutationFn: async ({ table, isWelcomed }: { table: Table; isWelcomed: boolean }): Promise<Saved> => {
      const version = verdict?.version ?? ''
      try {
        return await saveImport(table, { version, sendWelcomeEmail: isWelcomed }, setProgress)
      } catch (error) {
        const after = surpriseAfter(error)
        if (!after) throw error
        const now = await check.mutateAsync({ table }).catch(() => undefined)
        if (!now) throw new Unknown()
        // The same import once more changes nothing, so what is left tells whether it was saved.
        if (after === 'lost' && now.added + now.changed + now.refused === 0) return { ...now, saved: true }
        setSurprise(after)
        throw error
      } finally {
        setProgress(undefined)
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  useUnsaved(verdict !== undefined && !save.data && verdict.added + verdict.changed + verdict.refused > 0)
  const begin = (source: Source) => {
    setSurprise(undefined)
    save.reset()
    check.mutate(source)
  }
  const choose = (chosen: File, encoding?: Encoding) => {
    setFile(chosen)
    begin({ file: chosen, encoding })
  }
  const again = () => {
    setFile(undefined)
    setVerdict(undefined)
    setSurprise(undefined)
    check.reset()
    save.reset()
  }
  const error = check.error ?? (surprise ? undefined : save.error)
  return (
    <ImportPage
      words={messages}
      above={
        <TextLink to="/administration/users" inherit>
          {all.users.title}
        </TextLink>
      }
      help={<HelpLink to="create-users#import">{messages.help}</HelpLink>}
      isSaving={save.isPending}
      isChecking={check.isPending}
      hasVerdict={verdict !== undefined}
      isDone={save.data !== undefined}
    >
      {progress && <HowFar progress={progress} />}
      {error && <Failed error={error} />}
      {surprise && !save.isPending && <ChangedSince>{messages[surprise]}</ChangedSince>}
      {save.data ? (
        <ImportOutcome saved={save.data} isWelcomed={save.variables?.isWelcomed ?? false} onAgain={again} />
      ) : verdict && file ? (
        <>
          <ChosenFile words={messages} rows={verdict.rows.length} name={file.name} onAgain={again} />
          <ImportReview
            // Another verdict, other corrections.
            key={verdict.version + verdict.receivedAt}
            verdict={verdict}
            isBusy={check.isPending || save.isPending}
            onEncoding={(encoding) => choose(file, encoding)}
            onCheck={(table) => begin({ table })}
            onSave={(table, isWelcomed) => {
              setSurprise(undefined)
              save.mutate({ table, isWelcomed })
            }}
          />
        </>
      ) : (
        <ChooseSheet
          words={messages}
          most={mostImportRows}
          columns={importColumns.map((column) => ({
            label: messages.columns[column],
            hint: messages.hints[column],
          }))}
          address="/api/v1/users"
          isBusy={check.isPending}
          onChoose={choose}
        />
      )}
    </ImportPage>
  )
}

/** Neither that it was saved nor that it was not could be learnt. */
class Unknown extends Error {}

/** What has to be checked again before anything can be said; undefined for a refusal, after which nothing was saved. */
function surpriseAfter(error: unknown): Surprise | undefined {
  if (!(error instanceof RefusedRequest) || error.status >= 500) return 'lost'
  return error.status === 412 ? 'changedMeanwhile' : undefined
}

function HowFar({ progress: { step, done, of } }: { progress: Progress }) {
  const { userImport } = useMessages()
  const said = userImport.progress[step](done, of)
  return (
    <div>
      <Bar value={of === 0 ? 100 : (100 * done) / of} aria-label={userImport.importing} size="lg" />
      <Text size="sm">{said}</Text>
    </div>
  )
}

/** Why a file could not be read, or was not saved. */
function Failed({ error }: { error: Error }) {
  const all = useMessages()
  const refused = error instanceof RefusedRequest ? error : undefined
  const code = refused?.code ?? ''
  return <ImportFailed error={error} reason={reason()} />

  function reason(): string {
    if (error instanceof Unknown) return all.userImport.unknown
    if (refused && 'too_many_changes' in refused.errors) return all.userImport.obstacles.too_many_changes(0)
    const unreadable = sayUnreadable(all.userImport, error, mostImportRows)
    if (unreadable) return unreadable
    if (code === 'username_taken' || code === 'email_taken') return all.users.faults[code]
    return Object.hasOwn(all.users.failed, code)
      ? sentenceFor(all.users.failed, error)
      : all.userImport.unreadable.other
  }
}
