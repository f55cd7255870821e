import { TextInput } from '@mantine/core'
import type { Messages } from '#shared/messages/en.ts'
import type { FieldFilter } from './filter-line.tsx'

/**
 * A filter whose value is a day, such as 2026-11-22, which is applied as soon as it is whole.
 *
 * @param offers days that can be chosen at once, before another one is typed.
 */
export function dayFilter(
  name: string,
  label: string,
  value: string | undefined,
  onChoose: (name: string, day: string | undefined) => void,
  offers?: Pick<FieldFilter, 'values' | 'other'>,
): FieldFilter {
  return {
    name,
    label,
    ...offers,
    control: (leave) => (
      <TextInput
        type="date"
        autoFocus
        aria-label={label}
        defaultValue={value}
        onBlur={leave}
        // While a year is typed, it is one of long ago, which asks for nothing.
        onChange={(event) => {
          const day = event.currentTarget.value
          if (day === '' || day >= '2000') onChoose(name, day || undefined)
        }}
      />
    ),
  }
}

/** Today, and the beginnings of the last week and month, today included. */
export function recentDays(
  { today, lastDays, otherDay }: Messages['filterLine'],
  now: Date,
): Required<Pick<FieldFilter, 'values' | 'other'>> {
  const values = [1, 7, 30].map((days) => ({
    value: dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1)),
    label: days === 1 ? today : lastDays(days),
  }))
  return { values, other: otherDay }
}

/** As in 2026-11-22, where the reader is. */
function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month}-${day}`
}
