/** A JSON object. The types of its members are not known yet. */
export type JsonObject = Record<string, unknown>

/**
 * JSON as a security protocol needs it, following RFC 8259 section 4 and RFC 8725 section 3.7 (UTF-8).
 *
 * If two members have one name, `JSON.parse` keeps the last, and another program in the chain may keep the first. The
 * two then see different tokens. Here a repeated name makes the whole text invalid, even if only its letter case
 * differs or it is written with escapes. So do bytes that are not UTF-8, a byte order mark, half of a surrogate pair,
 * and nesting that no honest document has.
 *
 * Members called `__proto__` arrive as ordinary own members (JSON.parse defines, it does not assign). Read members
 * with `Object.hasOwn`, and they can do no harm.
 *
 * @returns the value, or undefined if it is not valid JSON: no JSON text has the value undefined.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes)
    return isUnambiguous(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const maxDepth = 16
const quote = 0x22
const backslash = 0x5c

/** A single pass over the strings and brackets. Whether the text is JSON at all is left to `JSON.parse`. */
function isUnambiguous(text: string): boolean {
  const open: (Set<string> | undefined)[] = []
  let name: string | undefined
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.push(text[at] === '{' ? new Set() : undefined) > maxDepth) return false
        break
      case '}':
      case ']':
        open.pop()
        break
      case '"': {
        const end = endOfString(text, at)
        name = unescaped(text.slice(at, end + 1))
        if (!name.isWellFormed()) return false
        at = end
        break
      }
      case ':': {
        // A string before a colon is the name of a member.
        const names = open.at(-1)
        if (!names || name === undefined) return false
        const folded = name.toLowerCase()
        if (names.has(folded)) return false
        names.add(folded)
      }
    }
  }
  return true
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === backslash) at++
    else if (unit === quote) return at
  }
  throw new SyntaxError('a string without an end')
}

function unescaped(literal: string): string {
  return literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1)
}
