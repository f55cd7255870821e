import type { Language } from '../languages.ts'
import { en, type Messages } from './en.ts'
import { es } from './es.ts'
import { first as firstEn } from './first.en.ts'
import { first as firstEs } from './first.es.ts'
import { first as firstFr } from './first.fr.ts'
import { fr } from './fr.ts'
import { history as historyEn } from './history.en.ts'
import { history as historyEs } from './history.es.ts'
import { history as historyFr } from './history.fr.ts'
import { letters as lettersEn } from './letters.en.ts'
import { letters as lettersEs } from './letters.es.ts'
import { letters as lettersFr } from './letters.fr.ts'
import { together } from './together.ts'

export type { Messages } from './en.ts'

type ServersAlone = { letters: typeof lettersEn; history: typeof historyEn }

/**
 * Every sentence a user reads, by language (R24). Letters and the sentences of a person's history are the server's
 * alone: the console, which loads the other sentences of one language (`web/messages.ts`), does without.
 */
export const messages: Record<Language, Messages & ServersAlone> = {
  en: { ...together(firstEn, en), letters: lettersEn, history: historyEn },
  fr: { ...together(firstFr, fr), letters: lettersFr, history: historyFr },
  es: { ...together(firstEs, es), letters: lettersEs, history: historyEs },
}
