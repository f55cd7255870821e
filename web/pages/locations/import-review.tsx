import { Alert, Button, Group, NativeSelect, Select, Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LocationColumn } from '#shared/location-columns.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { Consequences } from './change.tsx'
import { ImportRows } from './import-rows.tsx'
import { type Encoding, type Table, tableOf, type Verdict } from './location-import.queries.ts'
import { treeQuery } from './locations.queries.ts'
import { mayDo, pathOf } from './tree.ts'

const outcomes = ['all', 'faulty', 'add', 'change', 'same'] as const

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
  const { added, changed, unchanged, refused, rows, consequences } = verdict
  const [edits, setEdits] = useState<ReadonlyMap<number, Partial<Record<LocationColumn, string>>>>(new Map())
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const counts = { all: rows.length, faulty: refused, add: added, change: changed, same: unchanged }
  const [shown, setShown] = useState<(typeof outcomes)[number]>(refused > 0 ? 'faulty' : 'all')
  const [isAsked, setIsAsked] = useState(false)
  const table = () => tableOf(verdict, edits, leftOut)
  const corrected = [...edits.values()].reduce((sum, cells) => sum + Object.keys(cells).length, 0)
  const isEdited = corrected > 0 || leftOut.size > 0
  const emptied = rows
    .filter(({ outcome }) => outcome === 'change')
    .flatMap(({ differences }) => differences)
    .filter(({ after }) => after === null).length
  const namesakes = rows.filter(({ namesakeCode }) => namesakeCode !== null).length
  const isNothing = refused === 0 && added + changed === 0
  const lacksParents = rows.some(({ faults }) => faults.parent === 'missing')
  return (
    <Stack gap="md">
      <Notes verdict={verdict} onEncoding={onEncoding} />
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
      <Group gap="xs" role="group" aria-label={messages.show}>
        {outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <Button
              key={outcome}
              size="xs"
              radius="xl"
              variant={shown === outcome ? 'filled' : 'default'}
              aria-pressed={shown === outcome}
              onClick={() => setShown(outcome)}
            >
              {messages.counted(messages.outcome[outcome], counts[outcome])}
            </Button>
          ))}
      </Group>
      <ImportRows
        key={shown}
        verdict={verdict}
        rows={shown === 'all' ? rows : rows.filter(({ outcome }) => outcome === shown)}
        edits={edits}
        leftOut={leftOut}
        onEdit={(line, column, text) =>
          setEdits(new Map(edits).set(line, { ...edits.get(line), [column]: text }))
        }
        onLeaveOut={(line) => setLeftOut(new Set([line]).symmetricDifference(leftOut))}
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

/** What was not read of the file, and how it was read where that is a guess. */
function Notes({ verdict, onEncoding }: { verdict: Verdict; onEncoding: (encoding: Encoding) => void }) {
  const messages = useMessages().locationImport
  const { sheet, ignored, guessedEncoding } = verdict
  return (
    <>
      {sheet && sheet.others > 0 && <Text size="sm">{messages.sheetRead(sheet.name, sheet.others)}</Text>}
      {ignored.length > 0 && <Text size="sm">{messages.ignored(ignored.join(', '))}</Text>}
      {guessedEncoding && (
        <NativeSelect
          label={messages.readAs}
          maw="24rem"
          value={guessedEncoding}
          onChange={(event) => onEncoding(event.currentTarget.value as Encoding)}
          data={Object.entries(messages.encodings).map(([value, label]) => ({ value, label }))}
        />
      )}
    </>
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
