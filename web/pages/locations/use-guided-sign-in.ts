import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { openMicrosoftWindow } from '../../components/microsoft-window.ts'
import { useWindowAnswer } from '../../components/use-window-answer.ts'
import { useSession } from '../../session.ts'
import { goTo } from '../../shared-computer.ts'

/**
 * The real sign-in of the manager, in a window, so that the steps of the guide are ticked off where they are looking.
 *
 * @param loginHint the account to sign in with, if it is known.
 */
export function useGuidedSignIn(chainId: string, loginHint?: string) {
  const { user } = useSession()
  const [refusal, setRefusal] = useState<{ code: string; reference: string }>()
  const queryClient = useQueryClient()
  const { mutate: arrive } = useMutation({
    mutationFn: async ({ pathname, searchParams }: URL) => {
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
  const { popup, wait, cancel } = useWindowAnswer(arrive)

  return {
    isWaiting: popup !== undefined,
    refusal,
    /** @param opened a window that was opened by the click already; null if it was blocked, or is not for this device. */
    start(opened?: Window | null) {
      const id = popup ?? crypto.randomUUID()
      setRefusal(undefined)
      const address = signInAddress(chainId, id, loginHint)
      const window_ = opened === undefined ? openMicrosoftWindow() : opened
      if (!window_) return goTo(address)
      window_.location.replace(`${address}&display=popup`)
      wait(id)
    },
    continueHere: () => popup && goTo(signInAddress(chainId, popup, loginHint)),
    cancel,
  }
}

function signInAddress(chainId: string, popup: string, loginHint: string | undefined): string {
  const back = `/administration/locations?${new URLSearchParams({ location: chainId, section: 'advanced' })}`
  return `/sign-in/microsoft?${new URLSearchParams({
    chain: chainId,
    return_to: back,
    popup,
    ...(loginHint !== undefined && { login_hint: loginHint }),
  })}`
}
