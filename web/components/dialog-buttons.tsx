import { Button, Group } from '@mantine/core'
import { useMessages } from '../language.ts'

/** The end of a form in a dialog: leave it as it was, or do what the dialog is for. */
export function DialogButtons({
  submit,
  isBusy,
  onClose,
}: {
  submit: string
  isBusy: boolean
  onClose: () => void
}) {
  const { cancel } = useMessages().users
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {cancel}
      </Button>
      <Button type="submit" loading={isBusy}>
        {submit}
      </Button>
    </Group>
  )
}
