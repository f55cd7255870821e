import { html } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { page } from './layout.ts'

/**
 * Where a pop-up ends. Its script tells the page that opened it and closes the window; where it cannot (a tab on a
 * phone, a window that lost its opener), the person reads what happened and goes on from here.
 *
 * @param end.isUnknown the server keeps no attempt that the waiting page could ask for: it was refused before it began.
 */
export function landingPage(
  language: Language,
  end: { popupId: string; signedIn: boolean; location: string; isUnknown?: boolean },
) {
  const { popup } = messages[language]
  return page(language, {
    title: end.signedIn ? popup.done : popup.failed,
    script: 'landing.js',
    body: html`
<h1>${end.signedIn ? popup.done : popup.failed}</h1>
<p data-popup="${end.popupId}" ${end.isUnknown ? 'data-unknown' : ''}>${end.signedIn ? popup.doneHint : popup.failedHint}</p>
<p><a href="${end.location}">${end.signedIn ? popup.goOn : popup.failedGoOn}</a></p>`,
  })
}
