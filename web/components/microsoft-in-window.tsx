import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMessages } from '../language.ts'
import {
  askMicrosoftWindow,
  cancelMicrosoftWindow,
  openMicrosoftWindow,
  releaseMicrosoftWindow,
  useMicrosoftWindow,
} from './microsoft-window.ts'
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
  const [popup, setPopup] = useState<string>()
  const status = useQuery({
    queryKey: ['microsoft-window', popup],
    queryFn: () => askMicrosoftWindow(popup ?? ''),
    enabled: popup !== undefined,
    refetchInterval: 2000,
  })
  useMicrosoftWindow(popup, () => void status.refetch())
  const cancelling = useMutation({ mutationFn: cancelMicrosoftWindow, onSettled: () => setPopup(undefined) })

  const arrive = useEffectEvent((id: string, address: string) => {
    releaseMicrosoftWindow(id)
    setPopup(undefined)
    onEnd(new URL(address, window.location.origin))
  })
  const location = status.data?.location ?? undefined
  useEffect(() => {
    if (popup !== undefined && location !== undefined) arrive(popup, location)
  }, [popup, location])

  function start() {
    const id = popup ?? crypto.randomUUID()
    onStart()
    // Never in this page: what is typed in it would be lost.
    if (!openMicrosoftWindow(addressOf(id))) window.open(addressOf(id), '_blank')
    setPopup(id)
  }
  return (
    <Stack gap="xs">
      {popup === undefined && (
        <Button {...(isMain ? {} : { variant: 'default' })} onClick={start}>
          {label}
        </Button>
      )}
      <div role="status">{popup !== undefined && <Text size="sm">{waiting.waiting}</Text>}</div>
      {popup !== undefined && (
        <WaitingForMicrosoft onAgain={start} onCancel={() => cancelling.mutate(popup)} />
      )}
      <Text role="alert" size="sm">
        {failure}
      </Text>
    </Stack>
  )
}
