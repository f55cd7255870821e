/** What PostgreSQL takes as text and into jsonb: a cut may have split an emoji, and there is no room for NUL. */
export function storable(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, ' ')
}
