import { isIP } from 'node:net'
import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { languageLinks, page } from '#server/pages/layout.ts'
import { sayDay } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { signInAssets } from './assets.ts'

export type SetUpFactorPage = {
  address: URL
  requiredFrom: string | null
  app: { uri: string; secret: string } | null
  isWrong?: boolean
  isThrottled?: boolean
}

/**
 * Where a manager sets up the second factor that their chain requires, after the right password (R30): an authenticator
 * app, which works everywhere; and a passkey, if the script finds that the browser supports them. Browsers create none for
 * an IP address.
 */
export function setUpFactorPage(language: Language, wish: SetUpFactorPage) {
  const { secondFactor, refusalWords, signIn } = messages[language]
  const { setUp: words, account, door } = secondFactor
  const { throttled } = refusalWords
  const mayHavePasskey = isIP(wish.address.hostname.replaceAll(/[[\]]/g, '')) === 0
  return page(language, {
    title: words.title,
    style: signInAssets.setUpStyle,
    ...(mayHavePasskey && { script: signInAssets.setUpFactor }),
    body: html`
<h1>${words.title}</h1>
${wish.isWrong ? html`<section class="refusal" role="alert"><h2>${door.wrongTitle}</h2><p>${words.wrongCode}</p></section>` : ''}
${wish.isThrottled ? html`<section class="refusal" role="alert"><h2>${throttled.person.sentence}</h2><p>${throttled.person.remedy}</p></section>` : ''}
${wish.requiredFrom ? html`<p>${words.why(sayDay(wish.requiredFrom, language))}</p>` : ''}
<p>${words.hint} <a href="/help/second-factor#sign-in" target="_blank">${account.help}</a></p>
${
  mayHavePasskey
    ? html`<form method="post" action="/sign-in/second-factor/set-up/passkey" data-passkey hidden>
<h2>${words.withPasskey}</h2>
<p class="hint">${account.passkeysHint}</p>
<input type="hidden" name="response">
<button type="submit">${words.makePasskey}</button>
<p class="hint" role="status" data-status data-waiting="${door.passkeyWaiting}" data-failed="${account.passkeyFailed}"></p>
<p class="or"><span>${signIn.or}</span></p>
</form>`
    : ''
}
${wish.app ? appForm(language, wish.app) : ''}
<p class="forgotten"><a href="/sign-in">${door.back}</a></p>
${languageLinks(language, wish.address)}`,
  })
}

function appForm(language: Language, { uri, secret }: { uri: string; secret: string }) {
  const { setUp: words, account } = messages[language].secondFactor
  return html`<form method="post" action="/sign-in/second-factor/set-up">
<h2>${words.withApp}</h2>
<p class="hint">${account.appHint}</p>
<p>${account.scan}</p>
<div class="qr" role="img" aria-label="${account.picture}">${raw(renderSVG(uri, { border: 2 }))}</div>
<p class="hint">${account.typeIt}</p>
<p><code class="secret">${secret.match(/.{1,4}/g)?.join(' ') ?? secret}</code></p>
<p>${account.enterCode}</p>
<label>${account.code}<input name="code" autocomplete="one-time-code" inputmode="numeric" pattern="[0-9 ]{6,10}" required maxlength="10"></label>
<button type="submit">${words.submit}</button>
</form>`
}

/** Shown once: the recovery codes of the factor that was just set up. The person is signed in, and goes on from here. */
export function recoveryCodesPage(
  language: Language,
  { codes, returnTo }: { codes: readonly string[]; returnTo: string },
) {
  const { setUp: words, account } = messages[language].secondFactor
  return page(language, {
    title: words.ready,
    style: signInAssets.setUpStyle,
    body: html`
<h1>${words.ready}</h1>
<h2>${account.codesTitle}</h2>
<p>${account.codesHint}</p>
<ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
<p><a class="button" href="${returnTo}">${words.continue}</a></p>`,
  })
}
