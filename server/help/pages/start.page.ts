import { html } from 'hono/html'
import type { Explanation } from '#shared/aadsts/explain.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { articles } from '../articles/articles.ts'
import type { Passage } from '../search.ts'
import { helpPage, searchForm } from './frame.ts'

/** What a question led to: passages, and the explanation of a number if it contains one. */
export type Answered = { question: string; number: Explanation | undefined; passages: Passage[] }

/** The start of the help: the search, what it found, and every article. */
export function helpStartPage(language: Language, wish: { address: URL; answered: Answered | undefined }) {
  const { help } = messages[language]
  const { answered } = wish
  return helpPage(language, {
    title: answered ? `${answered.question} · ${help.title}` : help.title,
    address: wish.address,
    isStart: !answered,
    body: html`
<h1>${help.title}</h1>
<p>${help.intro}</p>
${searchForm(language, answered?.question)}
${answered ? results(language, answered) : ''}
<h2>${help.articles}</h2>
<ul class="articles">
${Object.entries(articles[language]).map(
  ([slug, { title, summary }]) =>
    html`<li><a href="/help/${slug}">${title}</a><span>${summary}</span></li>\n`,
)}<li><a href="/help/microsoft-error">${help.microsoftError.title}</a><span>${help.microsoftError.intro}</span></li>
</ul>`,
  })
}

function results(language: Language, { number, passages }: Answered) {
  const { colon, help } = messages[language]
  const count = passages.length + (number ? 1 : 0)
  return html`<section class="results" aria-labelledby="results">
<h2 id="results">${count === 0 ? help.nothing : help.found(count)}</h2>
<ol>
${number ? html`<li><a href="/help/microsoft-error?code=${number.code}">AADSTS${number.code}${colon} ${number.person}</a><span>${help.microsoftError.title}</span></li>\n` : ''}
${passages.map(
  ({ address, title, within, text }) =>
    html`<li><a href="${address}">${title}</a><span>${within}</span><p>${beginningOf(text)}</p></li>\n`,
)}
</ol>
</section>`
}

/** Cut at the end of a word. */
function beginningOf(text: string): string {
  return text.length <= 180 ? text : `${text.slice(0, text.lastIndexOf(' ', 180))} …`
}
