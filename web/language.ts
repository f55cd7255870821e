import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Language, preferredLanguage } from '#shared/languages.ts'
import type { Messages } from '#shared/messages/en.ts'
import { loadedMessages } from './messages.ts'
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

/** Every sentence of the console, in the person's language. */
export function useMessages(): Messages {
  return loadedMessages(useLanguage())
}

/** Tells browsers and screen readers which language the page speaks (WCAG 3.1.1). */
export function useHtmlLanguage(): void {
  const language = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
}
