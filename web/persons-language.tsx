import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { browsersLanguage, LanguageContext } from './language.ts'
import { sessionQuery } from './session.ts'

/**
 * Hands down the language of the signed-in person, or that of the browser until the session has loaded. The session is watched
 * here alone: every row of a list asks for the language several times, and to watch it in each took most of the time to
 * draw a list.
 */
export function PersonsLanguage({ children }: { children: ReactNode }) {
  // Without loading it, because this also runs where loading has just failed.
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const language = session?.user.language ?? browsersLanguage()
  // Tells browsers and screen readers which language the page speaks (WCAG 3.1.1).
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <LanguageContext value={language}>{children}</LanguageContext>
}
