import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import { deviceName } from '#shared/devices.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { UnnamedAttempt } from './attempt-questions.queries.ts'

/** Asks a user whether an attempt was theirs. Opening the page answers nothing, because mail scanners open links. */
export function wasThisYouPage(language: Language, attempt: UnnamedAttempt, secret: string) {
  const { wasThisYou: words, refused } = messages[language]
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const device = deviceName(attempt.userAgent)
  return page(language, {
    title: words.title,
    body: html`
<h1>${words.title}</h1>
<p>${words.hint}</p>
<dl>
<dt>${refused.reference}</dt><dd><code>${attempt.reference}</code></dd>
<dt>${words.when}</dt><dd>${time.format(attempt.startedAt)} UTC</dd>
${device ? html`<dt>${words.device}</dt><dd>${device}</dd>` : ''}
</dl>
<form method="post" action="/sign-in/was-this-you">
<input type="hidden" name="token" value="${secret}">
<button type="submit">${words.yes}</button>
</form>
<p class="hint">${words.no}</p>`,
  })
}

export function confirmedPage(language: Language, reference: string) {
  const { wasThisYou: words } = messages[language]
  return page(language, {
    title: words.doneTitle,
    body: html`
<h1>${words.doneTitle}</h1>
<p>${words.done(reference)}</p>
<p><a href="/sign-in">${messages[language].problem.backToSignIn}</a></p>`,
  })
}

/** What every link shows that works no more, whatever the reason. */
export function deadQuestionPage(language: Language) {
  const { wasThisYou: words } = messages[language]
  return page(language, {
    title: words.deadTitle,
    body: html`
<h1>${words.deadTitle}</h1>
<p>${words.dead}</p>
<p><a href="/sign-in">${messages[language].problem.backToSignIn}</a></p>`,
  })
}
