import { Badge, Button, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'
import tableClasses from '../table.module.css'
import type { Edits } from './edits.ts'
import classes from './sheet-import.module.css'

/** Rows that are drawn at first, and with each press of the button. */
const portion = 100

const colors = { add: 'green', change: 'blue', same: 'gray', faulty: 'red' } as const

export type Outcome = keyof typeof colors

/** A row of an import, whatever it is about. */
export type JudgedRow<Column extends string> = {
  line: number
  outcome: Outcome
  cells: Partial<Record<Column, string>>
  differences: readonly { column: Column; before: string | null; after: string | null }[]
  faults: Readonly<Record<string, string>>
}

/** How the rows of one kind of import are worded. */
export type RowWords<Column extends string, Row extends JudgedRow<Column>> = {
  words: SheetImportMessages & { columns: Record<Column, string>; outcome: Record<Outcome, string> }
  sayFault: (row: Row, column: Column | 'row', fault: string) => string
  /** A value of a column as people know it. */
  sayValue: (column: Column, value: string) => string
  /** A cell that stays as it is, or is new. */
  shownOf: (row: Row, column: Column) => ReactNode
  /** What a cell can be chosen from; undefined if it is typed. */
  choicesOf: (column: Column) => readonly string[] | undefined
  /** Whether it may help to leave out a row in which nothing is wrong. */
  mayLeaveOut?: (row: Row) => boolean
  /** What else is to be said of a row. */
  notes?: (row: Row) => ReactNode
}

/** Every row with every cell that would be saved: what is new, what was there before, and what is wrong. */
export function SheetRows<Column extends string, Row extends JudgedRow<Column>>({
  columns,
  rows,
  edits,
  leftOut,
  onEdit,
  onLeaveOut,
  ...say
}: RowWords<Column, Row> & {
  columns: readonly Column[]
  rows: readonly Row[]
  edits: Edits<Column>
  leftOut: ReadonlySet<number>
  onEdit: (line: number, column: Column, text: string) => void
  onLeaveOut: (line: number) => void
}) {
  const { words, sayFault, notes, mayLeaveOut } = say
  const [most, setMost] = useState(portion)
  return (
    <Stack gap="sm">
      <div className={classes.rows}>
        <Table className={tableClasses.table} aria-label={words.result} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.line}</Table.Th>
              <Table.Th scope="col">{words.whatHappens}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" className={tableClasses.whole}>
                  {words.columns[column]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map((row) => (
              <Table.Tr key={row.line} data-left-out={leftOut.has(row.line) || undefined}>
                <Table.Td data-label={words.line} className={classes.number}>
                  {row.line}
                </Table.Td>
                <Table.Td data-label={words.whatHappens}>
                  <Badge variant="light" color={colors[row.outcome]} className={classes.badge}>
                    {words.outcome[row.outcome]}
                  </Badge>
                  {(Object.entries(row.faults) as [Column | 'row', string][])
                    .filter(([column]) => column === 'row' || !columns.includes(column))
                    .map(([column, fault]) => (
                      <Text key={column} size="sm" className={classes.fault}>
                        {column !== 'row' && `${words.columns[column]} · `}
                        {sayFault(row, column, fault)}
                      </Text>
                    ))}
                  {notes?.(row)}
                  {(row.outcome === 'faulty' || mayLeaveOut?.(row)) && (
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      aria-label={words.leaveOutLine(row.line)}
                      aria-pressed={leftOut.has(row.line)}
                      onClick={() => onLeaveOut(row.line)}
                    >
                      {words.leaveOut}
                    </Button>
                  )}
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column} data-label={words.columns[column]}>
                    <Cell
                      {...say}
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
          <Text size="sm">{words.more(rows.length - most)}</Text>
          <Button variant="default" size="xs" onClick={() => setMost(most + portion)}>
            {words.showMore}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Cell<Column extends string, Row extends JudgedRow<Column>>({
  words,
  sayFault,
  sayValue,
  shownOf,
  choicesOf,
  row,
  column,
  typed,
  isLeftOut,
  onEdit,
}: RowWords<Column, Row> & {
  row: Row
  column: Column
  /** What the person has made of it since. */
  typed: string | undefined
  isLeftOut: boolean
  onEdit: (text: string) => void
}) {
  const fault = row.faults[column]
  const text = typed ?? row.cells[column] ?? ''
  if ((fault || typed !== undefined) && !isLeftOut) {
    const field = {
      'aria-label': words.cell(words.columns[column], row.line),
      value: text,
      error: typed === undefined && fault ? sayFault(row, column, fault) : undefined,
      size: 'sm',
      miw: '9rem',
    } as const
    const choices = choicesOf(column)
    return choices ? (
      <NativeSelect
        {...field}
        onChange={(event) => onEdit(event.currentTarget.value)}
        data={choices.includes(text) ? [...choices] : [text, ...choices]}
      />
    ) : (
      <TextInput {...field} onChange={(event) => onEdit(event.currentTarget.value)} />
    )
  }
  const difference = row.differences.find((one) => one.column === column)
  if (!difference) return shownOf(row, column)
  const [before, after] = [difference.before, difference.after].map((value) =>
    value ? sayValue(column, value) : words.empty,
  )
  return (
    <>
      <strong>{after}</strong>
      <Text size="xs" c="dimmed">
        {words.before(before ?? '')}
      </Text>
    </>
  )
}
