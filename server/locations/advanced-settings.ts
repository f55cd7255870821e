import { type Actor, record } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { type Db, type Trx, undone } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Basis, mustBeUnchanged } from '#server/platform/versions.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import {
  changedSettings,
  type SettingName,
  type SettingValues,
  type StrictestSetting,
  settingNames,
  settingOf,
  sourceNameOf,
  strictestSettings,
  unsetValues,
  unsetValuesAt,
} from '#shared/advanced-settings.ts'
import { messages } from '#shared/messages/messages.ts'
import { versionedSettings } from './location-version.ts'
import {
  deleteOwnSettings,
  deleteRollOut,
  findEffectiveSettings,
  findLocation,
  findOwnSettings,
  saveOwnSettings,
} from './locations.queries.ts'
import { mustKeepTenants, tenantIsNeeded } from './mandatory-needs-tenant.ts'
import { isAllowed, type Location, mayVouchFor, takeLocation } from './permitted.ts'
import { settingEffects } from './settings-effects.ts'
import {
  columnsOf,
  type EffectiveSettings,
  ownValuesOf,
  type SettingsRow,
  type Sinces,
  sincesOf,
  valuesOf,
} from './settings-row.ts'
import {
  findTenantProof,
  savedBy,
  savedByNobody,
  savedByOf,
  type TenantProof,
  unproved,
} from './tenant-proof.ts'

/** The Advanced settings in force at a chain, as others see them (contract: `/locations/{id}/advanced`). */
export type AdvancedSettings = SettingValues &
  Sinces & {
    /** The chain whose tenant ID it is, if it is not its own. */
    inheritedFrom: string | null
    /** The topmost chain where mandatory authentication is on, which may be this one; null while it is off (R5). */
    mandatoryFrom: string | null
    /** The same for its rehearsal. */
    rehearsalFrom: string | null
    /** The chain whose day for the second factor of managers is in force; null if there is none. */
    secondFactorRequiredBy: string | null
    /** The topmost chain where sessions are confirmed with Microsoft (R37); null if they are not. */
    confirmationFrom: string | null
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
  /**
   * Makes the change that would otherwise be answered with its consequences. The operator's own programs, which leave
   * it out, are not asked (decision 0017); false asks the operator as well.
   */
  confirm?: boolean
  /** The version on which it is based. If the settings have changed since, nothing is done (R32). */
  basis?: Basis | undefined
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
 * Changes what is set at a chain, ends the sessions that no longer satisfy what is in force then, and records it: all
 * at once, under the lock that every sign-in of the customer shares (R6, R13).
 *
 * `azureTenantId: null` removes the chain's own tenant ID, and a chain below another one then inherits again. A policy
 * that is on above cannot be turned off here (R5).
 *
 * @throws {Problem} `not_found`, `forbidden`, `tenant_required`, `mandatory_authentication_is_on`, `set_above`,
 *   `confirmation_required`, `changed_meanwhile`; `invalid_request` for a rehearsal while mandatory authentication is
 *   on.
 */
export async function changeAdvancedSettings(
  db: Db,
  actor: Actor,
  chainId: string,
  change: SettingsChange,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { chain, before, after, consequences } = await makeChange(trx, actor, chainId, change, now)
    // The change has been made, which is why the counts are exact. Without a confirmation, all of it is rolled back.
    const isAsked = actor.kind !== 'operator' || change.confirm === false
    if (consequences && !change.confirm && isAsked) {
      throw new Problem('confirmation_required', 'This changes who can sign in, and how. Confirm it.', {
        consequences,
      })
    }
    await recordChange(trx, actor, chain, before, after, now)
    await tellManagers(trx, actor, chain, before, after, now)
  })
}

/**
 * What a change would affect, counted; nothing if it needs no confirmation. It is made and rolled back, so that nothing
 * counts in a different way here (decision 0015).
 *
 * @throws {Problem} as `changeAdvancedSettings` would.
 */
export function foreseeChange(
  db: Db,
  actor: Actor,
  chainId: string,
  change: SettingsChange,
  now: Date,
): Promise<Record<string, number>> {
  return undone(db, async (trx) => (await makeChange(trx, actor, chainId, change, now)).consequences ?? {})
}

/** Makes a change in the caller's transaction, and counts what it affects. */
async function makeChange(trx: Trx, actor: Actor, chainId: string, change: SettingsChange, now: Date) {
  const chain = await takeLocation(trx, actor, 'settings.change', chainId)
  if (chain.type !== 'chain') throw noSuchChain()
  const before = await readState(trx, chain)
  mustBeUnchanged(
    change.basis,
    versionedSettings(chainId, present(chainId, before.inForce, '')),
    wantedBy(change),
  )
  const proof = await findTenantProof(trx, chainId, actor, change.azureTenantId?.tenantId, now)
  // By saving the same tenant ID again, such a manager vouches for it in place of the one who saved it first.
  const vouches = await mayVouchFor(trx, actor, chain)
  await write(trx, actor, chain, before, { ...change, proof, vouches }, now)
  await mustKeepTenants(trx, { ids: [chain.id], customerId: chain.customerId })
  const after = await readState(trx, chain)
  await mustTakeEffect(trx, actor, change, after)
  // What was planned step by step is done at once.
  if (after.own?.mandatoryAuthentication && (await deleteRollOut(trx, chain)))
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'roll-out.removed',
      detail: { locationId: chainId },
    })
  const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)
  const counted = await consequencesOf(trx, chain, before, after, now)
  return { chain, before, after, consequences: counted && { ...counted, sessionsThatEnd } }
}

/** What was set at a chain itself, and what is in force there. */
type State = { own: SettingsRow | undefined; ownValues: SettingValues; inForce: EffectiveSettings }

async function readState(trx: Trx, { id, parentId }: Location): Promise<State> {
  const own = await findOwnSettings(trx, id)
  const ownValues = ownValuesOf(own, parentId === null)
  return { own, ownValues, inForce: await findEffectiveSettings(trx, id) }
}

/** Writes the chain's own settings: what it had of its own, and the change. */
async function write(
  trx: Trx,
  actor: Actor,
  { id: locationId, customerId, parentId }: Location,
  { own, ownValues: had, inForce }: State,
  change: SettingsChange & { proof: TenantProof; vouches: boolean },
  now: Date,
) {
  const { azureTenantId: tenant, confirm: _, basis: __, proof, vouches, ...named } = change
  const azureTenantId = tenant === undefined ? had.azureTenantId : (tenant?.tenantId ?? null)
  const above = parentId === null ? null : (await findEffectiveSettings(trx, parentId)).azureTenantId
  const hasTenant = (azureTenantId ?? above) !== null
  const wanted = { ...had, ...withoutUndefined(named), azureTenantId }
  if (!hasTenant) mustDoWithoutTenant(change, wanted)
  const isOnAbove = inForce.mandatoryAuthentication && !had.mandatoryAuthentication
  const values = { ...wanted, rehearsal: isRehearsedAfter(had, change, wanted, isOnAbove) }
  const kept = hasTenant ? values : withoutTenant(values)
  if (changedSettings(unsetValuesAt(parentId === null), kept).length === 0)
    return deleteOwnSettings(trx, locationId)
  const known = azureTenantId !== null && azureTenantId === inForce.azureTenantId ? inForce : undefined
  const provedHere = azureTenantId === null ? unproved : proof
  const isVouched = tenant !== undefined && tenant !== null && (known === undefined || vouches)
  return saveOwnSettings(trx, {
    locationId,
    customerId,
    ...columnsOf(kept, own, now),
    verifiedAt: tenant?.verified ? now : (known?.verifiedAt ?? null),
    confirmedAt: known?.confirmedAt ?? null,
    confirmedBy: known?.confirmedBy ?? null,
    ...(known?.provedAt ? { provedAt: known.provedAt, provedBy: known.provedBy } : provedHere),
    ...(isVouched ? savedBy(actor) : savedByOf(known ?? savedByNobody)),
    changedAt: now,
  })
}

/**
 * @param wanted what would be set at the chain.
 * @throws {Problem} `tenant_required` for a change that needs the tenant which will not be there;
 *   `mandatory_authentication_is_on` for one that takes it away from what needs it.
 */
function mustDoWithoutTenant(change: SettingsChange, wanted: SettingValues) {
  if (change.mandatoryAuthentication)
    throw new Problem(
      'tenant_required',
      'Mandatory authentication needs a tenant ID. Set the Azure Tenant ID first.',
    )
  if (change.rehearsal)
    throw new Problem('tenant_required', 'A rehearsal needs a tenant ID. Set the Azure Tenant ID first.')
  if (wanted.mandatoryAuthentication) throw tenantIsNeeded()
}

/**
 * A policy that is on above is on here (R5): turning it off would be saved and would change nothing.
 *
 * @throws {Problem} `set_above`, naming the chain where it is on, if the actor may see that chain.
 */
async function mustTakeEffect(trx: Trx, actor: Actor, change: SettingsChange, { inForce }: State) {
  for (const name of strictestSettings) {
    const from = inForce[sourceNameOf(name)]
    if (from === null || !isLessStrict(name, change[name], valuesOf(inForce)[name])) continue
    const where = await findLocation(trx, from)
    const isSeen = where !== undefined && (await isAllowed(trx, actor, 'location.read', where))
    const chain = isSeen ? where.name : 'a chain above this one'
    const { label } = messages.en.advancedSettings[name]
    const isRolledOut = name === 'mandatoryAuthentication' && !(await findOwnSettings(trx, from))?.[name]
    const day = settingOf(name).kind === 'date' ? valuesOf(inForce)[name] : undefined
    if (day !== undefined) {
      const detail = `${label} is set to ${day} at ${chain}, for everything below it. Only an earlier day takes effect here.`
      throw new Problem('set_above', detail, { errors: { [name]: detail } })
    }
    const detail = isRolledOut
      ? `${label} is on because of the roll-out at ${chain}. Pause or remove the roll-out there.`
      : `${label} is on at ${chain}, for everything below it. It can only be turned off there.`
    throw new Problem('set_above', detail, { errors: { [name]: detail } })
  }
}

/** Whether a policy was to be turned off, or to begin later than the one in force above. */
function isLessStrict(
  name: StrictestSetting,
  wanted: boolean | string | null | undefined,
  inForce: boolean | string | null,
): boolean {
  if (settingOf(name).kind !== 'date') return wanted === false
  return wanted !== undefined && wanted !== inForce
}

/**
 * Whether a chain rehearses mandatory authentication after a change. Once it is on, the rehearsal has ended.
 *
 * @param isOnAbove whether mandatory authentication is on here because of a chain above.
 */
function isRehearsedAfter(
  before: SettingValues,
  change: SettingsChange,
  after: SettingValues,
  isOnAbove: boolean,
): boolean {
  if (!change.rehearsal)
    return change.rehearsal === undefined && before.rehearsal && !after.mandatoryAuthentication
  if (change.mandatoryAuthentication)
    throw new Problem('invalid_request', 'Mandatory authentication is either on or rehearsed.', {
      errors: { rehearsal: 'cannot go with mandatoryAuthentication' },
    })
  if (after.mandatoryAuthentication || isOnAbove)
    throw new Problem('mandatory_authentication_is_on', 'Mandatory authentication is on. Turn it off first.')
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

/** The settings of which something else was set, or is in force. */
function changedBetween(before: State, after: State): SettingName[] {
  const own = changedSettings(before.ownValues, after.ownValues)
  const inForce = changedSettings(valuesOf(before.inForce), valuesOf(after.inForce))
  return settingNames.filter((name) => own.includes(name) || inForce.includes(name))
}

/** What a change affects, if it has to be confirmed; otherwise undefined. What is in force counts. */
async function consequencesOf(
  trx: Trx,
  chain: Location,
  before: State,
  after: State,
  now: Date,
): Promise<Record<string, number> | undefined> {
  const [old, next] = [valuesOf(before.inForce), valuesOf(after.inForce)]
  const all: Record<string, number> = {}
  for (const name of changedSettings(old, next))
    Object.assign(all, await settingEffects[name]?.consequences?.(trx, chain, old, next, now))
  return Object.keys(all).length === 0 ? undefined : all
}

/** Records what was set at the chain before and after, every setting, so that none can be forgotten (R23). */
async function recordChange(
  trx: Trx,
  actor: Actor,
  { id: locationId, customerId }: Location,
  before: State,
  after: State,
  now: Date,
) {
  const [old, values] = [before.ownValues, after.ownValues]
  const changed = changedSettings(old, values)
  const isOtherOwner = before.inForce.locationId !== after.inForce.locationId
  if (isOtherOwner || changed.some((name) => !settingEffects[name]?.events))
    await record(trx, actor, now, {
      customerId,
      action: 'settings.changed',
      detail: { locationId, before: before.own ? old : null, after: after.own ? values : null },
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
  before: State,
  after: State,
  now: Date,
): Promise<void> {
  const [old, values] = [valuesOf(before.inForce), valuesOf(after.inForce)]
  for (const name of changedBetween(before, after)) {
    const notice = settingEffects[name]?.notice?.(chain, old, values)
    if (notice) await queueManagerNotice(trx, chain.customerId, actor, notice, now)
  }
}

function noSuchChain() {
  return new Problem('not_found', 'There is no such chain.')
}

function present(chainId: string, settings: EffectiveSettings, origin: string): AdvancedSettings {
  const { locationId, verifiedAt, confirmedAt, confirmedBy, provedAt, provedBy } = settings
  return {
    ...valuesOf(settings),
    ...sincesOf(settings),
    inheritedFrom: locationId === chainId ? null : locationId,
    mandatoryFrom: settings.mandatoryAuthenticationFrom,
    confirmationFrom: settings.sessionConfirmationFrom,
    rehearsalFrom: settings.rehearsalFrom,
    secondFactorRequiredBy: settings.secondFactorRequiredBy,
    signInAddress: `${origin}/sign-in?chain=${chainId}`,
    tenant: { status: statusOf(settings), verifiedAt, confirmedAt, confirmedBy, provedAt, provedBy },
  }
}

/** The settings that a change names, as they would be answered. */
function wantedBy({ azureTenantId: tenant, ...named }: SettingsChange): Partial<SettingValues> {
  return { ...named, ...(tenant !== undefined && { azureTenantId: tenant?.tenantId ?? null }) }
}

function statusOf(settings: EffectiveSettings) {
  if (!settings.azureTenantId) return 'unset'
  if (settings.confirmedAt) return 'confirmed'
  return settings.verifiedAt ? 'verified' : 'not_verified'
}
