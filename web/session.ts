import { focusManager, type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { canSomewhere } from '#shared/permissions.ts'
import { api, belongTo, type Session } from './api.ts'
import { parseResponse } from './client.ts'
import { noteReturn, noteWay } from './leaving.ts'
import { loadMessages } from './messages.ts'
import { isSharedComputer, leavePage, noteSharedComputer } from './shared-computer.ts'

export type { Session } from './api.ts'

/**
 * The signed-in person, once the page can speak their language. Loaded again whenever the window gets the focus,
 * because the session may have ended elsewhere (R28).
 */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await parseResponse(api.session.$get())
    belongTo(session.user.id)
    noteSharedComputer(session.sharedDevice)
    await loadMessages(session.user.language)
    return session
  },
  refetchOnWindowFocus: 'always',
})

/** The session, which every page behind the sign-in has. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether this person can use the pages of users. The server decides what they may do there. */
export function managesUsers({ memberships }: Session): boolean {
  return canSomewhere(memberships, 'user.read')
}

/** How a person is addressed: by name, or by username if no name was entered. */
export function personName({ firstName, lastName, username }: Session['user']): string {
  return `${firstName} ${lastName}`.trim() || username
}

/**
 * Loads the session again whenever the person comes back to the page. A page that the browser kept and shows again
 * (back button after signing out) first forgets everything, so that nothing private is left on it.
 *
 * @see https://web.dev/articles/bfcache
 */
export function recheckOnReturn(queryClient: QueryClient): void {
  // A person who types an address or reloads leaves, too. The browser says so before it asks for the next page.
  window.addEventListener('beforeunload', noteWay)
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    noteReturn()
    if (isSharedComputer()) leavePage(window.location.href)
    else void queryClient.resetQueries()
  })
  focusManager.setEventListener((onReturn) => {
    // `visibilitychange` alone would miss a person who clicks from one window to another.
    const events = ['visibilitychange', 'focus'] as const
    const check = () => onReturn()
    for (const event of events) window.addEventListener(event, check)
    return () => {
      for (const event of events) window.removeEventListener(event, check)
    }
  })
}
