import { TextInput } from '@mantine/core'

/** What people call something that they make: an API key, a shared computer. */
export function NameField({
  words: { name, nameHint, faults },
  value,
  isWrong,
  isFirst = true,
  onChange,
}: {
  words: { name: string; nameHint: string; faults: { name: string } }
  value: string
  isWrong: boolean
  /** Whether the cursor is in it when the dialog opens. */
  isFirst?: boolean
  onChange: (name: string) => void
}) {
  return (
    <TextInput
      label={name}
      description={nameHint}
      value={value}
      maxLength={100}
      autoComplete="off"
      required
      data-autofocus={isFirst || undefined}
      error={isWrong ? faults.name : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
