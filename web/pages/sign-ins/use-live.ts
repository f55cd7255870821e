import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { sessionQuery } from '../../session.ts'
import type { SignIn } from './sign-ins.queries.ts'

/** Milliseconds until a refused stream is asked for again, for example after too many windows were watching. */
const reconnectDelay = 30_000

/**
 * Listens to attempts as they start and end, while the page is visible. A browser has few connections to one server,
 * and a window in the background must not occupy one.
 *
 * @returns whether the connection is open; undefined if nothing listens.
 */
export function useLive(
  filters: Record<string, string>,
  isWanted: boolean,
  on: { attempt(signIn: SignIn): void; reset(): void },
): boolean | undefined {
  const [stands, setStands] = useState<boolean>()
  const queryClient = useQueryClient()
  const query = new URLSearchParams(filters).toString()
  const onAttempt = useEffectEvent(on.attempt)
  const onReset = useEffectEvent(on.reset)

  useEffect(() => {
    if (!isWanted) return
    let source: EventSource | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let after = ''

    function open() {
      if (source || document.visibilityState !== 'visible') return
      const resumed = after ? `&after=${after}` : ''
      source = new EventSource(`/api/v1/sign-ins/stream?${query}${resumed}`)
      source.addEventListener('open', () => setStands(true))
      source.addEventListener('attempt', (event: MessageEvent<string>) => {
        after = event.lastEventId
        onAttempt(JSON.parse(event.data))
      })
      source.addEventListener('reset', () => onReset())
      source.addEventListener('error', () => {
        setStands(false)
        // The browser tries again by itself, unless it was refused.
        if (source?.readyState !== EventSource.CLOSED) return
        close()
        retry = setTimeout(open, reconnectDelay)
        // If the session has ended, this leads to the sign-in page.
        void queryClient.refetchQueries({ queryKey: sessionQuery.queryKey })
      })
    }
    function close() {
      clearTimeout(retry)
      source?.close()
      source = undefined
    }
    function look() {
      if (document.visibilityState === 'visible') {
        // Something may have happened meanwhile, and the stream goes back only a little.
        if (!source && !after) onReset()
        open()
      } else close()
    }
    open()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      close()
      setStands(undefined)
    }
  }, [query, isWanted, queryClient])
  return stands
}
