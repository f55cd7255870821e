import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { signInAssets } from './assets.ts'

export type SecondFactorPage = {
  address: URL
  hasPasskey: boolean
  /** The reference of the last attempt, if it was wrong. */
  wrong?: string | undefined
  isThrottled?: boolean
}

/**
 * What is asked for after the right password (R30): a code or a recovery code; and a passkey, if the script finds that
 * the browser supports them.
 */
export function secondFactorPage(language: Language, wish: SecondFactorPage) {
  const { secondFactor, refused, refusalWords } = messages[language]
  const words = secondFactor.door
  return page(language, {
    title: wish.wrong || wish.isThrottled ? words.wrongTitle : words.title,
    ...(wish.hasPasskey && { script: signInAssets.secondFactor }),
    body: html`
<h1>${words.title}</h1>
${
  wish.wrong
    ? html`<section class="refusal" role="alert"><h2>${words.wrongTitle}</h2><p>${words.wrong}</p>
<dl><dt>${refused.reference}</dt><dd><code>${wish.wrong}</code></dd></dl></section>`
    : ''
}
${wish.isThrottled ? html`<section class="refusal" role="alert"><h2>${refusalWords.throttled.person.sentence}</h2><p>${refusalWords.throttled.person.remedy}</p></section>` : ''}
<p>${words.hint}</p>
${
  wish.hasPasskey
    ? html`<form method="post" action="/sign-in/second-factor/passkey" data-passkey hidden>
<input type="hidden" name="response">
<button type="submit">${words.passkey}</button>
<p class="hint" role="status" data-status data-waiting="${words.passkeyWaiting}" data-failed="${words.passkeyFailed}"></p>
<p class="or"><span>${messages[language].signIn.or}</span></p>
</form>`
    : ''
}
<form method="post" action="/sign-in/second-factor">
<label>${words.code}<input name="code" autocomplete="one-time-code" inputmode="numeric" pattern="[0-9 ]{6,10}" required maxlength="10"></label>
<button type="submit">${words.submit}</button>
</form>
<details class="other">
<summary>${words.recovery}</summary>
<form method="post" action="/sign-in/second-factor">
<p class="hint" id="recovery-hint">${words.recoveryHint}</p>
<label>${words.recoveryCode}<input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="40" aria-describedby="recovery-hint"></label>
<button type="submit">${words.submit}</button>
</form>
<p class="hint">${words.lost}</p>
</details>
<p class="forgotten"><a href="/sign-in">${words.back}</a></p>
${languageLinks(language, wish.address)}`,
  })
}
