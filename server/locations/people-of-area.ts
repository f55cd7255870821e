import type { AreaUser } from './people-of-area.queries.ts'

/** How far a person has come with Microsoft (R15). */
export type PersonState = 'linked' | 'never_tried' | 'refused'

export function stateOf({ linked, lastAttempt }: Pick<AreaUser, 'linked' | 'lastAttempt'>): PersonState {
  if (linked) return 'linked'
  return lastAttempt?.outcome === 'refused' ? 'refused' : 'never_tried'
}
