import { Badge, Button, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LocationColumn, LocationFault } from '#shared/location-columns.ts'
import type { LocationImportMessages } from '#shared/messages/location-import.en.ts'
import { locationTypes } from '#shared/roles.ts'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import classes from './location-import.module.css'
import type { ImportRow, Verdict } from './location-import.queries.ts'

/** Rows that are drawn at first, and with each press of the button. */
const portion = 100

const colors = { add: 'green', change: 'blue', same: 'gray', faulty: 'red' } as const

type Edits = ReadonlyMap<number, Partial<Record<LocationColumn, string>>>

/** Every row with every cell that would be saved: what is new, what was there before, and what is wrong. */
export function ImportRows({
  verdict: { columns },
  rows,
  edits,
  leftOut,
  onEdit,
  onLeaveOut,
}: {
  verdict: Pick<Verdict, 'columns'>
  rows: readonly ImportRow[]
  edits: Edits
  leftOut: ReadonlySet<number>
  onEdit: (line: number, column: LocationColumn, text: string) => void
  onLeaveOut: (line: number) => void
}) {
  const messages = useMessages().locationImport
  const [most, setMost] = useState(portion)
  const isLost = (row: ImportRow, column: LocationColumn) => row.faults[column] && !columns.includes(column)
  return (
    <Stack gap="sm">
      <div className={classes.rows}>
        <Table className={tableClasses.table} aria-label={messages.result} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{messages.line}</Table.Th>
              <Table.Th scope="col">{messages.whatHappens}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" className={tableClasses.whole}>
                  {messages.columns[column]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map((row) => (
              <Table.Tr key={row.line} data-left-out={leftOut.has(row.line) || undefined}>
                <Table.Td data-label={messages.line} className={classes.number}>
                  {row.line}
                </Table.Td>
                <Table.Td data-label={messages.whatHappens}>
                  <Badge variant="light" color={colors[row.outcome]} className={classes.badge}>
                    {messages.outcome[row.outcome]}
                  </Badge>
                  {Object.entries(row.faults)
                    .filter(([column]) => column === 'row' || isLost(row, column as LocationColumn))
                    .map(([column, fault]) => (
                      <Text key={column} size="sm" className={classes.fault}>
                        {column !== 'row' && `${messages.columns[column as LocationColumn]} · `}
                        {saidOf(messages, row, fault as LocationFault)}
                      </Text>
                    ))}
                  {row.namesakeCode !== null && <Text size="sm">{messages.namesake(row.namesakeCode)}</Text>}
                  {row.outcome === 'faulty' && (
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      aria-label={messages.leaveOutLine(row.line)}
                      aria-pressed={leftOut.has(row.line)}
                      onClick={() => onLeaveOut(row.line)}
                    >
                      {messages.leaveOut}
                    </Button>
                  )}
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column} data-label={messages.columns[column]}>
                    <Cell
                      row={row}
                      column={column}
                      typed={edits.get(row.line)?.[column]}
                      isLeftOut={leftOut.has(row.line)}
                      onEdit={(text) => onEdit(row.line, column, text)}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length > most && (
        <div>
          <Text size="sm">{messages.more(rows.length - most)}</Text>
          <Button variant="default" size="xs" onClick={() => setMost(most + portion)}>
            {messages.showMore}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Cell({
  row,
  column,
  typed,
  isLeftOut,
  onEdit,
}: {
  row: ImportRow
  column: LocationColumn
  /** What the person has made of it since. */
  typed: string | undefined
  isLeftOut: boolean
  onEdit: (text: string) => void
}) {
  const all = useMessages()
  const messages = all.locationImport
  const fault = row.faults[column]
  const text = typed ?? row.cells[column] ?? ''
  if ((fault || typed !== undefined) && !isLeftOut) {
    const field = {
      'aria-label': messages.cell(messages.columns[column], row.line),
      value: text,
      error: typed === undefined && fault ? saidOf(messages, row, fault as LocationFault) : undefined,
      size: 'sm',
      miw: '9rem',
    } as const
    return column === 'type' ? (
      <NativeSelect
        {...field}
        onChange={(event) => onEdit(event.currentTarget.value)}
        data={[
          ...(locationTypes.some((type) => all.locationTypes[type] === text) ? [] : [text]),
          ...locationTypes.map((type) => all.locationTypes[type]),
        ]}
      />
    ) : (
      <TextInput {...field} onChange={(event) => onEdit(event.currentTarget.value)} />
    )
  }
  const difference = row.differences.find((one) => one.column === column)
  if (!difference) return shownOf(row, column, all.locationTypes)
  const [before, after] = [difference.before, difference.after].map((value) =>
    column === 'type' && value ? all.locationTypes[value as keyof typeof all.locationTypes] : value,
  )
  return (
    <>
      <strong>{after || messages.empty}</strong>
      <Text size="xs" c="dimmed">
        {messages.before(before || messages.empty)}
      </Text>
    </>
  )
}

function saidOf(
  { faults, alsoOnLine }: LocationImportMessages,
  { otherLine }: ImportRow,
  fault: LocationFault,
) {
  return fault === 'twice_in_file' && otherLine !== null ? alsoOnLine(otherLine) : faults[fault]
}

/** A cell as it will be: what is left empty for a new location is shown too. */
function shownOf(row: ImportRow, column: LocationColumn, types: Record<string, string>) {
  const text = row.cells[column] ?? ''
  if (column === 'parent') return row.path.join(' › ') || text
  if (column === 'id') return <span className={classes.id}>{text}</span>
  if (column === 'type' && text === '' && row.locationId === null) return types.store ?? ''
  return text
}
