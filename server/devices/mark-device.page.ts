import { html } from 'hono/html'
import { readAsset } from '#server/pages/assets.ts'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { shownCode } from './device-code.ts'
import type { Offer } from './devices.queries.ts'

/** Without it, the page has a button that does the same. */
export const markDeviceScript = readAsset('./assets/mark-device.js', import.meta.url)

type Base = { address: URL }

/** Asks whether this is a shared computer, for someone who comes from the sign-in page. */
export function introPage(language: Language, { address }: Base) {
  const words = messages[language].sharedComputers.page
  return page(language, {
    title: words.title,
    body: html`
<h1>${words.title}</h1>
<p>${words.lead}</p>
<p>${words.who}</p>
<form method="post" action="/shared-computer/code"><button type="submit">${words.show}</button></form>
<p class="again"><a href="/sign-in">${words.toSignIn}</a></p>
${languageLinks(language, address)}`,
  })
}

/** Shows the code that a manager enters, and continues once it was. */
export function codePage(
  language: Language,
  { address, code, isEarly }: Base & { code: string; isEarly: boolean },
) {
  const words = messages[language].sharedComputers.page
  return page(language, {
    title: words.codeTitle,
    script: markDeviceScript,
    body: html`
<h1>${words.codeTitle}</h1>
${isEarly ? html`<p class="notice" role="status">${words.notYet}</p>` : ''}
<p><span>${words.code}</span> <code class="shown-code">${shownCode(code)}</code></p>
<p>${words.codeHint}</p>
<p class="hint" role="status" data-waiting data-text="${words.waiting}"></p>
<form method="post" action="/shared-computer/taken" data-taken><button type="submit">${words.entered}</button></form>
<form class="again" method="post" action="/shared-computer/code"><button type="submit" class="quiet">${words.another}</button></form>
<p class="again"><a href="/sign-in">${words.toSignIn}</a></p>
${languageLinks(language, address)}`,
  })
}

/** What a manager's link would do, and the click that does it: to open it does nothing. */
export function linkPage(
  language: Language,
  { address, token, offer }: Base & { token: string; offer: Offer },
) {
  const words = messages[language].sharedComputers.page
  return page(language, {
    title: words.linkTitle(offer.customerName),
    body: html`
<h1>${words.linkTitle(offer.customerName)}</h1>
<p>${words.linkHint(offer.name, offer.locationName)}</p>
<p>${words.effects}</p>
<ul>${words.effectList.map((effect) => html`<li>${effect}</li>`)}</ul>
<form method="post" action="/shared-computer/link"><input type="hidden" name="token" value="${token}"><button type="submit">${words.mark}</button></form>
<p class="again"><a href="/sign-in">${words.toSignIn}</a></p>
${languageLinks(language, address)}`,
  })
}

/** The same for every link that marks nothing: used, expired, mistyped. */
export function endedOfferPage(language: Language) {
  const words = messages[language].sharedComputers.page
  return statement(language, words.endedTitle, words.endedHint)
}

export function alreadySharedPage(language: Language) {
  const words = messages[language].sharedComputers.page
  return statement(language, words.alreadyTitle, words.alreadyHint)
}

function statement(language: Language, title: string, hint: string) {
  const { toSignIn } = messages[language].sharedComputers.page
  return page(language, {
    title,
    body: html`
<h1>${title}</h1>
<p>${hint}</p>
<p class="again"><a href="/sign-in">${toSignIn}</a></p>`,
  })
}
