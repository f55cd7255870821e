import type { AreaUser } from './people-of-area.queries.ts'

/**
 * Whether mandatory authentication leaves a person with Microsoft alone: below the manager levels, without an exception
 * (R14).
 */
export function isAffected({
  managerRole,
  exceptionEndsOn,
}: Pick<AreaUser, 'managerRole' | 'exceptionEndsOn'>): boolean {
  return managerRole === null && exceptionEndsOn === null
}

/** How far a person has come with Microsoft (R15). */
export type PersonState = 'linked' | 'never_tried' | 'refused'

export function stateOf({ linked, lastAttempt }: Pick<AreaUser, 'linked' | 'lastAttempt'>): PersonState {
  if (linked) return 'linked'
  return lastAttempt?.outcome === 'refused' ? 'refused' : 'never_tried'
}
