import { html } from 'hono/html'
import type { Html } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import type { Block, Section } from '../outline.ts'
import { type PictureName, pictureOf, pictureSize } from '../pictures.ts'

/**
 * The small markup of the articles: `**bold**`, `` `code` `` and `[label](address)`. Everything else is text, and
 * escaped.
 */
const marks = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g

export function inline(text: string): Html[] {
  const parts: Html[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const [whole, bold, code, label, address] = match
    parts.push(html`${text.slice(end, match.index)}`)
    if (bold !== undefined) parts.push(html`<b>${bold}</b>`)
    else if (code !== undefined) parts.push(html`<code>${code}</code>`)
    else parts.push(html`<a href="${address}">${label}</a>`)
    end = match.index + whole.length
  }
  return [...parts, html`${text.slice(end)}`]
}

export function blocks(body: readonly Block[], language: Language): Html[] {
  return body.map((block) => {
    if (typeof block === 'string') return html`<p>${inline(block)}</p>\n`
    if ('steps' in block)
      return html`<ol>${block.steps.map((step) => html`<li>${inline(step)}</li>\n`)}</ol>\n`
    if ('list' in block) return html`<ul>${block.list.map((item) => html`<li>${inline(item)}</li>\n`)}</ul>\n`
    if ('picture' in block) return shown(block, language)
    return html`<p class="note">${inline(block.note)}</p>\n`
  })
}

/**
 * In the reader's language and colours, loaded when it is about to be seen. It links to itself, to be looked at
 * closely.
 */
function shown({ picture, alt }: { picture: PictureName; alt: string }, language: Language): Html {
  const { light, dark } = pictureOf(picture, language)
  const { width, height } = pictureSize
  return html`<p class="picture"><a href="${light.path}"><picture><source srcset="${dark.path}" media="(prefers-color-scheme: dark)"><img src="${light.path}" alt="${alt}" width="${width}" height="${height}" loading="lazy"></picture></a></p>\n`
}

/** The words alone, for the search. */
export function plainText({ body }: Section): string {
  return body
    .flatMap((block) => {
      if (typeof block === 'string') return block
      if ('steps' in block) return block.steps
      if ('picture' in block) return []
      return 'list' in block ? block.list : block.note
    })
    .map((text) => text.replace(marks, '$1$2$3'))
    .join(' ')
}
