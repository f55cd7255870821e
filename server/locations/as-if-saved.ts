import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { findEffectiveSettings, findOwnSettings, saveOwnSettings } from './locations.queries.ts'
import { columnsOf, ownValuesOf } from './settings-row.ts'

/**
 * What the rules would say if a chain had this tenant. It is saved, asked about, and rolled back, in one transaction
 * that no one else sees. So the same rules decide, and not a copy of them (decision 0015).
 *
 * @param ask reads; anything it writes is rolled back too.
 */
export async function asIfSaved<T>(
  db: Db,
  chain: { id: string; customerId: string },
  tenantId: string,
  ask: (trx: Trx) => Promise<T>,
  now: Date,
): Promise<T> {
  return undone(db, async (trx) => {
    const inForce = await findEffectiveSettings(trx, chain.id)
    if (inForce.azureTenantId !== tenantId) {
      const own = await findOwnSettings(trx, chain.id)
      await saveOwnSettings(trx, {
        locationId: chain.id,
        customerId: chain.customerId,
        ...columnsOf(
          { ...ownValuesOf(own, chain.id === chain.customerId), azureTenantId: tenantId },
          own,
          now,
        ),
        verifiedAt: null,
        confirmedAt: null,
        confirmedBy: null,
        provedAt: null,
        provedBy: null,
        tenantSavedBy: null,
        tenantSavedByOperator: false,
        changedAt: now,
      })
    }
    return ask(trx)
  })
}
