import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** Asks who has forgotten their password. Afterwards it says the same to everyone (R29). */
export function forgotPasswordPage(language: Language, wish: { address: URL; isAsked: boolean }) {
  const { passwordDoor: words, signIn } = messages[language]
  return page(language, {
    title: words.forgotTitle,
    body: html`
<h1>${words.forgotTitle}</h1>
${
  wish.isAsked
    ? html`<div class="notice" role="status"><p>${words.asked}</p><p>${words.askedHint}</p></div>`
    : html`<p>${words.forgotHint}</p>
<form method="post" action="/forgot-password">
<label>${words.name}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320"></label>
<button type="submit">${words.sendLink}</button>
</form>
<p class="hint">${words.microsoftHint(signIn.microsoft)}</p>`
}
<p><a href="/sign-in">${words.backToSignIn}</a></p>
${languageLinks(language, wish.address)}`,
  })
}
