import { Button, Group, Text } from '@mantine/core'
import { useMessages } from '../language.ts'

/** What a page says while a window is at Microsoft, with the ways out. */
export function WaitingForMicrosoft({
  onAgain,
  onHere,
  onCancel,
}: {
  onAgain: () => void
  /** Continues in this page; without it, that would lose what the page holds. */
  onHere?: () => void
  onCancel: () => void
}) {
  const { popup } = useMessages()
  return (
    <>
      <Text size="sm">{popup.waitingHint}</Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onAgain}>
          {popup.openAgain}
        </Button>
        {onHere && (
          <Button variant="default" size="xs" onClick={onHere}>
            {popup.continueHere}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={onCancel}>
          {popup.cancel}
        </Button>
      </Group>
    </>
  )
}
