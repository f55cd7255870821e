import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import { sayDay } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { microsoftLogo } from './sign-in.page.ts'

/** Between the password and the home, once a day: from when on the person signs in with Microsoft, and a way to try (R36). */
export function comingWavePage(
  language: Language,
  wish: { address: URL; startsOn: string; email: string; returnTo: string },
) {
  const { setup, signIn } = messages[language]
  const words = setup.home
  const tryIt = new URLSearchParams({ login_hint: wish.email, return_to: wish.returnTo })
  return page(language, {
    title: words.soonTitle,
    body: html`
<h1>${words.soonTitle}</h1>
<p>${words.from(sayDay(wish.startsOn, language))} ${words.soon(wish.email)}</p>
<p><a class="microsoft" href="${`/sign-in/microsoft?${tryIt}`}" rel="nofollow">${microsoftLogo}<span>${signIn.microsoft}</span></a></p>
<p><a href="${wish.returnTo}">${words.soonGoOn}</a></p>
${languageLinks(language, wish.address)}`,
  })
}
