import type { Language } from '#shared/languages.ts'
import { useLanguage } from './language.ts'

/** How the console writes times, by what they are for. */
const styles = {
  /** To the minute: in lists. */
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  /** To the second and with the time zone, where someone retraces what happened. */
  second: { dateStyle: 'medium', timeStyle: 'long' },
  /** To the minute, within a sentence. */
  sentence: { dateStyle: 'long', timeStyle: 'short' },
  /** The day alone. */
  day: { dateStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type TimeStyle = keyof typeof styles

/** Writes the API's times in the person's language, and in the time zone of their browser (R24). */
export function useTime(style: TimeStyle = 'minute'): (at: string) => string {
  const format = formatOf(useLanguage(), style)
  return (at) => format.format(new Date(at))
}

/** The time zone of the browser, as IANA names it, for days that the server counts. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Each is made once. A list would make one for every row, which takes longer than writing the time. */
function formatOf(language: Language, style: TimeStyle) {
  const key = `${language} ${style}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, styles[style])
  formats.set(key, format)
  return format
}

/** Seconds in each unit, the largest first. */
const units = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

/** How long ago, or how far ahead, a moment is, in the largest unit that fits; “now” within a minute. */
export function relative(at: Date, now: Date, language: string): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const format = relativeFormats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  relativeFormats.set(language, format)
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? []
  return unit === undefined ? format.format(0, 'second') : format.format(Math.trunc(seconds / size), unit)
}
