import { type Actor, record } from '#server/audit/audit.ts'
import type { Entra } from '#server/entra/entra.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import {
  changedSettings,
  type SettingValues,
  settingNames,
  settingOf,
  unsetValues,
} from '#shared/advanced-settings.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  deleteOwnSettings,
  findEffectiveSettings,
  findLocation,
  hasTestedTenant,
  saveOwnSettings,
} from './locations.queries.ts'
import { type Location, takeLocation } from './permitted.ts'
import { settingEffects } from './settings-effects.ts'
import { columnsOf, type SettingsRow, type Sinces, sincesOf, valuesOf } from './settings-row.ts'

/** The Advanced settings of a chain as others see them (contract: `/locations/{id}/advanced`). */
export type AdvancedSettings = SettingValues &
  Sinces & {
    /** The chain whose settings these are, if they are not its own. */
    inheritedFrom: string | null
    /** The address that leads this chain's people, including guests, straight to their tenant. */
    signInAddress: string
    tenant: {
      status: 'unset' | 'not_verified' | 'verified' | 'confirmed'
      verifiedAt: Date | null
      confirmedAt: Date | null
      confirmedBy: string | null
      /** When a manager showed that they belong to the tenant (R31), and who; null while it is only claimed. */
      provedAt: Date | null
      provedBy: string | null
    }
  }

/** A change of a chain's settings. What it does not name stays as it is. */
export type SettingsChange = Partial<Omit<SettingValues, 'azureTenantId'>> & {
  /** A tenant found with `findTenantNamed`, because no transaction waits for Microsoft. */
  azureTenantId?: { tenantId: string; verified: boolean } | null
  /** Makes the change that would otherwise be answered with its consequences. The operator is not asked. */
  confirm?: boolean
}

/**
 * Reads the field as a tenant ID in its one form: a GUID in any letter case, with or without braces or white space
 * around it; or a domain name for Entra to look up (R4).
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

// GUIDs that exist but belong to no customer: all zeros, and Microsoft's own services.
const reservedTenants = new Set([
  '00000000-0000-0000-0000-000000000000',
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
])

/**
 * Finds the tenant that a text names, by asking Entra (R4).
 *
 * @param language of the reason.
 * @returns the tenant ID, and whether Entra confirmed it. If Microsoft cannot be asked, a GUID is accepted unverified.
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

/** @throws {Problem} `not_found` if there is no such chain. */
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
 * If the chain inherited its settings, it gets its own, starting from the inherited ones. `azureTenantId: null`
 * removes its own settings, and a chain below another one then inherits again.
 *
 * @throws {Problem} `not_found`, `forbidden`, `tenant_required`, `mandatory_authentication_is_on`,
 *   `confirmation_required`; `invalid_request` for a rehearsal while mandatory authentication is on.
 */
export async function changeAdvancedSettings(
  db: Db,
  actor: Actor,
  chainId: string,
  change: SettingsChange,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const chain = await takeLocation(trx, actor, 'settings.change', chainId)
    if (chain.type !== 'chain') throw noSuchChain()
    const before = await findEffectiveSettings(trx, chainId)
    const proof = await findProof(trx, chainId, actor, change.azureTenantId?.tenantId, now)
    await write(trx, chain, before, { ...change, proof }, now)
    const after = await findEffectiveSettings(trx, chainId)
    const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)

    // The change has been made, which is why the counts are exact. Without a confirmation, all of it is rolled back.
    const consequences = await consequencesOf(trx, chainId, before, after)
    if (consequences && !change.confirm && actor.kind !== 'operator') {
      throw new Problem('confirmation_required', 'This changes who can sign in, and how. Confirm it.', {
        consequences: { ...consequences, sessionsThatEnd },
      })
    }
    await recordChange(trx, actor, chain, before, after, now)
    await tellManagers(trx, actor, chain, before, after, now)
  })
}

/** Writes the chain's own settings. If it has none yet, they start from those that it inherited. */
async function write(
  trx: Trx,
  { id: locationId, customerId, parentId }: Location,
  before: SettingsRow | undefined,
  change: SettingsChange & { proof: Proof },
  now: Date,
) {
  const { azureTenantId: tenant, confirm: _, proof, ...named } = change
  const had = valuesOf(before)
  const azureTenantId = tenant === undefined ? had.azureTenantId : (tenant?.tenantId ?? null)
  const wanted = { ...had, ...withoutUndefined(named), azureTenantId }
  const values = { ...wanted, rehearsal: isRehearsedAfter(had, change, wanted) }
  if (azureTenantId === null)
    mustDoWithoutTenant(change, before?.locationId === locationId ? wanted : undefined)

  const kept = azureTenantId === null ? withoutTenant(values) : values
  const inheritsAgain = tenant === null && parentId !== null
  if (inheritsAgain || changedSettings(unsetValues, kept).length === 0)
    return deleteOwnSettings(trx, locationId)
  const known = azureTenantId !== null && azureTenantId === had.azureTenantId ? before : undefined
  return saveOwnSettings(trx, {
    locationId,
    customerId,
    ...columnsOf(kept, before, now),
    verifiedAt: tenant?.verified ? now : (known?.verifiedAt ?? null),
    confirmedAt: known?.confirmedAt ?? null,
    confirmedBy: known?.confirmedBy ?? null,
    ...(known?.provedAt ? { provedAt: known.provedAt, provedBy: known.provedBy } : proof),
    changedAt: now,
  })
}

/** @param own the chain's own settings, if it has any. */
function mustDoWithoutTenant(change: SettingsChange, own: SettingValues | undefined) {
  if (change.mandatoryAuthentication)
    throw new Problem(
      'tenant_required',
      'Mandatory authentication needs a tenant ID. Set the Azure Tenant ID first.',
    )
  if (own?.mandatoryAuthentication)
    throw new Problem(
      'mandatory_authentication_is_on',
      'Mandatory authentication depends on this tenant ID. Turn it off first.',
    )
}

type Proof = Pick<SettingsRow, 'provedAt' | 'provedBy'>

/** A test of the same tenant counts that this manager has passed at this chain shortly before saving it (R31). */
async function findProof(
  trx: Trx,
  chainId: string,
  actor: Actor,
  tenantId: string | undefined,
  now: Date,
): Promise<Proof> {
  const since = new Date(now.getTime() - proofLifetime)
  const isProved =
    tenantId !== undefined &&
    actor.kind === 'user' &&
    (await hasTestedTenant(trx, chainId, tenantId, actor.userId, since))
  return isProved ? { provedAt: now, provedBy: actor.userId } : { provedAt: null, provedBy: null }
}

/** How long a test that was passed before its tenant was saved still proves it. In milliseconds. */
const proofLifetime = 60 * 60 * 1000

/** Whether mandatory authentication is rehearsed after a change. Once it is on, the rehearsal has ended. */
function isRehearsedAfter(before: SettingValues, change: SettingsChange, after: SettingValues): boolean {
  if (!change.rehearsal)
    return change.rehearsal === undefined && before.rehearsal && !after.mandatoryAuthentication
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

/** The settings that remain when the tenant ID is removed. */
function withoutTenant(values: SettingValues): SettingValues {
  const gone = settingNames.filter((name) => settingOf(name).needsTenant)
  return { ...values, ...Object.fromEntries(gone.map((name) => [name, unsetValues[name]])) }
}

function withoutUndefined<T extends object>(named: T): T {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as T
}

/** What a change affects, if it has to be confirmed; otherwise undefined. */
async function consequencesOf(
  trx: Trx,
  chainId: string,
  before: SettingsRow | undefined,
  after: SettingsRow | undefined,
): Promise<Record<string, number> | undefined> {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  const all: Record<string, number> = {}
  for (const name of changedSettings(old, now))
    Object.assign(all, await settingEffects[name]?.consequences?.(trx, chainId, old, now))
  return Object.keys(all).length === 0 ? undefined : all
}

/** Records every setting before and after, so that none can be forgotten (R23). */
async function recordChange(
  trx: Trx,
  actor: Actor,
  { id: locationId, customerId }: Location,
  before: SettingsRow | undefined,
  after: SettingsRow | undefined,
  now: Date,
) {
  const [old, values] = [valuesOf(before), valuesOf(after)]
  const changed = changedSettings(old, values)
  const isOtherOwner = before?.locationId !== after?.locationId
  if (isOtherOwner || changed.some((name) => !settingEffects[name]?.events))
    await record(trx, actor, now, {
      customerId,
      action: 'settings.changed',
      detail: { locationId, before: before ? old : null, after: after ? values : null },
    })
  for (const name of changed) {
    const { on, off } = settingEffects[name]?.events ?? {}
    const action = values[name] ? on : off
    if (action) await record(trx, actor, now, { customerId, action, detail: { locationId } })
  }
}

/** Mails every manager what has changed in the ways to sign in (R27). */
async function tellManagers(
  trx: Trx,
  actor: Actor,
  chain: Location,
  before: SettingsRow | undefined,
  after: SettingsRow | undefined,
  now: Date,
): Promise<void> {
  const [old, values] = [valuesOf(before), valuesOf(after)]
  for (const name of changedSettings(old, values)) {
    const notice = settingEffects[name]?.notice?.(chain.name, old, values)
    if (notice) await queueManagerNotice(trx, chain.customerId, actor, notice, now)
  }
}

function noSuchChain() {
  return new Problem('not_found', 'There is no such chain.')
}

function present(chainId: string, settings: SettingsRow | undefined, origin: string): AdvancedSettings {
  return {
    ...valuesOf(settings),
    ...sincesOf(settings),
    inheritedFrom: settings && settings.locationId !== chainId ? settings.locationId : null,
    signInAddress: `${origin}/sign-in?chain=${chainId}`,
    tenant: {
      status: statusOf(settings),
      verifiedAt: settings?.verifiedAt ?? null,
      confirmedAt: settings?.confirmedAt ?? null,
      confirmedBy: settings?.confirmedBy ?? null,
      provedAt: settings?.provedAt ?? null,
      provedBy: settings?.provedBy ?? null,
    },
  }
}

function statusOf(settings: SettingsRow | undefined) {
  if (!settings?.azureTenantId) return 'unset'
  if (settings.confirmedAt) return 'confirmed'
  return settings.verifiedAt ? 'verified' : 'not_verified'
}
