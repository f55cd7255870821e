import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { signInAssets } from './assets.ts'

type Ending = 'signed_in' | 'refused' | 'tested' | 'proved' | 'not_proved'

/**
 * Where a pop-up ends. Its script notifies the page that opened it and closes the window. If it cannot (a tab on a
 * phone, a window that lost its opener), the person reads what happened and continues here.
 *
 * @param end.isUnknown the server has no attempt that the waiting page could ask for, because it was refused before it
 *   started.
 */
export function landingPage(
  language: Language,
  end: {
    popupId: string
    kind: Ending
    location: string
    isUnknown?: boolean
  },
) {
  const { title, hint, link } = wordsOf(language, end.kind)
  return page(language, {
    title,
    script: signInAssets.landing,
    body: html`
<h1>${title}</h1>
<p data-popup="${end.popupId}" ${end.isUnknown ? 'data-unknown' : ''}>${hint}</p>
<p><a href="${end.location}">${link}</a></p>`,
  })
}

function wordsOf(language: Language, kind: Ending) {
  const { popup, setup, proof } = messages[language]
  if (kind === 'proved' || kind === 'not_proved') return proof.landing[kind]
  if (kind === 'tested') return setup.test.landing
  return kind === 'signed_in'
    ? { title: popup.done, hint: popup.doneHint, link: popup.continueToTmas }
    : { title: popup.failed, hint: popup.failedHint, link: popup.showReasonHere }
}
