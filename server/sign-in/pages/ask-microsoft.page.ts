import { html } from 'hono/html'
import type { Html } from '#server/pages/layout.ts'
import type { Explanation } from '#shared/aadsts/explain.ts'
import { saidChoices } from '#shared/aadsts/said.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** An attempt about which the person is asked, and what came of a text that they entered. */
export type Asked = {
  /** Undefined where nothing of it is kept yet. */
  reference: string | undefined
  /** Nothing in the text is known. */
  isUnread?: boolean
  /** The text is known, but says of no error why the sign-in stopped. */
  explained?: Explanation | undefined
}

/**
 * The question what Microsoft's page said (R17): one press answers it, or a number, or the text of the page. A plain form,
 * whose answer is explained on the page that follows.
 */
export function askMicrosoft(
  language: Language,
  { reference, isUnread, explained }: Asked,
  { returnTo, chain }: { returnTo: string; chain: string | undefined },
): Html {
  const words = messages[language].returned
  return html`<form class="ask" method="post" action="/sign-in/returned" aria-labelledby="question">
<h3 id="question">${words.question}</h3>
<input type="hidden" name="reference" value="${reference ?? ''}">
<input type="hidden" name="return_to" value="${returnTo}">
${chain ? html`<input type="hidden" name="chain" value="${chain}">` : ''}
<div class="answers">
${saidChoices.map(
  (choice) => html`<button type="submit" name="choice" value="${choice}">${words.choices[choice]}</button>
`,
)}</div>
${explained ? html`<div class="unread" role="status"><p><b>${explained.person}</b></p><p>${explained.remedy}</p></div>` : ''}
${isUnread ? html`<div class="unread" role="alert"><p><b>${words.unread}</b></p><p>${words.unreadHint}</p></div>` : ''}
<label for="microsofts-text">${words.text}</label>
<div class="paste">
<textarea id="microsofts-text" name="text" rows="1" maxlength="8000" spellcheck="false" autocomplete="off" autocapitalize="none" aria-describedby="microsofts-text-hint"></textarea>
<button type="submit">${words.explain}</button>
</div>
<p class="hint" id="microsofts-text-hint">${words.textHint}</p>
</form>`
}
