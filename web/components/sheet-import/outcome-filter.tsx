import { Button, Group } from '@mantine/core'
import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'
import type { Outcome } from './sheet-rows.tsx'

export type Shown = Outcome | 'all'

const all = ['all', 'faulty', 'add', 'change', 'same'] as const

/** Which rows are shown, by what happens with them. */
export function OutcomeFilter({
  words,
  counts,
  shown,
  onShow,
}: {
  words: SheetImportMessages & { outcome: Record<Shown, string> }
  counts: Record<Shown, number>
  shown: Shown
  onShow: (shown: Shown) => void
}) {
  return (
    <Group gap="xs" role="group" aria-label={words.show}>
      {all
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          <Button
            key={outcome}
            size="xs"
            radius="xl"
            variant={shown === outcome ? 'filled' : 'default'}
            aria-pressed={shown === outcome}
            onClick={() => onShow(outcome)}
          >
            {words.counted(words.outcome[outcome], counts[outcome])}
          </Button>
        ))}
    </Group>
  )
}

/** Rows that are shown: of all of them, those that change nothing come last. */
export function rowsShown<Row extends { outcome: Outcome }>(
  rows: readonly Row[],
  shown: Shown,
): readonly Row[] {
  if (shown !== 'all') return rows.filter(({ outcome }) => outcome === shown)
  return [
    ...rows.filter(({ outcome }) => outcome !== 'same'),
    ...rows.filter(({ outcome }) => outcome === 'same'),
  ]
}
