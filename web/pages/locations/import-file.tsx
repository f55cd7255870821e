import { Anchor, Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { useRef, useState } from 'react'
import { locationColumns, mostLocationRows } from '#shared/location-columns.ts'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import classes from './location-import.module.css'

/** Where a file is chosen or dropped, what it has to look like, and files to begin with. */
export function ChooseFile({ isBusy, onChoose }: { isBusy: boolean; onChoose: (file: File) => void }) {
  const messages = useMessages().locationImport
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  return (
    <Stack gap="xl">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer; the button does the same */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        // By the pointer alone; with the keyboard, the button does the same.
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          const [file] = event.dataTransfer.files
          if (file && !isBusy) onChoose(file)
        }}
      >
        <SheetDrawing />
        <VisuallyHidden>
          <input
            ref={input}
            type="file"
            tabIndex={-1}
            aria-label={messages.choose}
            accept=".xlsx,.csv,.txt,.tsv,text/csv"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              if (file) onChoose(file)
              // The same file may be chosen again once it was corrected.
              event.currentTarget.value = ''
            }}
          />
        </VisuallyHidden>
        <Group gap="sm" justify="center">
          <Button loading={isBusy} onClick={() => input.current?.click()}>
            {messages.choose}
          </Button>
          <Text className={classes.orDrop}>{isOver ? messages.dropNow : messages.drop}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          {messages.formats(mostLocationRows)}
        </Text>
      </div>
      <div className={classes.starts}>
        <Start
          title={messages.template}
          hint={messages.templateHint}
          address="/api/v1/locations/template"
          asCsv={messages.asCsv}
        />
        <Start
          title={messages.exportAll}
          hint={messages.exportHint}
          address="/api/v1/locations/export"
          asCsv={messages.asCsv}
        />
      </div>
      <section aria-labelledby="import-columns">
        <Title order={2} size="h4" id="import-columns">
          {messages.columnsTitle}
        </Title>
        <Text size="sm" c="dimmed" maw="44rem" mb="xs">
          {messages.columnsHint}
        </Text>
        <Table className={tableClasses.table} aria-labelledby="import-columns" maw="44rem">
          <Table.Tbody>
            {locationColumns.map((column) => (
              <Table.Tr key={column}>
                <Table.Th scope="row" className={tableClasses.whole}>
                  {messages.columns[column]}
                </Table.Th>
                <Table.Td>{messages.hints[column]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  )
}

function Start({
  title,
  hint,
  address,
  asCsv,
}: {
  title: string
  hint: string
  address: string
  asCsv: string
}) {
  const { colon } = useMessages()
  return (
    <Paper withBorder p="md" radius="md">
      <Anchor href={`${address}?format=xlsx`} download fw={600}>
        {title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <Anchor href={`${address}?format=csv`} download size="sm" aria-label={`${asCsv}${colon} ${title}`}>
        {asCsv}
      </Anchor>
    </Paper>
  )
}

function SheetDrawing() {
  return (
    <svg width="40" height="40" viewBox="0 0 24 24" className={classes.drawing} aria-hidden="true">
      <title>.xlsx</title>
      <path d="M5 3h9l5 5v13H5z M14 3v5h5 M8 12h8 M8 15h8 M8 18h8 M11 12v6" />
    </svg>
  )
}
