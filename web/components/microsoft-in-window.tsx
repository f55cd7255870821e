import { Button, Stack, Text } from '@mantine/core'
import { useMessages } from '../language.ts'
import { openMicrosoftWindow } from './microsoft-window.ts'
import { useWindowAnswer } from './use-window-answer.ts'
import { WaitingForMicrosoft } from './waiting-for-microsoft.tsx'

/** A button that goes to Microsoft in a window of its own, so that the page under the dialog stays as it is. */
export function MicrosoftInWindow({
  label,
  isMain = false,
  failure,
  addressOf,
  onStart,
  onEnd,
}: {
  label: string
  isMain?: boolean
  failure: string | undefined
  /** Where the window starts; the ID names it to the server. */
  addressOf: (popupId: string) => string
  onStart: () => void
  /** The window has ended, and would go there. */
  onEnd: (address: URL) => void
}) {
  const { popup: waiting } = useMessages()
  const { popup, wait, cancel } = useWindowAnswer(onEnd)

  function start() {
    const id = popup ?? crypto.randomUUID()
    onStart()
    // Never in this page: what is typed in it would be lost.
    if (!openMicrosoftWindow(addressOf(id))) window.open(addressOf(id), '_blank')
    wait(id)
  }
  return (
    <Stack gap="xs">
      {popup === undefined && (
        <Button {...(isMain ? {} : { variant: 'default' })} onClick={start}>
          {label}
        </Button>
      )}
      <div role="status">{popup !== undefined && <Text size="sm">{waiting.waiting}</Text>}</div>
      {popup !== undefined && <WaitingForMicrosoft onAgain={start} onCancel={cancel} />}
      <Text role="alert" size="sm">
        {failure}
      </Text>
    </Stack>
  )
}
