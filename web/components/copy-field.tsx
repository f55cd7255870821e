import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { useMessages } from '../language.ts'

/** A text to copy: selected completely when it gets the focus, or copied with the button. */
export function CopyField({
  label,
  description,
  value,
}: {
  label: string
  description?: string
  value: string
}) {
  const words = useMessages().locations.settings
  return (
    <Group align="flex-end" wrap="nowrap" w="100%">
      <TextInput
        label={label}
        description={description}
        value={value}
        readOnly
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
