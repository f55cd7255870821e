/**
 * The frame of every page outside the console: plain HTML that works without JavaScript.
 * Not here: the pages themselves, each of which is in the room of its noun.
 */
import { html } from 'hono/html'
import { type Language, languages } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Asset, readAsset } from './assets.ts'

/** A piece of escaped HTML. */
export type Html = ReturnType<typeof html>

/** The style that all of these pages have. */
export const pageStyle = readAsset('./assets/page.css', import.meta.url)

/**
 * A page for people who are not signed in: plain HTML that works without JavaScript.
 *
 * @param content.style in addition to the one that all of them have.
 */
export function page(
  language: Language,
  content: { title: string; body: Html; script?: Asset; style?: Asset },
) {
  const { product } = messages[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${content.title} · ${product}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${pageStyle.path}">
${content.style ? html`<link rel="stylesheet" href="${content.style.path}">` : ''}
${content.script ? html`<script type="module" src="${content.script.path}"></script>` : ''}
</head>
<body>
<header><p class="brand">${product}</p></header>
<main>${content.body}</main>
</body>
</html>`
}

/** Links to the same page in the other languages, each in its own language. */
export function languageLinks(language: Language, address: URL) {
  const to = (code: string) => {
    const target = new URL(address)
    target.searchParams.set('lang', code)
    return target.pathname + target.search
  }
  return html`<nav class="languages" aria-label="${messages[language].signIn.language}">
${Object.entries(languages).map(([code, name]) =>
  code === language
    ? html`<span aria-current="true" lang="${code}">${name}</span> `
    : html`<a href="${to(code)}" lang="${code}" hreflang="${code}">${name}</a> `,
)}</nav>`
}
