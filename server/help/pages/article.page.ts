import { html } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusals } from '#shared/refusals.ts'
import { articles } from '../articles/articles.ts'
import {
  outline,
  type Plays,
  refusalsIn,
  type Section,
  type Slug,
  type Trouble,
  whereToLook,
} from '../outline.ts'
import { helpPage } from './frame.ts'
import { blocks } from './markup.ts'

/** One article, with a list of its passages. Those of the troubleshooting can be checked and, in a demo, played. */
export function articlePage(
  language: Language,
  slug: Slug,
  wish: { address: URL; plays: Plays | undefined },
) {
  const { help } = messages[language]
  const { title, summary, sections } = articles[language][slug]
  // In the outline's order, not the order in which the words happen to be written.
  const passages = outline[slug].map(
    (anchor) => [anchor, (sections as Record<string, Section>)[anchor]] as const,
  )
  return helpPage(language, {
    title,
    address: wish.address,
    body: html`
<h1>${title}</h1>
<p class="summary">${summary}</p>
<nav class="contents" aria-label="${help.onThisPage}"><h2>${help.onThisPage}</h2><ol>
${passages.map(([anchor, section]) => html`<li><a href="#${anchor}">${section?.title}</a></li>\n`)}
</ol></nav>
${passages.map(
  ([anchor, section]) => html`<section id="${anchor}" aria-labelledby="${anchor}-title">
<h2 id="${anchor}-title">${section?.title}</h2>
${slug === 'cannot-sign-in' ? whatThePersonReads(language, anchor as Trouble) : ''}
${blocks(section?.body ?? [], language)}
${slug === 'cannot-sign-in' ? ways(language, anchor as Trouble, wish.plays) : ''}
</section>\n`,
)}`,
  })
}

/** The page's own sentences, so that people recognize them. Several refusals may say the same to the person (R18). */
function whatThePersonReads(language: Language, trouble: Trouble) {
  const { help, refused, refusalWords } = messages[language]
  const codes = refusalsIn(trouble)
  const told = [...new Set(codes.map((code) => refusals[code].told))]
  const actors = [...new Set(codes.map((code) => refusals[code].actor))]
  return html`<dl class="facts">
<dt>${help.pageSays}</dt>${told.map((code) => html`<dd>${refusalWords[code].person.sentence}</dd>`)}
<dt>${help.whoMustAct}</dt><dd>${actors.map((actor) => refused.actors[actor]).join(', ')}</dd>
<dt>${help.codes}</dt><dd>${codes.map((code) => html`<code>${code}</code> `)}</dd>
</dl>`
}

function ways(language: Language, trouble: Trouble, plays: Plays | undefined) {
  const { help } = messages[language]
  const play = plays?.[trouble]
  return html`<p class="try"><a href="${whereToLook[trouble]}" title="${help.checkHint}">${help.check}</a>${play ? html` <a class="play" href="${play}" title="${help.playHint}">${help.play}</a>` : ''}</p>`
}
