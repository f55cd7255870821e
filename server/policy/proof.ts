/** What a person can prove themselves with (R33). */
const proofMethods = ['password', 'second_factor', 'microsoft'] as const

export type ProofMethod = (typeof proofMethods)[number]

/** Milliseconds for which a proof counts. */
export const proofLifetime = 5 * 60 * 1000

/** Whether a proof still counts. A time stamp from the future counts for nothing (R28). */
export function isFresh(provedAt: Date | null | undefined, now: Date): boolean {
  if (!provedAt) return false
  const age = now.getTime() - provedAt.getTime()
  return age >= 0 && age < proofLifetime
}

/**
 * When Microsoft asked the person, as a proof. Both clocks may differ by a little, and no proof is from the future.
 *
 * @param authenticatedAt what Microsoft says (`auth_time`); undefined if it does not say, which proves nothing.
 */
export function provedByMicrosoft(authenticatedAt: Date | undefined, now: Date): Date | null {
  if (!authenticatedAt) return null
  return authenticatedAt > now ? now : authenticatedAt
}
