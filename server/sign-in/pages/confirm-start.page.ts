import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/**
 * Before a sign-in at a customer to which neither a page of ours nor the person has led: it names the customer and
 * waits for a click (R11). A link and not a form, whose way to Microsoft the page's own policy would refuse.
 */
export function confirmStartPage(language: Language, { name, address }: { name: string; address: string }) {
  const words = messages[language].confirmStart
  return page(language, {
    title: words.title(name),
    body: html`
<h1>${words.title(name)}</h1>
<p>${words.hint(name)}</p>
<p><a class="button" href="${address}" rel="nofollow">${words.go}</a></p>
<p><a href="/sign-in">${words.back}</a></p>`,
  })
}
