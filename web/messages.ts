import type { Language } from '#shared/languages.ts'
import type { Messages } from '#shared/messages/en.ts'

/** One language at a time, because no one reads three. */
const sources: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('#shared/messages/en.ts')).en,
  fr: async () => (await import('#shared/messages/fr.ts')).fr,
  es: async () => (await import('#shared/messages/es.ts')).es,
}

const loaded = new Map<Language, Messages>()

/**
 * Loads the sentences of a language, once. Call it before anything is rendered in it: `loadedMessages` does not wait.
 */
export async function loadMessages(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await sources[language]())
}

/**
 * @throws {Error} if they have not been loaded. `main.tsx` loads the browser's language, and the session the person's.
 */
export function loadedMessages(language: Language): Messages {
  const messages = loaded.get(language)
  if (!messages) throw new Error(`the sentences of ${language} are not loaded`)
  return messages
}
