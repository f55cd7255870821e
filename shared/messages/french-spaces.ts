/**
 * French sets a no-break space before `:` and within « », and a narrow one before `;`, `!` and `?`. The sources are
 * typed with ordinary spaces, which look the same in an editor; this puts the right ones into every sentence, also into
 * those that a function makes.
 */
export function withFrenchSpaces<Sentences>(sentences: Sentences): Sentences {
  return spaced(sentences) as Sentences
}

function spaced(part: unknown): unknown {
  if (typeof part === 'string') return spacedText(part)
  if (typeof part === 'function') return (...values: unknown[]) => spaced(part(...values))
  if (Array.isArray(part)) return part.map(spaced)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, spaced(value)]))
}

function spacedText(text: string): string {
  return text
    .replaceAll(/ (?=[;!?])/g, '\u202f')
    .replaceAll(/ (?=[:»])/g, '\u00a0')
    .replaceAll('« ', '«\u00a0')
}
