/**
 * Makes a text that PostgreSQL accepts as text and in jsonb: cutting may have split an emoji, and NUL is not allowed.
 */
export function storable(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, ' ')
}
