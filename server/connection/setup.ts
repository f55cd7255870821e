/**
 * A chain's way to Entra: the set-up guide, the test, the consent kit, readiness and rehearsal.
 * Not here: the settings themselves (locations), and the sign-ins of people (sign-in).
 */
import { findRefused } from '#server/attempts/reading.ts'
import type { Refused } from '#server/attempts/refusal-words.ts'
import type { Db } from '#server/platform/database.ts'
import { findConfirmer } from './setup-facts.queries.ts'
import { readSetupFacts } from './setup-facts.ts'
import { type SetupFacts, type SetupStep, setupSteps } from './setup-steps.ts'

export type Setup = Pick<SetupFacts, 'tenantId' | 'inheritedFrom'> & {
  /** With why it was refused, for the words. */
  lastAttempt: (NonNullable<SetupFacts['lastAttempt']> & { refused: Refused | null }) | null
  steps: SetupStep[]
  /** The first sign-in through the tenant (R21). `by` is null if that person cannot be seen here, or was deleted. */
  confirmed: { at: Date; by: { userId: string; name: string } | null } | null
}

/** How far a chain has come on its way to Entra, and what is next. */
export async function readSetup(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<Setup> {
  const facts = await readSetupFacts(db, chain)
  const { tenantId, inheritedFrom, lastAttempt, confirmedAt } = facts
  const refused = lastAttempt && (await findRefused(db, chain.customerId, [lastAttempt.id], now))
  const isConfirmed = tenantId !== null && confirmedAt !== null
  return {
    tenantId,
    inheritedFrom,
    lastAttempt: lastAttempt && { ...lastAttempt, refused: refused?.get(lastAttempt.id) ?? null },
    steps: setupSteps(facts),
    confirmed: isConfirmed ? { at: confirmedAt, by: (await findConfirmer(db, chain)) ?? null } : null,
  }
}
