/** The languages TMAS speaks (R24), each by its own name. */
export const languages = { en: 'English', fr: 'Français', es: 'Español' } as const

export type Language = keyof typeof languages

export const languageCodes = Object.keys(languages) as [Language, ...Language[]]

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code)
}

/**
 * The best of our languages for an Accept-Language header; English if none matches.
 * @see RFC 9110 section 12.5.4
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().split(';')
      const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((value) => value !== undefined)
      return { code: range.trim().toLowerCase().slice(0, 2), weight: q === undefined ? 1 : Number(q) }
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes.map((wish) => wish.code).find(isLanguage) ?? 'en'
}
