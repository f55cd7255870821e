import { html } from 'hono/html'
import type { Html } from '#server/pages/layout.ts'
import type { Block, Section } from '../outline.ts'

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

export function blocks(body: readonly Block[]): Html[] {
  return body.map((block) => {
    if (typeof block === 'string') return html`<p>${inline(block)}</p>\n`
    if ('steps' in block)
      return html`<ol>${block.steps.map((step) => html`<li>${inline(step)}</li>\n`)}</ol>\n`
    if ('list' in block) return html`<ul>${block.list.map((item) => html`<li>${inline(item)}</li>\n`)}</ul>\n`
    return html`<p class="note">${inline(block.note)}</p>\n`
  })
}

/** The words alone, for the search. */
export function plainText({ body }: Section): string {
  return body
    .flatMap((block) => {
      if (typeof block === 'string') return block
      if ('steps' in block) return block.steps
      return 'list' in block ? block.list : block.note
    })
    .map((text) => text.replace(marks, '$1$2$3'))
    .join(' ')
}
