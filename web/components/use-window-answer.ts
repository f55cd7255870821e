import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import {
  askMicrosoftWindow,
  cancelMicrosoftWindow,
  releaseMicrosoftWindow,
  useMicrosoftWindow,
} from './microsoft-window.ts'

/**
 * Waits for a window at Microsoft to end.
 *
 * @param onEnd with the address that the window would go to; the window itself is closed.
 * @returns the ID of the window that is waited for; `wait` begins, and `cancel` tells the server that no one waits.
 */
export function useWindowAnswer(onEnd: (address: URL) => void) {
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

  return {
    popup,
    wait: setPopup,
    cancel: () => popup !== undefined && cancelling.mutate(popup),
  }
}
