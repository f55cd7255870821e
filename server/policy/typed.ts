import { allClear } from '#shared/explanation.ts'
import type { Why } from './found.ts'
import type { Attempt, PersonFacts } from './person-facts.ts'

/**
 * The facts without what anyone can type: an address before leaving for Microsoft, a username with a wrong password.
 */
export function withoutTyped(facts: PersonFacts): PersonFacts {
  return { ...facts, attempts: facts.attempts.filter(({ typedOnly }) => !typedOnly) }
}

/**
 * The newest attempt that ended and of which only what was typed says whose it was, since the person last signed in:
 * what was typed before was someone else's, or has been overcome.
 */
export function typedSince(lastSignInAt: Date | null, attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find(
    ({ typedOnly, outcome, at }) =>
      typedOnly && outcome === 'refused' && (lastSignInAt === null || at > lastSignInAt),
  )
}

/** Whether nothing in TMAS needs to be changed. */
export function isClear(why: Why): boolean {
  return allClear.some((clear) => clear === why)
}
