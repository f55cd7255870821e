import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { useEffect, useState } from 'react'
import { isRefusal, refusals } from '#shared/refusals.ts'
import { api } from '../../api.ts'
import {
  askMicrosoftWindow,
  cancelMicrosoftWindow,
  openMicrosoftWindow,
  releaseMicrosoftWindow,
  useMicrosoftWindow,
} from '../../components/microsoft-window.ts'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'

/** The real sign-in, from the guide: in a window, so that the steps are ticked off where the manager is looking. */
export function GuidedSignIn({ chainId }: { chainId: string }) {
  const messages = useMessages()
  const { user } = useSession()
  const [popup, setPopup] = useState<string>()
  const [refusal, setRefusal] = useState<{ code: string; reference: string }>()
  const queryClient = useQueryClient()
  const status = useQuery({
    queryKey: ['microsoft-window', popup],
    queryFn: () => askMicrosoftWindow(popup ?? ''),
    enabled: popup !== undefined,
    refetchInterval: 2000,
  })
  useMicrosoftWindow(popup, () => void status.refetch())
  const cancelling = useMutation({ mutationFn: cancelMicrosoftWindow, onSettled: () => setPopup(undefined) })

  const location = status.data?.location ?? undefined
  const arrive = useMutation({
    mutationFn: async ({ id, address }: { id: string; address: string }) => {
      releaseMicrosoftWindow(id)
      setPopup(undefined)
      const { pathname, searchParams } = new URL(address, window.location.origin)
      if (pathname === '/sign-in') {
        setRefusal({
          code: searchParams.get('refused') ?? '',
          reference: searchParams.get('reference') ?? '',
        })
        return queryClient.invalidateQueries()
      }
      // Another user may have signed in in this browser, and then this page is no longer theirs to see.
      const session = await parseResponse(api.session.$get())
      if (session.user.id !== user.id) window.location.assign('/')
      else await queryClient.invalidateQueries()
    },
  })
  const { mutate } = arrive
  useEffect(() => {
    if (popup !== undefined && location !== undefined) mutate({ id: popup, address: location })
  }, [popup, location, mutate])

  function start() {
    const id = popup ?? crypto.randomUUID()
    setRefusal(undefined)
    const address = signInAddress(chainId, id)
    if (openMicrosoftWindow(`${address}&display=popup`)) setPopup(id)
    else window.location.assign(address)
  }

  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">
        {messages.setup.guide.yourEmail(user.email)} {messages.setup.guide.signsInAs}
      </Text>
      <Button onClick={start}>{messages.signIn.microsoft}</Button>
      <div role="status">{popup !== undefined && <Text size="sm">{messages.popup.waiting}</Text>}</div>
      {popup !== undefined && (
        <>
          <Text size="sm">{messages.popup.waitingHint}</Text>
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={start}>
              {messages.popup.openAgain}
            </Button>
            <Button
              variant="default"
              size="xs"
              onClick={() => window.location.assign(signInAddress(chainId, popup))}
            >
              {messages.popup.continueHere}
            </Button>
            <Button variant="default" size="xs" onClick={() => cancelling.mutate(popup)}>
              {messages.popup.cancel}
            </Button>
          </Group>
        </>
      )}
      {refusal && <Refused {...refusal} />}
    </Stack>
  )
}

/** What the person who came back reads, in the words of their own page. */
function Refused({ code, reference }: { code: string; reference: string }) {
  const messages = useMessages()
  const words = isRefusal(code) ? messages.refusalWords[refusals[code].told].person : undefined
  return (
    <Notice tone="bad" role="alert" title={messages.setup.guide.comesBack}>
      {words && `${words.sentence} ${words.remedy} `}
      {reference && `${messages.refused.reference}${messages.colon} ${reference}`}
    </Notice>
  )
}

function signInAddress(chainId: string, popup: string): string {
  const back = `/administration/locations?${new URLSearchParams({ location: chainId, section: 'advanced' })}`
  return `/sign-in/microsoft?${new URLSearchParams({ chain: chainId, return_to: back, popup })}`
}
