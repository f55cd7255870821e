import type { Language } from './languages.ts'

/** Whose account may have an end: the first day on which it is no longer open, as `2026-12-31`. */
export type WithEnd = { endsOn?: string | null }

/**
 * The day of a moment. End dates count in UTC, because a user may hold roles in chains with several time zones
 * (decision 0045).
 */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** Whether the account has ended: on its day, and from then on. `has_ended` in the database is the same rule. */
export function hasEnded({ endsOn }: WithEnd, now: Date): boolean {
  return endsOn !== undefined && endsOn !== null && endsOn <= dayOf(now)
}

/** Whether an account is open: enabled, and not past its end. */
export function isOpen({ enabled, endsOn }: WithEnd & { enabled: boolean }, now: Date): boolean {
  return enabled && !hasEnded({ endsOn: endsOn ?? null }, now)
}

/** Accounts by their end: those that end in the next 30 days, and those that have ended. */
export const endFilters = ['within_30_days', 'ended'] as const
export type EndFilter = (typeof endFilters)[number]

/** The end dates that a filter means: later than one day, up to another. */
export function endsMeant(filter: EndFilter, now: Date): { after: string | null; upTo: string } {
  const today = dayOf(now)
  if (filter === 'ended') return { after: null, upTo: today }
  return { after: today, upTo: dayOf(new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000)) }
}

/** Whether a text is a day of the calendar in this form, in years that a plan may name. */
export function isDay(text: string): boolean {
  const day = /^20\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && dayOf(day) === text
}

/** A day in words. */
export function sayDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}
