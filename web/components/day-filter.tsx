import { TextInput } from '@mantine/core'
import type { FieldFilter } from './filter-line.tsx'

/** A filter whose value is a day, such as 2026-11-22, which is applied as soon as it is whole. */
export function dayFilter(
  name: string,
  label: string,
  value: string | undefined,
  onChoose: (name: string, day: string | undefined) => void,
): FieldFilter {
  return {
    name,
    label,
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
