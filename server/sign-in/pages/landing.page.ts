import { html } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { page } from './layout.ts'

/**
 * Where a pop-up ends. Its script tells the page that opened it and closes the window; where it cannot (a tab on a
 * phone, a window that lost its opener), the person reads what happened and goes on from here.
 */
export function landingPage(
  language: Language,
  { popupId, end, location }: { popupId: string; end: 'signed_in' | 'refused' | 'tested'; location: string },
) {
  const { title, hint, goOn } = wordsOf(language, end)
  return page(language, {
    title,
    script: 'landing.js',
    body: html`
<h1>${title}</h1>
<p data-popup="${popupId}">${hint}</p>
<p><a href="${location}">${goOn}</a></p>`,
  })
}

function wordsOf(language: Language, end: 'signed_in' | 'refused' | 'tested') {
  const { popup, setup } = messages[language]
  if (end === 'tested') return setup.test.landing
  return end === 'signed_in'
    ? { title: popup.done, hint: popup.doneHint, goOn: popup.goOn }
    : { title: popup.failed, hint: popup.failedHint, goOn: popup.failedGoOn }
}
