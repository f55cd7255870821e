import { isDeepStrictEqual } from 'node:util'
import { type Actor, record } from '#server/audit/audit.ts'
import type { Entra } from '#server/entra/entra.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  deleteOwnSettings,
  type EffectiveSettings,
  findEffectiveSettings,
  findLocation,
  saveOwnSettings,
} from './locations.queries.ts'
import { type Location, takeLocation } from './permitted.ts'
import { countPeople } from './touched.queries.ts'

/** The Advanced settings of a chain as others see them (contract: `/locations/{id}/advanced`). */
export type AdvancedSettings = {
  azureTenantId: string | null
  mandatoryAuthentication: boolean
  /** Whether mandatory authentication is rehearsed: nobody is refused, and who would have been is shown. */
  rehearsal: boolean
  rehearsalSince: Date | null
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
 * @param language in which the reason is told.
 * @returns the tenant ID, and whether Entra confirmed it; where Microsoft cannot be asked, a GUID is taken unverified.
 * @throws {Problem} `not_a_tenant` with the reason.
 */
export async function findTenantNamed(
  entra: Entra,
  text: string,
  language: Language = 'en',
): Promise<{ tenantId: string; verified: boolean }> {
  const reasons = messages[language].locations.notATenant
  const field = readTenantField(text)
  if (!field || ('tenantId' in field && reservedTenants.has(field.tenantId)))
    throw notATenant(reasons.malformed)
  const asked = 'tenantId' in field ? field.tenantId : field.domain
  const found = await entra.findTenant(asked)
  if (found.found) return { tenantId: found.tenantId, verified: true }
  if (found.reason === 'application') throw notATenant(reasons.application)
  if (found.reason === 'personal_accounts') throw notATenant(reasons.personal)
  if (found.reason === 'no_such_tenant')
    throw notATenant('tenantId' in field ? reasons.unknownId(asked) : reasons.unknownDomain(asked))
  if ('tenantId' in field) return { tenantId: field.tenantId, verified: false }
  throw notATenant(reasons.unreachable)
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
  if (chain?.type !== 'chain') throw noSuchChain()
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
 * @param change.confirm carries out what would else be answered with its consequences. The operator is not asked.
 * @throws {Problem} `not_found`, `forbidden`, `tenant_required`, `mandatory_authentication_is_on`,
 *   `confirmation_required`; `invalid_request` for a rehearsal beside the real thing.
 */
export async function changeAdvancedSettings(
  db: Db,
  actor: Actor,
  chainId: string,
  change: {
    azureTenantId?: { tenantId: string; verified: boolean } | null
    mandatoryAuthentication?: boolean
    rehearsal?: boolean
    confirm?: boolean
  },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const chain = await takeLocation(trx, actor, 'settings.change', chainId)
    if (chain.type !== 'chain') throw noSuchChain()
    const before = await findEffectiveSettings(trx, chainId)
    await write(trx, chain, before, change, now)
    const after = await findEffectiveSettings(trx, chainId)
    const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)

    // Everything is done by now, which is how the counts are exact; without a confirmation it is all taken back.
    const consequences = await consequencesOf(trx, chainId, before, after)
    if (consequences && !change.confirm && actor.kind !== 'operator') {
      throw new Problem('confirmation_required', 'This changes who can sign in, and how. Confirm it.', {
        consequences: { ...consequences, sessionsThatEnd },
      })
    }
    if (!isDeepStrictEqual(saidBy(before), saidBy(after))) {
      await record(trx, actor, now, {
        customerId: chain.customerId,
        action: 'settings.changed',
        detail: { locationId: chainId, before: seen(before), after: seen(after) },
      })
    }
    if (isRehearsed(before) !== isRehearsed(after)) {
      const action = isRehearsed(after) ? ('rehearsal.begun' as const) : ('rehearsal.ended' as const)
      await record(trx, actor, now, { customerId: chain.customerId, action, detail: { locationId: chainId } })
    }
    await tellManagers(trx, actor, chain, { before, after }, now)
  })
}

/** Writes the chain's own settings as they become; those that it inherited are where its own begin. */
async function write(
  trx: Trx,
  { id: locationId, customerId }: Location,
  before: EffectiveSettings | undefined,
  change: Parameters<typeof changeAdvancedSettings>[3],
  now: Date,
) {
  const hasOwn = before?.locationId === locationId
  const azureTenantId =
    change.azureTenantId === undefined ? (before?.azureTenantId ?? null) : change.azureTenantId?.tenantId
  const mandatoryAuthentication = change.mandatoryAuthentication ?? before?.mandatoryAuthentication ?? false
  const isRehearsed = rehearsalOf(before, change, { azureTenantId, mandatoryAuthentication })
  if (azureTenantId) {
    const same = before?.azureTenantId === azureTenantId
    return saveOwnSettings(trx, {
      locationId,
      customerId,
      azureTenantId,
      mandatoryAuthentication,
      verifiedAt: change.azureTenantId?.verified ? now : same ? before.verifiedAt : null,
      confirmedAt: same ? before.confirmedAt : null,
      confirmedBy: same ? before.confirmedBy : null,
      rehearsalSince: isRehearsed ? (before?.rehearsalSince ?? now) : null,
      changedAt: now,
    })
  }
  if (change.mandatoryAuthentication) {
    throw new Problem(
      'tenant_required',
      'Mandatory authentication needs a tenant ID. Set the Azure Tenant ID first.',
    )
  }
  if (hasOwn && mandatoryAuthentication) {
    throw new Problem(
      'mandatory_authentication_is_on',
      'Mandatory authentication depends on this tenant ID. Turn it off first.',
    )
  }
  return deleteOwnSettings(trx, locationId)
}

/** Whether mandatory authentication is rehearsed after a change. What is switched on in earnest is rehearsed no more. */
function rehearsalOf(
  before: EffectiveSettings | undefined,
  change: Parameters<typeof changeAdvancedSettings>[3],
  after: { azureTenantId: string | null | undefined; mandatoryAuthentication: boolean },
): boolean {
  if (!change.rehearsal)
    return change.rehearsal === undefined && isRehearsed(before) && !after.mandatoryAuthentication
  if (change.mandatoryAuthentication)
    throw new Problem('invalid_request', 'Mandatory authentication is either on or rehearsed.', {
      errors: { rehearsal: 'cannot go with mandatoryAuthentication' },
    })
  if (after.mandatoryAuthentication)
    throw new Problem(
      'mandatory_authentication_is_on',
      'Mandatory authentication is on. Switch it off first.',
    )
  if (!after.azureTenantId)
    throw new Problem('tenant_required', 'A rehearsal needs a tenant ID. Set the Azure Tenant ID first.')
  return true
}

function isRehearsed(settings: EffectiveSettings | undefined): boolean {
  return (settings?.rehearsalSince ?? null) !== null
}

/**
 * What a change touches, where it is to be confirmed: another tenant, or none (R6); mandatory authentication where
 * nobody has come in with Microsoft yet (R15). Undefined where nothing need be asked.
 */
async function consequencesOf(
  trx: Trx,
  chainId: string,
  before: EffectiveSettings | undefined,
  after: EffectiveSettings | undefined,
): Promise<Record<string, number> | undefined> {
  const [oldTenant, newTenant] = [before?.azureTenantId ?? null, after?.azureTenantId ?? null]
  const touched = await countPeople(trx, chainId, oldTenant)
  const becomesMandatory = after?.mandatoryAuthentication && !before?.mandatoryAuthentication
  const nobodyYet = becomesMandatory && (await countPeople(trx, chainId, newTenant)).linkedUsers === 0
  const anotherTenant = oldTenant !== null && oldTenant !== newTenant
  if (!anotherTenant && !nobodyYet) return undefined
  return {
    ...(anotherTenant && { linkedUsers: touched.linkedUsers }),
    ...(anotherTenant && newTenant === null && { usersWithoutPassword: touched.usersWithoutPassword }),
    ...(nobodyYet && { usersWithMicrosoftOnly: touched.belowManagers }),
  }
}

/** What makes two settings the same: what they say, and whose they are. */
function saidBy(settings: EffectiveSettings | undefined) {
  return { ...seen(settings), of: settings?.locationId }
}

function noSuchChain() {
  return new Problem('not_found', 'There is no such chain.')
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
  // That it is in earnest now is said already.
  if (isRehearsed(after) !== isRehearsed(before) && !isOn) {
    const rehearsed = { kind: 'rehearsal' as const, chain: chain.name, begins: isRehearsed(after) }
    await queueManagerNotice(trx, chain.customerId, actor, rehearsed, now)
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
    rehearsal: isRehearsed(settings),
    rehearsalSince: settings?.rehearsalSince ?? null,
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
