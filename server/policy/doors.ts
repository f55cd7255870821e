/**
 * The rules, as pure functions: which way to sign in is open to whom, who an account is, why someone cannot sign in.
 * Not here: SQL, clocks and HTTP, for callers bring the facts; and permissions, which the console needs too (shared).
 */

import { hasEnded } from '#shared/end-date.ts'
import type { Refusal } from '#shared/refusals.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import type { StartDay } from './start-day.ts'

/**
 * What decides in which ways a user may sign in: whether they are enabled, their roles, and the settings in force
 * where they hold each role, and above all of them.
 */
export type Standing = {
  enabled: boolean
  /** The day from which the account is no longer open, as `2026-12-31`; null or absent if it has no end. */
  endsOn?: string | null
  /** Whether the operator has suspended the customer (R39). */
  suspended?: boolean
  /** The tenant in force at the user's chain, the nearest above all their roles (R12), or null if there is none. */
  commonTenantId: string | null
  memberships: readonly {
    role: Role
    /** Whether it is on there, which it is wherever it is on above (R5). */
    mandatoryAuthentication: boolean
    /** The day from which an exception by name no longer holds there; null or absent if there is none. */
    exceptionEndsOn?: string | null
    /**
     * Whether mandatory authentication is rehearsed there. It closes no door; it is only asked what it would close.
     */
    rehearsal?: boolean
    /** The day from which a manager there needs a second factor; null or absent if none is required. */
    secondFactorDay?: StartDay | null
  }[]
}

/** What a person presents at a door: a right password, or an account of a tenant, proved by Microsoft. */
export type Key = { door: 'password' } | { door: 'microsoft'; tenantId: string }

/**
 * The one tenant whose accounts may open the door for this user, and with it everything the user reaches: the one in
 * force at the user's chain (R8, R12). It is never the tenant of one place among several, because the manager who sets
 * it there does not speak for the others (decision 0007).
 */
export function tenantOf({ commonTenantId }: Pick<Standing, 'commonTenantId'>): string | null {
  return commonTenantId
}

/** Managers keep username and password, whatever the chain requires of others (R14). */
export function isManager(standing: Standing): boolean {
  return standing.memberships.some(({ role }) => managerRoles.includes(role))
}

/** Whether Microsoft is the only way to sign in at any place where the user holds a role (R13). */
function isMandatorySomewhere(standing: Standing): boolean {
  return standing.memberships.some(({ mandatoryAuthentication }) => mandatoryAuthentication)
}

/** The same, but for the places where an exception by name holds at this moment. */
function isRequiredSomewhere({ memberships }: Standing, now: Date): boolean {
  return memberships.some((held) => held.mandatoryAuthentication && !isExcepted(held, now))
}

/** Whether an exception by name holds: someone may keep the password there until a day, whatever is required. */
function isExcepted({ exceptionEndsOn: endsOn }: Standing['memberships'][number], now: Date): boolean {
  return endsOn !== undefined && endsOn !== null && !hasEnded({ endsOn }, now)
}

/**
 * Whether only a manager's role or an exception by name keeps the password door open (R14). Such a sign-in is marked
 * (R30).
 */
export function isExempt(standing: Standing, now: Date): boolean {
  const isKept = isManager(standing) || !isRequiredSomewhere(standing, now)
  return isKept && isMandatorySomewhere(standing)
}

/**
 * Whether this key opens its door for this user: null, or the reason why not. This is the one answer to that question.
 * It is asked where a session is made, and again for existing sessions whenever a setting or a role changes. What ends
 * on a day is judged by the clock, so that no one has to do anything on that day.
 *
 * The tenant comes before everything else, so that no one from outside it learns more (R18).
 */
export function refusalAtDoor(key: Key, standing: Standing, now: Date): Refusal | null {
  if (key.door === 'microsoft') {
    const tenantId = tenantOf(standing)
    if (tenantId === null) return 'microsoft_not_enabled'
    if (tenantId !== key.tenantId) return 'tenant_mismatch'
  }
  if (standing.suspended) return 'customer_suspended'
  if (!standing.enabled) return 'account_disabled'
  if (hasEnded(standing, now)) return 'account_ended'
  if (key.door === 'password' && !isManager(standing) && isMicrosoftRequired(standing, now))
    return 'microsoft_required'
  return null
}

/** The same standing if the account was enabled and had no end: for what depends on settings and roles alone. */
export function ifOpen<S extends Standing>(standing: S): S {
  return { ...standing, enabled: true, endsOn: null, suspended: false }
}

/** What a password would be answered if the rehearsed setting were on (R15): null, or the reason why not. */
export function rehearsedRefusal(standing: Standing, now: Date): Refusal | null {
  if (!standing.memberships.some(({ rehearsal }) => rehearsal)) return null
  const memberships = standing.memberships.map(({ rehearsal = false, ...held }) => ({
    ...held,
    mandatoryAuthentication: held.mandatoryAuthentication || rehearsal,
  }))
  return refusalAtDoor({ door: 'password' }, { ...standing, memberships }, now)
}

/** Of several places, the strictest decides (R13). But a user whom no tenant lets in is never left without a door. */
function isMicrosoftRequired(standing: Standing, now: Date) {
  const isRequired = isRequiredSomewhere(standing, now)
  return isRequired && tenantOf(standing) !== null
}

/**
 * Whether a promotion or an exception by name opens the password door again. A password from before the door was closed
 * is not revived; the person sets a new one (R14). Whether the account is open does not matter here.
 */
export function needsNewPassword(before: Standing, after: Standing, now: Date): boolean {
  const wasClosed = refusalAtDoor({ door: 'password' }, ifOpen(before), now) === 'microsoft_required'
  return wasClosed && (isManager(after) || isExempt(after, now))
}
