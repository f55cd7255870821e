import { findEffectiveSettings } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { findAttemptsThrough } from './setup-facts.queries.ts'
import type { SetupFacts } from './setup-steps.ts'

/**
 * How far a chain has come with its tenant. Attempts of the same customer count; those of another that shares the
 * tenant (R5) do not. An attempt in progress is known to be the customer's by the chain's address.
 */
export async function readSetupFacts(db: Db, chain: { id: string; customerId: string }): Promise<SetupFacts> {
  const settings = await findEffectiveSettings(db, chain.id)
  const tenantId = settings.azureTenantId
  const attempts = tenantId === null ? undefined : await findAttemptsThrough(db, chain, tenantId)
  const { triedAt = null, acceptedAt = null, lastId, lastAt, lastOutcome, lastCode = null } = attempts ?? {}
  return {
    tenantId,
    inheritedFrom: settings.locationId === chain.id ? null : settings.locationId,
    verifiedAt: settings.verifiedAt,
    confirmedAt: settings.confirmedAt,
    triedAt,
    acceptedAt,
    lastAttempt:
      lastId && lastAt && lastOutcome
        ? { id: lastId, at: lastAt, outcome: lastOutcome, code: lastCode }
        : null,
  }
}
