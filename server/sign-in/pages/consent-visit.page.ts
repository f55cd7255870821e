import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Refusal } from '#shared/refusals.ts'
import { refusals } from '#shared/refusals.ts'

/**
 * Where the Microsoft Entra admin center leads an administrator who has consented there. Anyone can open that address, so
 * it offers the sign-in that proves it, and nothing is stored.
 *
 * @param refusal why it was not given; undefined if it was.
 */
export function consentVisitPage(language: Language, { refusal }: { refusal: Refusal | undefined }) {
  const words = messages[language].consentVisit
  if (refusal === undefined)
    return page(language, {
      title: words.grantedTitle,
      body: html`
<h1>${words.grantedTitle}</h1>
<p>${words.grantedText}</p>
<p><a class="button" href="/sign-in/microsoft?prompt=select_account" rel="nofollow">${words.check}</a></p>
<p>${words.checkHint}</p>
<p><a href="/help/connect-entra">${words.help}</a></p>`,
    })
  const { sentence } = messages[language].refusalWords[refusals[refusal].told].person
  return page(language, {
    title: words.refusedTitle,
    body: html`
<h1>${words.refusedTitle}</h1>
<p>${sentence} ${words.refusedText}</p>
<p><a href="/help/microsoft-error">${words.explain}</a></p>`,
  })
}
