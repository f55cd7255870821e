import type { Language } from '../languages.ts'
import { en, type Messages } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'

export type { Messages, ToldRefusal } from './en.ts'

/** Every sentence a user reads, by language (R24). */
export const messages: Record<Language, Messages> = { en, fr, es }
