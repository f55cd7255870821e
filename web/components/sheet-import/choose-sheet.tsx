import { Anchor, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'
import { useMessages } from '../../language.ts'
import tableClasses from '../table.module.css'
import classes from './sheet-import.module.css'

type Words = SheetImportMessages & { exportAll: string; exportHint: string; columnsHint: string }

/** Where a file is chosen, dropped or pasted, what it has to look like, and files to begin with. */
export function ChooseSheet({
  words,
  most,
  columns,
  address,
  isBusy,
  onChoose,
}: {
  words: Words
  /** Rows that a file may have. */
  most: number
  columns: readonly { label: string; hint: string }[]
  /** Of the API, where the template and the export are. */
  address: string
  isBusy: boolean
  onChoose: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  usePasted((text) => {
    // The sign of an encoding, because pasted letters are in none.
    if (!isBusy) onChoose(new File([`\uFEFF${text}`], words.pasted, { type: 'text/csv' }))
  })
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
        <input
          ref={input}
          type="file"
          // For a screen reader, too, the button is the one way to it.
          hidden
          accept=".xlsx,.csv,.txt,.tsv,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file) onChoose(file)
            // The same file may be chosen again once it was corrected.
            event.currentTarget.value = ''
          }}
        />
        <Group gap="sm" justify="center">
          <Button loading={isBusy} onClick={() => input.current?.click()}>
            {words.choose}
          </Button>
          <Text className={classes.orDrop}>{isOver ? words.dropNow : words.drop}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          {words.formats(most)}
        </Text>
        <Text size="sm" c="dimmed" className={classes.orDrop}>
          {words.paste}
        </Text>
      </div>
      <div className={classes.starts}>
        <Start
          title={words.template}
          hint={words.templateHint}
          address={`${address}/template`}
          asCsv={words.asCsv}
        />
        <Start
          title={words.exportAll}
          hint={words.exportHint}
          address={`${address}/export`}
          asCsv={words.asCsv}
        />
      </div>
      <section aria-labelledby="import-columns">
        <Title order={2} size="h4" id="import-columns">
          {words.columnsTitle}
        </Title>
        <Text size="sm" c="dimmed" maw="44rem" mb="xs">
          {words.columnsHint}
        </Text>
        <Table className={tableClasses.table} aria-labelledby="import-columns" maw="44rem">
          <Table.Tbody>
            {columns.map(({ label, hint }) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" className={tableClasses.whole}>
                  {label}
                </Table.Th>
                <Table.Td>{hint}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  )
}

/** Cells that are copied in a spreadsheet are text with tabs. */
function usePasted(onPaste: (text: string) => void) {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const [file] = event.clipboardData?.files ?? []
    if (file || !text.includes('\n') || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    onPaste(text)
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
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
