/**
 * The frame of every page outside the console: plain HTML that works without JavaScript.
 * Not here: the pages themselves, each of which is in the room of its noun.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import { type Language, languages } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** A piece of escaped HTML. */
export type Html = ReturnType<typeof html>

const contentTypes = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** The style and the small scripts of these pages, each under an address that changes with its content. */
export const assets = (
  [
    'sign-in.css',
    'sign-in.js',
    'landing.js',
    'set-password.js',
    'second-factor.js',
    'api-docs.css',
    'help.css',
    'help.js',
    'consent-kit.css',
    'consent-kit.js',
  ] as const
).map((name) => {
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  const [stem, ending] = name.split('.') as [string, 'css' | 'js']
  return {
    name,
    path: `/sign-in/assets/${stem}.${hash}.${ending}`,
    body,
    contentType: contentTypes[ending],
  }
})

type AssetName = (typeof assets)[number]['name']

export function assetPath(name: AssetName): string {
  const asset = assets.find((candidate) => candidate.name === name)
  if (!asset) throw new Error(`no asset ${name}`)
  return asset.path
}

/**
 * A page for people who are not signed in: plain HTML that works without JavaScript.
 *
 * @param content.style in addition to the one that all of them have.
 */
export function page(
  language: Language,
  content: { title: string; body: Html; script?: AssetName; style?: AssetName },
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
<link rel="stylesheet" href="${assetPath('sign-in.css')}">
${content.style ? html`<link rel="stylesheet" href="${assetPath(content.style)}">` : ''}
${content.script ? html`<script type="module" src="${assetPath(content.script)}"></script>` : ''}
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
