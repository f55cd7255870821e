import { focusManager, type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { canSomewhere } from '#shared/permissions.ts'
import { api, type Session } from './api.ts'
import { loadMessages } from './messages.ts'

export type { Session } from './api.ts'

/**
 * Who is signed in, once the page can speak their language. Asked again whenever the window is looked at: it may have ended
 * elsewhere (R28).
 */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await parseResponse(api.session.$get())
    await loadMessages(session.user.language)
    return session
  },
  refetchOnWindowFocus: 'always',
})

/** The session, which every page behind the sign-in has. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether the pages of users are theirs. What they may do there, the server decides. */
export function managesUsers({ memberships }: Session): boolean {
  return canSomewhere(memberships, 'user.read')
}

/** How a person is addressed; the username where nobody has entered a name. */
export function personName({ firstName, lastName, username }: Session['user']): string {
  return `${firstName} ${lastName}`.trim() || username
}

/**
 * Asks who is signed in whenever the person comes back to the page. A page that the browser kept whole and shows
 * again (back button after signing out) forgets everything first, so that nothing private is left on it.
 *
 * @see https://web.dev/articles/bfcache
 */
export function recheckOnReturn(queryClient: QueryClient): void {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) void queryClient.resetQueries()
  })
  focusManager.setEventListener((onReturn) => {
    // `visibilitychange` alone would miss a person who clicks from one window beside another.
    const events = ['visibilitychange', 'focus'] as const
    const check = () => onReturn()
    for (const event of events) window.addEventListener(event, check)
    return () => {
      for (const event of events) window.removeEventListener(event, check)
    }
  })
}
