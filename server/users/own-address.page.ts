import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** What a mailed link of a new address asks: to press the button. */
export function addressLinkPage(
  language: Language,
  wish: {
    kind: 'confirm' | 'stop'
    address: URL
    token: string
    username: string
    email: string
    formerEmail: string
  },
) {
  const { kind, address, token, username, email, formerEmail } = wish
  const words = messages[language].ownAddress[kind]
  return page(language, {
    title: words.title,
    body: html`
<h1>${words.title}</h1>
<p>${words.text(username, email, formerEmail)}</p>
<form method="post" action="/${kind}-address">
<input type="hidden" name="token" value="${token}">
<button type="submit">${words.action}</button>
</form>
${languageLinks(language, address)}`,
  })
}

/** What became of it. */
export function addressEndPage(
  language: Language,
  kind: 'confirm' | 'stop',
  outcome: 'confirmed' | 'stopped' | 'dead' | 'taken',
) {
  const { ownAddress, passwordDoor } = messages[language]
  const { title, text } = ownAddress.ends[outcome]
  return page(language, {
    title,
    body: html`
<h1>${title}</h1>
<p>${text}</p>
${kind === 'stop' && outcome === 'stopped' ? html`<p><a href="/forgot-password">${ownAddress.newPassword}</a></p>` : ''}
<p><a href="/sign-in">${passwordDoor.backToSignIn}</a></p>`,
  })
}
