import { Alert, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ImportColumn } from '#shared/import-columns.ts'
import { languages } from '#shared/languages.ts'
import { mostSelected } from '#shared/many-users.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { roles } from '#shared/roles.ts'
import type { FieldFault } from '#shared/user-fields.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useEdits } from '../../components/sheet-import/edits.ts'
import { OutcomeFilter, rowsShown, type Shown } from '../../components/sheet-import/outcome-filter.tsx'
import classes from '../../components/sheet-import/sheet-import.module.css'
import { type Encoding, SheetNotes } from '../../components/sheet-import/sheet-notes.tsx'
import { type RowWords, SheetRows } from '../../components/sheet-import/sheet-rows.tsx'
import { useMessages } from '../../language.ts'
import type { ImportRow, Verdict } from './user-import.queries.ts'
import { columnsOf, type Table, tableOf } from './user-import-table.ts'

/** What a file would change, row by row; what is wrong is corrected here. */
export function ImportReview({
  verdict,
  isBusy,
  onEncoding,
  onCheck,
  onSave,
}: {
  verdict: Verdict
  isBusy: boolean
  onEncoding: (encoding: Encoding) => void
  onCheck: (table: Table) => void
  onSave: (table: Table, isWelcomed: boolean) => void
}) {
  const all = useMessages()
  const messages = all.userImport
  const { added, changed, unchanged, refused, rows, ignored, consequences, obstacle } = verdict
  const { edits, leftOut, corrected, isEdited, edit, leaveOut } = useEdits<ImportColumn>()
  const of = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const counts = { all: rows.length, faulty: refused, add: of('add'), change: of('change'), same: unchanged }
  const marked = new Set(obstacle?.lines)
  const [shown, setShown] = useState<Shown>(obstacle ? 'change' : firstShown(counts))
  const [isWelcomed, setIsWelcomed] = useState(true)
  const [isAsked, setIsAsked] = useState(false)
  const columns = columnsOf(verdict)
  const table = () => tableOf(verdict, edits, leftOut)
  const save = () => onSave(table(), isWelcomed && added > 0)
  const emptied = rows
    .filter(({ outcome }) => outcome === 'change')
    .flatMap(({ differences }) => differences)
    .filter(({ after }) => after === null).length
  const isNothing = refused === 0 && added + changed === 0
  return (
    <Stack gap="md">
      <SheetNotes
        words={messages}
        verdict={verdict}
        notRead={notRead(messages, ignored)}
        onEncoding={onEncoding}
      />
      <Alert color={refused > 0 || obstacle ? 'red' : isNothing ? 'gray' : 'green'} role="status" p="sm">
        <Group justify="space-between" gap="sm">
          <div>
            <Text fw={600}>
              {refused > 0
                ? messages.faulty(refused)
                : isNothing
                  ? messages.nothingDiffers
                  : [messages.willAdd(added), messages.willChange(changed)].filter(Boolean).join(' ')}
            </Text>
            {obstacle && <Text size="sm">{messages.obstacles[obstacle.code](obstacle.lines.length)}</Text>}
            {refused === 0 && !isNothing && <Text size="sm">{messages.together}</Text>}
            {emptied > 0 && <Text size="sm">{messages.willEmpty(emptied)}</Text>}
            {corrected > 0 && <Text size="sm">{messages.edited(corrected)}</Text>}
            {consequences && !isEdited && <Consequences of={consequences} />}
          </div>
          {isEdited || refused > 0 || obstacle ? (
            <Button disabled={!isEdited} loading={isBusy} onClick={() => onCheck(table())}>
              {messages.checkAgain}
            </Button>
          ) : (
            !isNothing && (
              <Button loading={isBusy} onClick={() => (consequences ? setIsAsked(true) : save())}>
                {messages.run(added + changed)}
              </Button>
            )
          )}
        </Group>
      </Alert>
      {refused === 0 && !obstacle && !isEdited && added > 0 && (
        <Checkbox
          label={messages.sendWelcome(added)}
          description={added > mostSelected ? messages.mailedOverDays(mostSelected) : undefined}
          checked={isWelcomed}
          onChange={(event) => setIsWelcomed(event.currentTarget.checked)}
        />
      )}
      <OutcomeFilter words={messages} counts={counts} shown={shown} onShow={setShown} />
      <UserRows
        key={shown}
        columns={columns}
        rows={markedFirst(rowsShown(rows, shown), marked)}
        marked={marked}
        mark={obstacle ? messages.marked[obstacle.code] : ''}
        edits={edits}
        leftOut={leftOut}
        onEdit={edit}
        onLeaveOut={leaveOut}
      />
      {isAsked && consequences && (
        <Dialog title={messages.question(changed)} onClose={() => setIsAsked(false)}>
          <Consequences of={consequences} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setIsAsked(false)}>
              {all.users.cancel}
            </Button>
            <Button
              color="red"
              onClick={() => {
                setIsAsked(false)
                save()
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

/** What has to be looked at: faults, and then what changes, without the rows that change nothing. */
function firstShown({ faulty, add, change, same }: Record<Shown, number>): Shown {
  if (faulty > 0) return 'faulty'
  if (same === 0 || (add > 0 && change > 0)) return 'all'
  return add > 0 ? 'add' : change > 0 ? 'change' : 'all'
}

/** The rows of which some have to change come first. */
function markedFirst(rows: readonly ImportRow[], marked: ReadonlySet<number>): readonly ImportRow[] {
  if (marked.size === 0) return rows
  return [...rows.filter(({ line }) => marked.has(line)), ...rows.filter(({ line }) => !marked.has(line))]
}

function notRead(
  messages: ReturnType<typeof useMessages>['userImport'],
  ignored: Verdict['ignored'],
): string[] {
  const foreign = ignored.filter(({ nearest }) => nearest === null).map(({ heading }) => heading)
  const misspelt = ignored.flatMap(({ heading, nearest }) =>
    nearest === null ? [] : [messages.perhaps(heading, messages.columns[nearest])],
  )
  return [...misspelt, ...(foreign.length > 0 ? [messages.ignored(foreign.join(', '))] : [])]
}

function Consequences({ of }: { of: NonNullable<Verdict['consequences']> }) {
  const { consequences, notBroughtBack } = useMessages().userImport
  return (
    <List size="sm">
      {(Object.keys(consequences) as (keyof typeof consequences)[])
        .filter((name) => (of[name] ?? 0) > 0)
        .map((name) => (
          <List.Item key={name}>{consequences[name](of[name] ?? 0)}</List.Item>
        ))}
      {notRevived.some((name) => (of[name] ?? 0) > 0) && <List.Item>{notBroughtBack}</List.Item>}
    </List>
  )
}

/** What an undo of the import does not bring back. */
const notRevived = ['passwordsThatEnd', 'linksThatEnd', 'linksOfManagersThatEnd', 'linksOfPromotedThatEnd']

type RowsProps = Omit<
  Parameters<typeof SheetRows<ImportColumn, ImportRow>>[0],
  keyof RowWords<ImportColumn, ImportRow>
> & {
  /** Lines of rows of which some have to be left out, and what is said of them. */
  marked: ReadonlySet<number>
  mark: string
}

function UserRows({ marked, mark, ...props }: RowsProps) {
  const all = useMessages()
  const words = all.userImport
  const roleNames: Readonly<Record<string, string>> = all.roles
  const languageNames: Readonly<Record<string, string>> = languages
  return (
    <SheetRows
      {...props}
      words={words}
      sayFault={({ cells, otherLine }, column, fault) =>
        fault === 'twice_in_file' && otherLine !== null
          ? words.alsoOnLine(otherLine)
          : sayRowFault(all.users, cells, column, fault as FieldFault)
      }
      sayValue={(column, value) =>
        (column === 'role' ? roleNames[value] : column === 'language' ? languageNames[value] : undefined) ??
        value
      }
      shownOf={({ cells }: ImportRow, column) => {
        const text = cells[column] ?? ''
        return column === 'role' ? (roleNames[text.toLowerCase()] ?? text) : text
      }}
      choicesOf={(column) =>
        column === 'role'
          ? roles.map((role) => all.roles[role])
          : column === 'language'
            ? Object.values(languages)
            : undefined
      }
      mayLeaveOut={({ line }) => marked.has(line)}
      notes={({ line, takenAway }) => (
        <>
          {marked.has(line) && mark !== '' && (
            <Text size="sm" className={classes.fault}>
              {mark}
            </Text>
          )}
          {takenAway.map(({ role, location }) => (
            <Text key={`${role} ${location}`} size="sm">
              {words.takenAway(all.roles[role], location)}
            </Text>
          ))}
        </>
      )}
    />
  )
}
