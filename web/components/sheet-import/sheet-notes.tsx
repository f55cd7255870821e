import { NativeSelect, Text } from '@mantine/core'
import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'

export type Encoding = keyof SheetImportMessages['encodings']

/** What was not read of a file, and how it was read where that is a guess. */
export function SheetNotes({
  words,
  verdict: { sheet, guessedEncoding },
  notRead,
  onEncoding,
}: {
  words: SheetImportMessages
  verdict: { sheet: { name: string; others: number } | null; guessedEncoding: Encoding | null }
  /** What is said of columns that were not read. */
  notRead: readonly string[]
  onEncoding: (encoding: Encoding) => void
}) {
  return (
    <>
      {sheet && sheet.others > 0 && <Text size="sm">{words.sheetRead(sheet.name, sheet.others)}</Text>}
      {notRead.map((said) => (
        <Text key={said} size="sm">
          {said}
        </Text>
      ))}
      {guessedEncoding && (
        <NativeSelect
          label={words.readAs}
          maw="24rem"
          value={guessedEncoding}
          onChange={(event) => onEncoding(event.currentTarget.value as Encoding)}
          data={Object.entries(words.encodings).map(([value, label]) => ({ value, label }))}
        />
      )}
    </>
  )
}
