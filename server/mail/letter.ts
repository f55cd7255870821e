import { html, raw } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** A mail with the same words twice: for programs that show HTML, and for those that do not. */
export type Letter = { subject: string; text: string; html: string }

/**
 * Writes a letter in the reader's language. Everything in it is text: what a person entered cannot become markup or a
 * header.
 *
 * @param content.action a button; the plain text has its address instead.
 */
export function writeLetter(
  language: Language,
  name: string,
  content: {
    subject: string
    paragraphs: readonly string[]
    action?: { label: string; url: string }
    after?: readonly string[]
  },
): Letter {
  const words = messages[language].letters
  const { paragraphs, action, after = [] } = content
  const subject = headerText(content.subject)
  const text = [
    words.greeting(name),
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...after,
    words.sentBy,
  ].join('\n\n')
  const body = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#f3f5f8;color:#1c2430;font:16px/1.5 'Segoe UI',Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #c9ced6">
<p>${words.greeting(name)}</p>
${paragraphs.map(paragraph)}
${
  action
    ? html`<p><a href="${action.url}" style="display:inline-block;padding:10px 20px;background:#14539a;color:#ffffff;font-weight:bold;text-decoration:none">${action.label}</a></p>
<p style="font-size:14px;color:#566070">${words.ifNoButton}<br><span style="overflow-wrap:anywhere">${action.url}</span></p>`
    : ''
}
${after.map(paragraph)}
<p style="font-size:14px;color:#566070">${words.sentBy}</p>
`
  return { subject, text, html: `${body}${end}` }
}

/** Where a letter of ours ends. */
const end = '</div></body></html>'

/**
 * A letter with the reader's own sign-in page at its end: anyone who starts there is seen by their managers if
 * Microsoft stops them (R17). A letter that already has the address stays as it is.
 */
export function withSignInPage<L extends Pick<Letter, 'text' | 'html'>>(
  letter: L,
  language: Language,
  address: string,
): L {
  if (letter.text.includes(address)) return letter
  const line = messages[language].letters.signInAt(address)
  const inHtml = html`<p style="font-size:14px;color:#566070;overflow-wrap:anywhere">${line}</p>
${raw(end)}`
  const at = letter.html.lastIndexOf(end)
  return {
    ...letter,
    text: `${letter.text}\n\n${line}`,
    html: at < 0 ? letter.html : letter.html.slice(0, at) + String(inHtml),
  }
}

function paragraph(text: string) {
  return html`<p style="white-space:pre-line">${text}</p>`
}

/** A subject is one line, but names in it may hold anything. */
function headerText(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
