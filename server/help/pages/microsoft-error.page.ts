import { html } from 'hono/html'
import { itDetailsBlock } from '#server/pages/it-details.ts'
import type { Explanation } from '#shared/aadsts/explain.ts'
import type { Pasted } from '#shared/aadsts/pasted.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusals } from '#shared/refusals.ts'
import { helpAssets, helpPage } from './frame.ts'

export type Explained = {
  explanations: Explanation[]
  found: Partial<Pasted>
  /** Whether the pasted page was about an application that is not TMAS. */
  isOtherApplication: boolean
}

/** Explains an error of Microsoft's by its text, its number or its meaning. The text itself is never shown again. */
export function microsoftErrorPage(
  language: Language,
  wish: { address: URL; explained: Explained | undefined },
) {
  const words = messages[language].help.microsoftError
  const { explained } = wish
  return helpPage(language, {
    title: words.title,
    address: wish.address,
    script: helpAssets.script,
    body: html`
<h1>${words.title}</h1>
${explained ? outcome(language, explained) : html`<p>${words.intro}</p>`}
<form method="post" action="/help/microsoft-error">
<label for="text">${explained ? words.again : words.label}</label>
<textarea id="text" name="text" rows="8" required maxlength="8000" spellcheck="false" autocomplete="off" aria-describedby="text-hint"></textarea>
<p class="hint" id="text-hint">${words.labelHint}</p>
<button type="submit">${words.submit}</button>
</form>`,
  })
}

function outcome(language: Language, { explanations, found, isOtherApplication }: Explained) {
  const words = messages[language].help.microsoftError
  if (explanations.length === 0) {
    return html`<div class="notice" role="status"><p><b>${words.nothingFound}</b></p><p>${words.nothingFoundHint}</p></div>
${traces(language, found)}`
  }
  return html`${explanations.length > 1 ? html`<p>${words.several}</p>` : ''}
${isOtherApplication ? html`<p class="note">${words.otherApplication}</p>` : ''}
${explanations.map((explanation) => explained(language, explanation))}
${traces(language, { ...found, codes: explanations.flatMap(({ code }) => code ?? []) })}`
}

function explained(language: Language, { code, person, remedy, it, who, refusal, lookUp }: Explanation) {
  const { help, refused } = messages[language]
  const words = help.microsoftError
  return html`<section class="explained">
${code === undefined ? '' : html`<p class="number">AADSTS${code}</p>`}
<h2>${person}</h2>
<dl>
<dt>${help.whoMustAct}</dt><dd>${who === null ? help.noOne : refused.actors[who]}</dd>
<dt>${words.whatToDo}</dt><dd>${remedy}</dd>
<dt>${words.forIt}</dt><dd>${it}</dd>
</dl>
<p class="try">${refusal ? html`<a href="${refusals[refusal].help[0]}">${help.explainMore}</a> ` : ''}${lookUp ? html`<a href="${lookUp}" rel="noreferrer">${words.lookUp}</a>` : ''}</p>
</section>`
}

function traces(language: Language, found: Partial<Pasted>) {
  const words = messages[language].help.microsoftError
  const block = itDetailsBlock(language, found)
  return block === ''
    ? ''
    : html`<section class="copy"><h2>${words.copyTitle}</h2>${block}<button type="button" hidden data-copy data-done="${words.copied}">${words.copy}</button></section>`
}
