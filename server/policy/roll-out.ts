import type { Standing } from './doors.ts'
import { hasCome, type StartDay } from './start-day.ts'

/** A wave of a plan: branches of the tree, and the day from which their people have Microsoft alone (R36). */
export type Wave = {
  locationIds: readonly string[]
  startsOn: string
  /** Once it has begun, it stays so, even if the clock or the time zone is set back. */
  hasBegun: boolean
  isPaused: boolean
}

/** The plan of one chain. */
export type Plan = { timeZone: string; waves: readonly Wave[] }

/** The day that a moment is in, in a time zone. */
export function dayIn(timeZone: string, now: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

/** So many days before a day. */
export function daysBefore(day: string, count: number): string {
  return Temporal.PlainDate.from(day).subtract({ days: count }).toString()
}

/** What someone in a wave is told before its day. */
export type WaveNotice = 'linked' | 'sign_in' | 'no_match'

/**
 * What a person has to do before their wave: nothing, sign in once, or find out their work address. An address cannot
 * match if its domain is none of those with which their colleagues sign in.
 */
export function noticeFor(
  person: { isLinked: boolean; email: string },
  domainsOfColleagues: ReadonlySet<string>,
): WaveNotice {
  if (person.isLinked) return 'linked'
  const domain = person.email.split('@').at(-1)?.toLowerCase() ?? ''
  return domainsOfColleagues.size > 0 && !domainsOfColleagues.has(domain) ? 'no_match' : 'sign_in'
}

/**
 * The waves of a plan that are in force. A paused wave is not, whatever its day; and while one is paused, no other
 * begins.
 */
export function wavesInForce<W extends Wave>(
  { timeZone, waves }: { timeZone: string; waves: readonly W[] },
  now: Date,
): W[] {
  const isHalted = waves.some(({ isPaused }) => isPaused)
  return waves.filter(({ startsOn, hasBegun, isPaused }) => {
    if (isPaused) return false
    return hasBegun || (!isHalted && hasCome({ startsOn, timeZone }, now))
  })
}

/**
 * Whether a place is under mandatory authentication because of a plan: a wave in force has it, or a place above it.
 *
 * @param path the place and everything above it.
 */
export function isRolledOut(path: readonly string[], plans: readonly Plan[], now: Date): boolean {
  return plans.some((plan) =>
    wavesInForce(plan, now).some(({ locationIds }) => locationIds.some((id) => path.includes(id))),
  )
}

/** A wave as a manager plans it. */
export type PlannedWave = Pick<Wave, 'locationIds' | 'startsOn'>

/** Why a plan cannot be: where in it, and what is wrong. */
export type PlanFault = {
  at: string
  fault: 'no_branch' | 'not_in_chain' | 'twice' | 'same_day' | 'too_early'
}

/**
 * What is wrong with a plan (R36). A wave starts tomorrow at the earliest, because its people are told before; and
 * from one that has begun, branches can be removed, but none added.
 *
 * @param inChain what is in the chain: itself and everything below it.
 * @param today the day it is now, in the chain's time zone.
 */
export function faultsOfPlan(
  waves: readonly PlannedWave[],
  before: readonly Wave[],
  inChain: ReadonlySet<string>,
  today: string,
): PlanFault[] {
  const seen = new Set<string>()
  return waves.flatMap(({ locationIds, startsOn }, index) => {
    const faults: PlanFault[] = []
    const wave = `waves.${index}`
    if (locationIds.length === 0) faults.push({ at: `${wave}.locationIds`, fault: 'no_branch' })
    for (const [position, id] of locationIds.entries()) {
      const at = `${wave}.locationIds.${position}`
      if (!inChain.has(id)) faults.push({ at, fault: 'not_in_chain' })
      if (seen.has(id)) faults.push({ at, fault: 'twice' })
      seen.add(id)
    }
    if (waves.findIndex((other) => other.startsOn === startsOn) < index)
      faults.push({ at: `${wave}.startsOn`, fault: 'same_day' })
    const begun = before.find((other) => other.hasBegun && other.startsOn === startsOn)
    const isAsBefore = begun !== undefined && locationIds.every((id) => begun.locationIds.includes(id))
    if (startsOn <= today && !isAsBefore) faults.push({ at: `${wave}.startsOn`, fault: 'too_early' })
    return faults
  })
}

/** How far a plan has come. Without waves, nothing has begun. */
export function stateOfPlan(plan: Plan, now: Date): 'planned' | 'running' | 'paused' | 'done' {
  if (plan.waves.some(({ isPaused }) => isPaused)) return 'paused'
  const inForce = wavesInForce(plan, now).length
  if (inForce === 0) return 'planned'
  return inForce < plan.waves.length ? 'running' : 'done'
}

/**
 * A wave over a place that was not yet written down as begun, and the day from which an exception of the user from it
 * no longer holds: one that was made at the chain whose plan it is, or above (R14).
 */
export type WaveAbove = StartDay & { exceptionEndsOn: string | null }

/** A role as it is stored: with the waves over its place. */
type HeldBefore = Standing['memberships'][number] & { upcomingWaves?: readonly WaveAbove[] | null }

/**
 * What a user is subject to at a moment: where the day of a wave has come, mandatory authentication is on, and an
 * exception holds only if it holds for that wave, too. Every standing of which a password is asked passes this as it is
 * read, so that no one keeps a way to sign in past their wave, and no one loses it before.
 */
export function standingAt<S extends { memberships: readonly HeldBefore[] }>(stored: S, now: Date): S {
  const memberships = stored.memberships.map(({ upcomingWaves, ...held }) => {
    const due = upcomingWaves?.filter((day) => hasCome(day, now)) ?? []
    if (due.length === 0) return held
    const ends = [held, ...due].map(({ exceptionEndsOn = null }) => exceptionEndsOn)
    return { ...held, mandatoryAuthentication: true, rehearsal: false, exceptionEndsOn: earliest(ends) }
  })
  return { ...stored, memberships }
}

/** The earliest of some days; null if one of them is missing. */
function earliest(days: readonly (string | null)[]): string | null {
  const known = days.filter((day) => day !== null)
  return known.length < days.length ? null : (known.toSorted()[0] ?? null)
}
