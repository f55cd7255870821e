import type { Language } from '#shared/languages.ts'
import type { Articles } from '../outline.ts'
import { articles as en } from './articles.en.ts'
import { articles as es } from './articles.es.ts'
import { articles as fr } from './articles.fr.ts'

/** Every article, by language (R24). */
export const articles: Record<Language, Articles> = { en, fr, es }
