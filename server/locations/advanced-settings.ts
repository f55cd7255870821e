import { type Actor, record } from '#server/audit/audit.ts'
import type { Entra } from '#server/entra/entra.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import {
  deleteOwnSettings,
  type EffectiveSettings,
  findEffectiveSettings,
  findLocation,
  lockCustomerPolicy,
  saveOwnSettings,
} from './locations.queries.ts'

/** The Advanced settings of a chain as others see them (contract: `/locations/{id}/advanced`). */
export type AdvancedSettings = {
  azureTenantId: string | null
  mandatoryAuthentication: boolean
  /** The chain whose settings these are, when they are not its own. */
  inheritedFrom: string | null
  /** The address that leads this chain's people, guests included, straight to their tenant. */
  signInAddress: string
  tenant: {
    status: 'unset' | 'not_verified' | 'verified' | 'confirmed'
    verifiedAt: Date | null
    confirmedAt: Date | null
    confirmedBy: string | null
  }
}

/**
 * What the field takes, as the tenant ID in its one form: a GUID in any case, with or without braces or white space
 * around it; or a domain name, for Entra to look up (R4).
 */
export function readTenantField(text: string): { tenantId: string } | { domain: string } | undefined {
  const value = text.trim().toLowerCase()
  const guid = /^(?:\{(.+)\}|(.+))$/.exec(value)
  const bare = guid?.[1]?.trim() ?? guid?.[2]
  if (bare && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(bare)) return { tenantId: bare }
  if (/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(value))
    return { domain: value }
  return undefined
}

// GUIDs that are real but nobody's: all zeros, and Microsoft's own services.
const reservedTenants = new Set([
  '00000000-0000-0000-0000-000000000000',
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
])

/**
 * Finds the tenant that a text names, by asking Entra (R4).
 *
 * @returns the tenant ID, and whether Entra confirmed it; where Microsoft cannot be asked, a GUID is taken unverified.
 * @throws {Problem} `not_a_tenant` with the reason.
 */
export async function findTenantNamed(
  entra: Entra,
  text: string,
): Promise<{ tenantId: string; verified: boolean }> {
  const field = readTenantField(text)
  if (!field || ('tenantId' in field && reservedTenants.has(field.tenantId))) {
    throw notATenant(
      'This is neither a tenant ID (a GUID such as 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) nor a domain name.',
    )
  }
  const asked = 'tenantId' in field ? field.tenantId : field.domain
  const found = await entra.findTenant(asked)
  if (found.found) return { tenantId: found.tenantId, verified: true }
  if (found.reason === 'personal_accounts') {
    throw notATenant(
      'This is the tenant of personal Microsoft accounts. Take the tenant ID of your own organisation.',
    )
  }
  if (found.reason === 'no_such_tenant') {
    throw notATenant(
      `Microsoft knows no tenant ${asked}. Copy the tenant ID again from the overview page of the Microsoft Entra admin center.`,
    )
  }
  if ('tenantId' in field) return { tenantId: field.tenantId, verified: false }
  throw notATenant(
    'Microsoft cannot be reached to look this domain up. Enter the tenant ID itself, or try again later.',
  )
}

function notATenant(detail: string) {
  return new Problem('not_a_tenant', detail, { errors: { azureTenantId: detail } })
}

/** @throws {Problem} `not_found` where there is no such chain. */
export async function readAdvancedSettings(
  db: Db,
  chainId: string,
  origin: string,
): Promise<AdvancedSettings> {
  const chain = await findLocation(db, chainId)
  if (chain?.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
  return present(chainId, await findEffectiveSettings(db, chainId), origin)
}

/**
 * Changes a chain's Advanced settings, ends the sessions that no longer satisfy them, and records it: all at once,
 * under the lock that every sign-in of the customer shares (R6, R13).
 *
 * A chain that had inherited gets settings of its own, beginning with the inherited ones. `azureTenantId: null` takes
 * its own settings away; a chain under another then inherits again.
 *
 * @param change.azureTenantId a tenant that `findTenantNamed` found: Microsoft is never asked inside a transaction.
 * @throws {Problem} `not_found`, `tenant_required`, `mandatory_authentication_is_on`.
 */
export async function changeAdvancedSettings(
  db: Db,
  actor: Actor,
  chainId: string,
  change: {
    azureTenantId?: { tenantId: string; verified: boolean } | null
    mandatoryAuthentication?: boolean
  },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const chain = await findLocation(trx, chainId)
    if (chain?.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
    await lockCustomerPolicy(trx, chain.customerId)

    const before = await findEffectiveSettings(trx, chainId)
    const azureTenantId =
      change.azureTenantId === undefined
        ? (before?.azureTenantId ?? null)
        : (change.azureTenantId?.tenantId ?? null)
    const mandatoryAuthentication = change.mandatoryAuthentication ?? before?.mandatoryAuthentication ?? false
    if (azureTenantId === null && mandatoryAuthentication) {
      throw change.mandatoryAuthentication
        ? new Problem(
            'tenant_required',
            'Mandatory authentication needs a tenant ID. Set the Azure Tenant ID first.',
          )
        : new Problem(
            'mandatory_authentication_is_on',
            'Mandatory authentication depends on this tenant ID. Switch it off first.',
          )
    }

    if (azureTenantId === null) {
      await deleteOwnSettings(trx, chainId)
    } else {
      const same = before?.azureTenantId === azureTenantId
      await saveOwnSettings(trx, {
        locationId: chainId,
        customerId: chain.customerId,
        azureTenantId,
        mandatoryAuthentication,
        verifiedAt: change.azureTenantId?.verified ? now : same ? before.verifiedAt : null,
        confirmedAt: same ? before.confirmedAt : null,
        confirmedBy: same ? before.confirmedBy : null,
        changedAt: now,
      })
    }
    await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)
    const after = await findEffectiveSettings(trx, chainId)
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'settings.changed',
      detail: { locationId: chainId, before: seen(before), after: seen(after) },
    })
    await tellManagers(trx, actor, chain, { before, after }, now)
  })
}

/** Mails every manager what has changed about the doors (R27). */
async function tellManagers(
  trx: Trx,
  actor: Actor,
  chain: { customerId: string; name: string },
  { before, after }: { before: EffectiveSettings | undefined; after: EffectiveSettings | undefined },
  now: Date,
): Promise<void> {
  const tenants = { before: before?.azureTenantId ?? null, after: after?.azureTenantId ?? null }
  if (tenants.before !== tenants.after) {
    const changed = { kind: 'tenant_changed' as const, chain: chain.name, ...tenants }
    await queueManagerNotice(trx, chain.customerId, actor, changed, now)
  }
  const isOn = after?.mandatoryAuthentication ?? false
  if (isOn !== (before?.mandatoryAuthentication ?? false)) {
    const switched = { kind: 'mandatory_switched' as const, chain: chain.name, isOn }
    await queueManagerNotice(trx, chain.customerId, actor, switched, now)
  }
}

function seen(settings: EffectiveSettings | undefined) {
  if (!settings) return null
  return { azureTenantId: settings.azureTenantId, mandatoryAuthentication: settings.mandatoryAuthentication }
}

function present(chainId: string, settings: EffectiveSettings | undefined, origin: string): AdvancedSettings {
  return {
    azureTenantId: settings?.azureTenantId ?? null,
    mandatoryAuthentication: settings?.mandatoryAuthentication ?? false,
    inheritedFrom: settings && settings.locationId !== chainId ? settings.locationId : null,
    signInAddress: `${origin}/sign-in?chain=${chainId}`,
    tenant: {
      status: statusOf(settings),
      verifiedAt: settings?.verifiedAt ?? null,
      confirmedAt: settings?.confirmedAt ?? null,
      confirmedBy: settings?.confirmedBy ?? null,
    },
  }
}

function statusOf(settings: EffectiveSettings | undefined) {
  if (!settings?.azureTenantId) return 'unset'
  if (settings.confirmedAt) return 'confirmed'
  return settings.verifiedAt ? 'verified' : 'not_verified'
}
