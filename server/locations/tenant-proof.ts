import type { Actor } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { hasTestedTenant } from './locations.queries.ts'
import type { SettingsRow } from './settings-row.ts'

/** Who vouches for a tenant ID, on whom the first link of a manager depends (decision 0030). */
type SavedBy = Pick<SettingsRow, 'tenantSavedBy' | 'tenantSavedByOperator'>

/** No one does, as long as no tenant ID is saved. */
export const savedByNobody: SavedBy = { tenantSavedBy: null, tenantSavedByOperator: false }

/** Who vouches for the tenant ID of these settings. */
export function savedByOf({ tenantSavedBy, tenantSavedByOperator }: SavedBy): SavedBy {
  return { tenantSavedBy, tenantSavedByOperator }
}

/** Who vouches for a tenant ID that this actor saves. */
export function savedBy(actor: Actor): SavedBy {
  return {
    tenantSavedBy: actor.kind === 'user' ? actor.userId : null,
    tenantSavedByOperator: actor.kind === 'operator',
  }
}

/** When a manager showed that they belong to the tenant, and who (R31). */
export type TenantProof = Pick<SettingsRow, 'provedAt' | 'provedBy'>

/** A test of the same tenant counts that this manager has passed at this chain shortly before saving it (R31). */
export async function findTenantProof(
  trx: Trx,
  chainId: string,
  actor: Actor,
  tenantId: string | undefined,
  now: Date,
): Promise<TenantProof> {
  const since = new Date(now.getTime() - proofLifetime)
  const isProved =
    tenantId !== undefined &&
    actor.kind === 'user' &&
    (await hasTestedTenant(trx, chainId, tenantId, actor.userId, since))
  return isProved ? { provedAt: now, provedBy: actor.userId } : unproved
}

/** The tenant is only claimed. */
export const unproved: TenantProof = { provedAt: null, provedBy: null }

/** How long a test that was passed before its tenant was saved still proves it. In milliseconds. */
const proofLifetime = 60 * 60 * 1000
