import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** Before a first second factor is set up on a device on which the person has never signed in (R30). */
export function unknownDevicePage(
  language: Language,
  { address, isSent }: { address: URL; isSent: boolean },
) {
  const { setUp: words, door } = messages[language].secondFactor
  return page(language, {
    title: words.unknownDevice,
    body: html`
<h1>${words.unknownDevice}</h1>
${isSent ? html`<p class="notice" role="status">${words.sent}</p>` : ''}
<p>${words.unknownDeviceWhy}</p>
<form method="post" action="/sign-in/second-factor/set-up/device"><button type="submit">${words.send}</button></form>
<p class="hint">${words.noMail}</p>
<p class="forgotten"><a href="/sign-in">${door.back}</a></p>
${languageLinks(language, address)}`,
  })
}

/** Instead of a first set-up on a shared computer, which is no one's own device (R38). */
export function notOnSharedPage(language: Language, address: URL) {
  const { setUp: words, door } = messages[language].secondFactor
  return page(language, {
    title: words.notHere,
    body: html`
<h1>${words.notHere}</h1>
<p>${words.notHereWhy}</p>
<p class="forgotten"><a href="/sign-in">${door.back}</a></p>
${languageLinks(language, address)}`,
  })
}

/** What the mailed link opens. Only the button does something. */
export function confirmDevicePage(
  language: Language,
  { address, token, username }: { address: URL; token: string; username: string },
) {
  const { setUp: words } = messages[language].secondFactor
  return page(language, {
    title: words.deviceTitle,
    body: html`
<h1>${words.deviceTitle}</h1>
<p>${words.deviceHint(username)}</p>
<form method="post" action="/sign-in/device">
<input type="hidden" name="token" value="${token}">
<button type="submit">${words.deviceConfirm}</button>
</form>
${languageLinks(language, address)}`,
  })
}

export function endedDeviceLinkPage(language: Language) {
  const { setUp: words } = messages[language].secondFactor
  return page(language, {
    title: words.linkEnded,
    body: html`
<h1>${words.linkEnded}</h1>
<p>${words.linkEndedHint}</p>
<p><a href="/sign-in">${words.toSignIn}</a></p>`,
  })
}
