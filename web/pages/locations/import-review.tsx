import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LocationColumn } from '#shared/location-columns.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useEdits } from '../../components/sheet-import/edits.ts'
import { OutcomeFilter, rowsShown, type Shown } from '../../components/sheet-import/outcome-filter.tsx'
import { type Encoding, SheetNotes } from '../../components/sheet-import/sheet-notes.tsx'
import { useMessages } from '../../language.ts'
import { Consequences } from './change.tsx'
import { LocationRows } from './import-rows.tsx'
import { type Table, tableOf, type Verdict } from './location-import.queries.ts'
import { treeQuery } from './locations.queries.ts'
import { mayDo, pathOf } from './tree.ts'

/** What a file would change, row by row; what is wrong is corrected here. */
export function ImportReview({
  verdict,
  under,
  isBusy,
  onUnder,
  onEncoding,
  onCheck,
  onSave,
}: {
  verdict: Verdict
  under: string | undefined
  isBusy: boolean
  onUnder: (id: string | undefined, table: Table) => void
  onEncoding: (encoding: Encoding) => void
  onCheck: (table: Table) => void
  onSave: (table: Table) => void
}) {
  const all = useMessages()
  const messages = all.locationImport
  const { added, changed, unchanged, refused, rows, ignored, consequences } = verdict
  const { edits, leftOut, corrected, isEdited, edit, leaveOut } = useEdits<LocationColumn>()
  const counts = { all: rows.length, faulty: refused, add: added, change: changed, same: unchanged }
  const [shown, setShown] = useState<Shown>(refused > 0 ? 'faulty' : 'all')
  const [isAsked, setIsAsked] = useState(false)
  const table = () => tableOf(verdict, edits, leftOut)
  const emptied = rows
    .filter(({ outcome }) => outcome === 'change')
    .flatMap(({ differences }) => differences)
    .filter(({ after }) => after === null).length
  const namesakes = rows.filter(({ namesakeCode }) => namesakeCode !== null).length
  const isNothing = refused === 0 && added + changed === 0
  const lacksParents = rows.some(({ faults }) => faults.parent === 'missing')
  return (
    <Stack gap="md">
      <SheetNotes
        words={messages}
        verdict={verdict}
        notRead={ignored.length > 0 ? [messages.ignored(ignored.join(', '))] : []}
        onEncoding={onEncoding}
      />
      {(lacksParents || under !== undefined) && (
        <UnderPicker under={under} onUnder={(id) => onUnder(id, table())} />
      )}
      <Alert color={refused > 0 ? 'red' : isNothing ? 'gray' : 'green'} role="status" p="sm">
        <Group justify="space-between" gap="sm">
          <div>
            <Text fw={600}>
              {refused > 0
                ? messages.faulty(refused)
                : isNothing
                  ? messages.nothingDiffers
                  : [messages.willAdd(added), messages.willChange(changed)].filter(Boolean).join(' ')}
            </Text>
            {refused === 0 && !isNothing && <Text size="sm">{messages.together}</Text>}
            {emptied > 0 && <Text size="sm">{messages.willEmpty(emptied)}</Text>}
            {namesakes > 0 && <Text size="sm">{messages.namesakes(namesakes)}</Text>}
            {corrected > 0 && <Text size="sm">{messages.edited(corrected)}</Text>}
          </div>
          {isEdited || refused > 0 ? (
            <Button disabled={!isEdited} loading={isBusy} onClick={() => onCheck(table())}>
              {messages.checkAgain}
            </Button>
          ) : (
            !isNothing && (
              <Button loading={isBusy} onClick={() => (consequences ? setIsAsked(true) : onSave(table()))}>
                {messages.run(added + changed)}
              </Button>
            )
          )}
        </Group>
      </Alert>
      <OutcomeFilter words={messages} counts={counts} shown={shown} onShow={setShown} />
      <LocationRows
        key={shown}
        columns={verdict.columns}
        rows={rowsShown(rows, shown)}
        edits={edits}
        leftOut={leftOut}
        onEdit={edit}
        onLeaveOut={leaveOut}
      />
      {isAsked && consequences && (
        <Dialog title={messages.moveQuestion(consequences.locations ?? 0)} onClose={() => setIsAsked(false)}>
          <Consequences of={consequences} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setIsAsked(false)}>
              {all.locations.cancel}
            </Button>
            <Button
              color="red"
              onClick={() => {
                setIsAsked(false)
                onSave(table())
              }}
            >
              {all.locations.carryOut}
            </Button>
          </Group>
        </Dialog>
      )}
    </Stack>
  )
}

function UnderPicker({
  under,
  onUnder,
}: {
  under: string | undefined
  onUnder: (id: string | undefined) => void
}) {
  const messages = useMessages().locationImport
  const { data: tree } = useSuspenseQuery(treeQuery)
  const places = [...tree.byId.values()].filter(
    ({ id, type }) => type !== 'store' && mayDo(tree, 'location.change', id),
  )
  return (
    <Select
      label={messages.under}
      placeholder={messages.underNothing}
      maw="32rem"
      searchable
      clearable
      limit={50}
      value={under ?? null}
      onChange={(id) => onUnder(id ?? undefined)}
      data={places.map(({ id }) => ({
        value: id,
        label: pathOf(tree, id)
          .reverse()
          .map(({ name }) => name)
          .join(' › '),
      }))}
    />
  )
}
