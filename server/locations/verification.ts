import type { Entra } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import { listUnverifiedTenants, setVerified } from './locations.queries.ts'

/** How many tenants are asked about in one round; the rest follow in the next one. */
const atOnce = 20

/**
 * Asks Microsoft about the tenants that were saved while it could not be reached (R4). One that it does not know stays
 * “not verified”: a manager entered it, and a manager can correct it.
 */
export async function verifyTenants(
  db: Db,
  entra: Entra,
  now: () => Date,
  stopping?: AbortSignal,
): Promise<void> {
  for (const tenantId of await listUnverifiedTenants(db, atOnce)) {
    if (stopping?.aborted) return
    const found = await entra.findTenant(tenantId)
    if (found.found) await setVerified(db, tenantId, now())
  }
}
