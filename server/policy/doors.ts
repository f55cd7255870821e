import type { Refusal } from '#shared/refusals.ts'
import { managerRoles, type Role } from '#shared/roles.ts'

/**
 * What decides which doors are open to a user: whether they are enabled, their roles, and for each role the
 * settings in force where they hold it.
 */
export type Standing = {
  enabled: boolean
  memberships: readonly {
    role: Role
    /** The tenant whose accounts come in there, or null where the chain has none. */
    tenantId: string | null
    mandatoryAuthentication: boolean
    /** Whether mandatory authentication is rehearsed there: it shuts no door, and is asked what it would shut. */
    rehearsal?: boolean
  }[]
}

/** What somebody holds up at a door: a right password, or an account of a tenant, proved by Microsoft. */
export type Key = { door: 'password' } | { door: 'microsoft'; tenantId: string }

/** Every tenant whose accounts may open the door for this user. */
export function tenantsOf(standing: Standing): string[] {
  return standing.memberships.flatMap(({ tenantId }) => tenantId ?? [])
}

/** Managers keep username and password, whatever the chain requires of others (R14). */
export function isManager(standing: Standing): boolean {
  return standing.memberships.some(({ role }) => managerRoles.includes(role))
}

/**
 * Whether this key opens its door for this user: null, or the reason why not. The one answer to that question:
 * asked where a session is made, and again for the sessions that exist whenever a setting or a role changes.
 *
 * The tenant comes before everything else, so that nobody from outside it learns more (R18).
 */
export function refusalAtDoor(key: Key, standing: Standing): Refusal | null {
  if (key.door === 'microsoft') {
    const tenants = tenantsOf(standing)
    if (tenants.length === 0) return 'microsoft_not_enabled'
    if (!tenants.includes(key.tenantId)) return 'tenant_mismatch'
  }
  if (!standing.enabled) return 'account_disabled'
  if (key.door === 'password' && !isManager(standing)) {
    if (standing.memberships.some(({ mandatoryAuthentication }) => mandatoryAuthentication))
      return 'microsoft_required'
  }
  return null
}

/** What a password would be answered if what is rehearsed were in earnest (R15): null, or the reason why not. */
export function rehearsedRefusal(standing: Standing): Refusal | null {
  if (!standing.memberships.some(({ rehearsal }) => rehearsal)) return null
  const memberships = standing.memberships.map(({ rehearsal = false, ...held }) => ({
    ...held,
    mandatoryAuthentication: held.mandatoryAuthentication || rehearsal,
  }))
  return refusalAtDoor({ door: 'password' }, { ...standing, memberships })
}

/**
 * Whether a promotion opens the password door anew: a password from before the door was closed does not revive, the
 * person sets a new one (R14). Being enabled or not has nothing to do with it.
 */
export function needsNewPassword(before: Standing, after: Standing): boolean {
  const wasClosed = refusalAtDoor({ door: 'password' }, { ...before, enabled: true }) === 'microsoft_required'
  return wasClosed && isManager(after)
}
