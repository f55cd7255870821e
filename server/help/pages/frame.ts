import { html } from 'hono/html'
import { type Asset, readAsset } from '#server/pages/assets.ts'
import { type Html, languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

export const helpAssets = {
  style: readAsset('../assets/help.css', import.meta.url),
  script: readAsset('../assets/help.js', import.meta.url),
}

/**
 * The frame of every page of the help: wider than a form, with links to other help, to TMAS and to other languages.
 */
export function helpPage(
  language: Language,
  content: { title: string; address: URL; body: Html; isStart?: boolean; script?: Asset },
) {
  const { help } = messages[language]
  return page(language, {
    title: content.title,
    style: helpAssets.style,
    script: content.script,
    body: html`
<nav class="ways" aria-label="${help.title}">${content.isStart ? '' : html`<a href="/help">${help.backToHelp}</a> `}<a href="/">${help.goToTmas}</a></nav>
${content.body}
${languageLinks(language, content.address)}`,
  })
}

export function searchForm(language: Language, question = '') {
  const { help } = messages[language]
  return html`<form class="search" action="/help" role="search">
<label for="q">${help.search}</label>
<div><input id="q" name="q" type="search" maxlength="200" value="${question}" aria-describedby="q-hint"><button type="submit">${help.submit}</button></div>
<p class="hint" id="q-hint">${help.searchHint}</p>
</form>`
}
