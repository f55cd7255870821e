import { managerRoles, type Role } from '#shared/roles.ts'
import { hasCome, type StartDay, startOf } from './start-day.ts'

/** Roles that a person holds, each with the day from which a manager there needs a second factor. */
type Held = { memberships: readonly { role: Role; secondFactorDay?: StartDay | null }[] }

/**
 * The day from which a manager needs a second factor beside the password (R30): the first one of the places where they
 * hold a manager's role; null if none of these requires one. It is never asked of people below the manager levels.
 */
export function factorDayOf({ memberships }: Held): StartDay | null {
  const days = memberships.flatMap(({ role, secondFactorDay }) =>
    secondFactorDay && managerRoles.includes(role) ? [secondFactorDay] : [],
  )
  return days.toSorted((a, b) => startOf(a).getTime() - startOf(b).getTime())[0] ?? null
}

/**
 * Whether a password alone gives this person no session: that day has come. It is judged by the clock, for sessions
 * that exist already too, so that no one has to do anything on that day.
 */
export function isFactorRequired(standing: Held, now: Date): boolean {
  const day = factorDayOf(standing)
  return day !== null && hasCome(day, now)
}
