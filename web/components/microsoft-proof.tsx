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

/** A fresh sign-in at Microsoft, in a window of its own so that the page under the dialog stays as it is (R33). */
export function MicrosoftProof({ onProved }: { onProved: () => void }) {
  const { proof: words, popup: waiting } = useMessages()
  const [popup, setPopup] = useState<string>()
  const [failure, setFailure] = useState<string>()
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
    const end = new URL(address, window.location.origin).searchParams.get('proof')
    if (end === 'given') onProved()
    else setFailure(failureOf(end))
  })
  const location = status.data?.location ?? undefined
  useEffect(() => {
    if (popup !== undefined && location !== undefined) arrive(popup, location)
  }, [popup, location])

  function failureOf(end: string | null) {
    if (end === 'linked_to_other_account' || end === 'unknown_user') return words.otherAccount
    return end === 'invalid_response' ? words.notFresh : words.microsoftStopped
  }
  function start() {
    const id = popup ?? crypto.randomUUID()
    const address = `/sign-in/microsoft/proof?${new URLSearchParams({ popup: id, display: 'popup' })}`
    setFailure(undefined)
    // Never in this page: what is typed in it would be lost.
    if (!openMicrosoftWindow(address)) window.open(address, '_blank')
    setPopup(id)
  }
  return (
    <Stack gap="xs">
      <Text size="sm">{words.microsoftHint}</Text>
      {popup === undefined && (
        <Button variant="default" onClick={start}>
          {words.microsoft}
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
