// What every language is made with is loaded with the console, and not as one more file.
import '#shared/messages/counts.ts'
import '#shared/messages/french-spaces.ts'
import { type Language, languageCodes } from '#shared/languages.ts'
import type { Messages, OtherMessages } from '#shared/messages/en.ts'
import type { FirstMessages } from '#shared/messages/first.en.ts'
import { together } from '#shared/messages/together.ts'

/** One language at a time, because no one reads three: first the words of the frame and the home page, then all. */
const first: Record<Language, () => Promise<FirstMessages>> = {
  en: async () => (await import('#shared/messages/first.en.ts')).first,
  fr: async () => (await import('#shared/messages/first.fr.ts')).first,
  es: async () => (await import('#shared/messages/first.es.ts')).first,
}

const others: Record<Language, () => Promise<OtherMessages>> = {
  en: async () => (await import('#shared/messages/en.ts')).en,
  fr: async () => (await import('#shared/messages/fr.ts')).fr,
  es: async () => (await import('#shared/messages/es.ts')).es,
}

const loadedFirst = new Map<Language, FirstMessages>()
const loadedAll = new Map<Language, Messages>()
const loading = new Map<Language, Promise<Messages>>()

/** Whether a page is open, or about to be, that needs more than the first words. */
let isMoreNeeded = false

/**
 * Loads the sentences of a language, once. Call it before anything is rendered in it: `firstMessages` does not wait.
 * While no page but the home page was opened, these are the first words only.
 */
export async function loadMessages(language: Language): Promise<void> {
  if (isMoreNeeded) await loadAll(language)
  else await loadFirst(language)
}

async function loadFirst(language: Language): Promise<FirstMessages> {
  const messages = loadedFirst.get(language) ?? (await first[language]())
  loadedFirst.set(language, messages)
  return messages
}

/** Loads the other sentences as well, of every language that is in use and of those to come. */
export async function loadMoreMessages(): Promise<void> {
  isMoreNeeded = true
  await Promise.all(languageCodes.filter((language) => loadedFirst.has(language)).map(loadAll))
}

/**
 * @returns one promise for each language, so that a component can wait for it. It can be tried again after a failure.
 */
export function loadAll(language: Language): Promise<Messages> {
  const started = loading.get(language)
  if (started) return started
  const begun = Promise.all([loadFirst(language), others[language]()]).then((words) => {
    const messages: Messages = together(...words)
    loadedAll.set(language, messages)
    return messages
  })
  begun.catch(() => loading.delete(language))
  loading.set(language, begun)
  return begun
}

/**
 * @throws {Error} if they have not been loaded. `main.tsx` loads the browser's language, and the session the person's.
 */
export function firstMessages(language: Language): FirstMessages {
  const messages = loadedFirst.get(language)
  if (!messages) throw new Error(`the sentences of ${language} are not loaded`)
  return messages
}

/** All of them; undefined if only the first words have been loaded. */
export function allMessages(language: Language): Messages | undefined {
  return loadedAll.get(language)
}

/** Whether there is such a refusal. The first words name them all, so that no other list of them is loaded. */
export function hasWords(code: string): boolean {
  return [...loadedFirst.values()].some(({ refusalWords }) => Object.hasOwn(refusalWords, code))
}
