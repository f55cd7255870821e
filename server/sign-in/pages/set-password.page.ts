import { html } from 'hono/html'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type PasswordFault, passwordPatterns } from '#shared/passwords.ts'
import { signInAssets } from './assets.ts'

type SetPasswordPage = {
  address: URL
  token: string
  username: string
  /** Whether the link also removes the second factor. */
  endsSecondFactor: boolean
  faults: PasswordFault[]
  /** Whether the two fields differed. */
  isMistyped: boolean
}

/**
 * “Set your password”: the rules are next to the field and are ticked off while the person types (R26), each by the
 * server's own pattern. Only the server knows whether a password is too common.
 */
export function setPasswordPage(language: Language, wish: SetPasswordPage) {
  const { passwordDoor: words } = messages[language]
  const faults = [
    ...wish.faults.map((fault) => words.faults[fault]),
    ...(wish.isMistyped ? [words.mistyped] : []),
  ]
  return page(language, {
    title: words.setTitle,
    script: signInAssets.setPassword,
    body: html`
<h1>${words.setTitle}</h1>
${
  faults.length > 0
    ? html`<section class="refusal" role="alert"><h2>${words.notSet}</h2><ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul></section>`
    : ''
}
${wish.endsSecondFactor ? html`<p class="notice">${messages[language].secondFactor.recoveryLink}</p>` : ''}
<form method="post" action="/set-password">
<input type="hidden" name="token" value="${wish.token}">
<label>${words.username}<input name="username" autocomplete="username" readonly value="${wish.username}"></label>
<label>${words.newPassword}<input name="password" type="password" autocomplete="new-password" required maxlength="1000" aria-describedby="rules"></label>
<ul id="rules" class="rules">
${Object.entries(passwordPatterns).map(
  ([fault, pattern]) =>
    html`<li data-pattern="${pattern.source}" data-kept="${words.kept}">${words.rules[fault as keyof typeof passwordPatterns]}</li>
`,
)}<li>${words.rules.common}</li>
</ul>
<label>${words.repeat}<input name="repeat" type="password" autocomplete="new-password" required maxlength="1000"></label>
<button type="submit">${words.save}</button>
</form>
${languageLinks(language, wish.address)}`,
  })
}

/** What every link shows that cannot be used, whatever the reason. */
export function endedLinkPage(language: Language) {
  const { passwordDoor: words } = messages[language]
  return page(language, {
    title: words.deadTitle,
    body: html`
<h1>${words.deadTitle}</h1>
<p>${words.deadHint}</p>
<p><a href="/forgot-password">${words.askAgain}</a></p>
<p><a href="/sign-in">${words.backToSignIn}</a></p>`,
  })
}
