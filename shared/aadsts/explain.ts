import type { Language } from '../languages.ts'
import type { Refusal, WhoMustAct } from '../refusals.ts'
import { meaningOfAadsts, refusalOfAadsts } from './codes.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'
import type { AadstsText, AadstsTexts } from './texts.en.ts'

/**
 * An AADSTS number for people: who must act, what the person and their IT are told, and where Microsoft explains it.
 */
export type Explanation = AadstsText & {
  /** Undefined where Microsoft's page has no number. */
  code: number | undefined
  /** `unknown` where the catalogue has no such number; the words then say so. */
  meaning: AadstsMeaning | 'unknown'
  /** Null where there is nothing to do, or nothing can be said. */
  who: WhoMustAct | null
  /** The refusal that a sign-in ends with; null where it is no outcome of one. */
  refusal: Refusal | null
  lookUp: string | undefined
}

/** One language at a time: the console loads the words when someone opens an explanation. */
const loaders: Record<Language, () => Promise<{ texts: AadstsTexts }>> = {
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
  es: () => import('./texts.es.ts'),
}

/** All words of one language, for those who explain many numbers or search in them. */
export async function loadAadstsTexts(language: Language): Promise<AadstsTexts> {
  return (await loaders[language]()).texts
}

/** Explains a number in a language, honestly where it is unknown: then IT is who can look further. */
export async function explainAadsts(
  code: number,
  language: Language,
): Promise<Explanation & { code: number; lookUp: string }> {
  const explanation = await explainMeaning(meaningOfAadsts(code) ?? 'unknown', language)
  const refusal = explanation.meaning === 'unknown' ? refusalOfAadsts(code) : explanation.refusal
  return { ...explanation, refusal, code, lookUp: lookUpOf(code) }
}

/** Explains what has no number. */
export async function explainMeaning(
  meaning: AadstsMeaning | 'unknown',
  language: Language,
): Promise<Explanation> {
  const known = meaning === 'unknown' ? unknown : aadstsMeanings[meaning]
  const texts = await loadAadstsTexts(language)
  return { code: undefined, meaning, ...known, ...texts[meaning], lookUp: undefined }
}

/** IT can look further than the person: Microsoft explains the number, and the sign-in log has the attempt. */
const unknown = { who: 'it', refusal: 'refused_by_microsoft' } as const

/**
 * Microsoft's own page about a number.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
function lookUpOf(code: number): string {
  return `https://login.microsoftonline.com/error?code=${code}`
}
