import { useQuery } from '@tanstack/react-query'
import { use, useEffect } from 'react'
import { type Language, preferredLanguage } from '#shared/languages.ts'
import type { Messages } from '#shared/messages/en.ts'
import type { FirstMessages } from '#shared/messages/first.en.ts'
import { allMessages, firstMessages, loadAll } from './messages.ts'
import { sessionQuery } from './session.ts'

/** The language that the browser asks for. */
export function browsersLanguage(): Language {
  return preferredLanguage(navigator.languages.join(','))
}

/** The person's own language (R24); the browser's until the session has loaded. */
export function useLanguage(): Language {
  // Watches the session without loading it, because this also runs where loading has just failed.
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  return session?.user.language ?? browsersLanguage()
}

/** The words of the frame and of the home page, in the person's language. They are always there. */
export function useFirstMessages(): FirstMessages {
  return firstMessages(useLanguage())
}

/**
 * Every sentence of the console, in the person's language. Pages are shown when these are loaded (router.tsx); what opens
 * over the home page waits for them.
 */
export function useMessages(): Messages {
  const language = useLanguage()
  return allMessages(language) ?? use(loadAll(language))
}

/** Tells browsers and screen readers which language the page speaks (WCAG 3.1.1). */
export function useHtmlLanguage(): void {
  const language = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
}
