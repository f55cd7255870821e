import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/**
 * Microsoft has to see the person before it confirms their session (R37): one click, and they are back where they
 * wanted to be. A link and not a form, whose way to Microsoft the page's own policy would refuse.
 *
 * @param address of this page, for the same in another language.
 */
export function confirmSessionPage(
  language: Language,
  { loginId, go, address }: { loginId: string | undefined; go: string; address: URL },
) {
  const words = messages[language].confirmSession
  return page(language, {
    title: words.title,
    body: html`
<h1>${words.title}</h1>
<p>${words.why}</p>
${loginId ? html`<p>${words.account(loginId)}</p>` : ''}
<p><a class="button" href="${go}" rel="nofollow">${words.go}</a></p>
${languageLinks(language, address)}`,
  })
}
