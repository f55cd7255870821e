import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { type Language, languages } from '#shared/languages.ts'

/** One of TMAS's languages, or none: that of the browser (R24). */
export function LanguageSelect({
  value,
  nobodys,
  onChoose,
  ...more
}: Omit<NativeSelectProps, 'value' | 'data' | 'onChange'> & {
  value: Language | null
  /** The label for choosing none; undefined if that is not possible. */
  nobodys: string | undefined
  onChoose: (language: Language | null) => void
}) {
  const choices = Object.entries(languages).map(([value, label]) => ({ value, label }))
  return (
    <NativeSelect
      {...more}
      value={value ?? ''}
      data={nobodys === undefined ? choices : [{ value: '', label: nobodys }, ...choices]}
      onChange={(event) => onChoose((event.currentTarget.value || null) as Language | null)}
    />
  )
}
