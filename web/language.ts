import { createContext, use } from 'react'
import { type Language, preferredLanguage } from '#shared/languages.ts'
import type { Messages } from '#shared/messages/en.ts'
import type { FirstMessages } from '#shared/messages/first.en.ts'
import { allMessages, firstMessages, loadAll } from './messages.ts'

/** The language that the browser asks for. */
export function browsersLanguage(): Language {
  return preferredLanguage(navigator.languages.join(','))
}

/** What `PersonsLanguage` hands down to everything. */
export const LanguageContext = createContext<Language>('en')

/** The person's own language (R24); the browser's until the session has loaded. */
export function useLanguage(): Language {
  return use(LanguageContext)
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
