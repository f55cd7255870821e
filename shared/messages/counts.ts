import type { Language } from '../languages.ts'

/** A sentence for each plural of a language; `none` is for exactly zero, where that is said in other words. */
export type Plurals = { one: string; other: string } & Partial<Record<'none' | Intl.LDMLPluralRule, string>>

/**
 * Numbers as a language writes them, and the sentence that its grammar asks for: zero is singular in French, plural in
 * English. No message compares a count by hand.
 */
export function countsIn(language: Language) {
  const rules = new Intl.PluralRules(language)
  const format = new Intl.NumberFormat(language)
  return {
    number: (n: number): string => format.format(n),
    plural: (n: number, { none, ...sentences }: Plurals): string =>
      n === 0 && none !== undefined ? none : (sentences[rules.select(n)] ?? sentences.other),
  }
}
