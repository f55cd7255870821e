import type { Language } from '../languages.ts'
import { en, type Messages } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { letters as lettersEn } from './letters.en.ts'
import { letters as lettersEs } from './letters.es.ts'
import { letters as lettersFr } from './letters.fr.ts'

export type { Messages } from './en.ts'

/**
 * Every sentence a user reads, by language (R24). Letters are the server's alone: the console, which loads the other
 * sentences of one language (`web/messages.ts`), does without.
 */
export const messages: Record<Language, Messages & { letters: typeof lettersEn }> = {
  en: { ...en, letters: lettersEn },
  fr: { ...fr, letters: lettersFr },
  es: { ...es, letters: lettersEs },
}
