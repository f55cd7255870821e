import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/**
 * Answers with a document that is the same for everyone: made when it is first asked for, and told to be unchanged to
 * those who have it already (RFC 9110 sections 8.8.3 and 13.1.2).
 *
 * @param caching for `Cache-Control`: `no-cache` for what browsers keep and ask about; nothing for what they do not.
 * @param key what the document depends on, such as language and article. Never anything that a visitor makes up:
 *   each key stays in memory.
 */
export function madeOnce(contentType: string, caching?: 'no-cache') {
  const made = new Map<string, { body: string; tag: string }>()
  return async function answer(c: Context, key: string, make: () => unknown): Promise<Response> {
    const document = made.get(key) ?? (await tagged(make()))
    made.set(key, document)
    c.header('ETag', document.tag)
    if (caching) c.header('Cache-Control', caching)
    // The language depends on these two.
    c.header('Vary', 'Accept-Language, Cookie')
    if (isKnown(c.req.header('if-none-match'), document.tag)) return c.body(null, 304)
    c.header('Content-Type', contentType)
    return c.body(document.body)
  }
}

async function tagged(making: unknown) {
  const body = String(await making)
  // Weak, as the same document also goes out compressed.
  return { body, tag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return (
    header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.slice(2))
  )
}
