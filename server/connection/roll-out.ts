import { type Actor, record } from '#server/audit/audit.ts'
import {
  deleteRollOut,
  findEffectiveSettings,
  findLocation,
  lockCustomerPolicy,
} from '#server/locations/locations.queries.ts'
import { type Location, takeLocation } from '#server/locations/permitted.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { eachAlone } from '#server/platform/each-alone.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import type { Log } from '#server/platform/log.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Basis, mustBeUnchanged, type Versioned } from '#server/platform/versions.ts'
import { dayIn, faultsOfPlan, type PlanFault, stateOfPlan, wavesInForce } from '#server/policy/roll-out.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { namedCauses } from './pause-cause.ts'
import {
  clearPauses,
  listBranchNames,
  listChainsToBegin,
  listInChain,
  listWaves,
  type PauseCause,
  saveWaves,
  setBegun,
  setPaused,
  type WaveRow,
} from './roll-out.queries.ts'

/** A wave as a manager plans it. */
export type WavePlan = { locationIds: string[]; startsOn: string; noticeDaysBefore: number }

/** A chain's plan to turn mandatory authentication on along the tree, and how far it has come (R36). */
export type RollOut = {
  timeZone: string
  waves: (WavePlan & {
    id: string
    state: 'planned' | 'running' | 'paused'
    begunAt: Date | null
    noticedAt: Date | null
    noticedUpTo: string | null
    pausedAt: Date | null
    pausedBecause: PauseCause | null
  })[]
  state: 'planned' | 'running' | 'paused' | 'done'
  /** Of the first wave that is paused by itself. */
  pausedBecause: PauseCause | null
}

type Chain = Pick<Location, 'id' | 'customerId' | 'name'>

/** The plan of a chain at a moment. A chain that has none answers one without waves. */
export async function readRollOut(
  db: Db | Trx,
  chain: Pick<Chain, 'id' | 'customerId'>,
  now: Date,
): Promise<RollOut> {
  const timeZone = (await findEffectiveSettings(db, chain.id)).timeZone ?? 'UTC'
  const rows = (await listWaves(db, chain)).map(asWave)
  const inForce = new Set(wavesInForce({ timeZone, waves: rows }, now))
  return {
    timeZone,
    waves: rows.map((row) => {
      const { hasBegun: _, isPaused, ...wave } = row
      return { ...wave, state: isPaused ? 'paused' : inForce.has(row) ? 'running' : 'planned' }
    }),
    state: stateOfPlan({ timeZone, waves: rows }, now),
    pausedBecause: rows.find(({ pausedBecause }) => pausedBecause !== null)?.pausedBecause ?? null,
  }
}

const asWave = (row: WaveRow) => ({ ...row, hasBegun: row.begunAt !== null, isPaused: row.pausedAt !== null })

/** A plan as its version sees it (R32). */
export function versionedRollOut(chainId: string, { waves, state }: RollOut): Versioned {
  const pauses = waves.flatMap(({ startsOn, pausedAt }) => (pausedAt ? [{ startsOn, pausedAt }] : []))
  return { id: `${chainId} roll-out`, fields: { waves: waves.map(planOf), state, pauses } }
}

const planOf = ({ locationIds, startsOn, noticeDaysBefore }: WavePlan): WavePlan => ({
  locationIds,
  startsOn,
  noticeDaysBefore,
})

/** Whether two waves have the same day and branches. If not, their people are told (again). */
function isSame(one: WavePlan, other: WavePlan): boolean {
  return (
    one.startsOn === other.startsOn &&
    one.locationIds.toSorted().join() === other.locationIds.toSorted().join()
  )
}

/**
 * Plans a chain's roll-out, in place of the plan that it has. A wave that has begun goes on as it was.
 *
 * @throws {Problem} `not_found`, also for a branch of another customer; `forbidden`; `invalid_request` with what is
 *   wrong with which wave; `tenant_required`; `mandatory_authentication_is_on`; `changed_meanwhile`.
 */
export async function planRollOut(
  db: Db,
  actor: Actor,
  chainId: string,
  plan: { waves: WavePlan[]; basis?: Basis | undefined; language?: Language },
  now: Date,
): Promise<void> {
  await change(db, actor, chainId, now, plan, async (trx, chain, before) => {
    await mustBePossible(trx, chain, before, plan, now)
    const sorted = plan.waves.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
    const waves = sorted.map((wave) => {
      const begun = before.waves.find(({ begunAt, startsOn }) => begunAt && startsOn === wave.startsOn)
      const { begunAt = null, pausedAt = null, pausedBecause = null, id = newOrderedId() } = begun ?? {}
      const same = before.waves.find((other) => isSame(other, wave))
      const { noticedAt = null, noticedUpTo = null } = same ?? {}
      return { ...wave, id, begunAt, noticedAt, noticedUpTo, pausedAt, pausedBecause }
    })
    await saveWaves(trx, chain, waves, now)
    await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'roll-out.planned',
      detail: { locationId: chainId, before: before.waves.map(planOf), after: sorted.map(planOf) },
    })
    await queueManagerNotice(
      trx,
      chain.customerId,
      actor,
      {
        kind: 'roll_out_planned',
        planChainId: chain.id,
        chain: chain.name,
        waves: await namedWaves(trx, chain, sorted),
      },
      now,
    )
  })
}

/**
 * Removes a plan. People who had Microsoft alone because of it can sign in with a password again.
 *
 * @throws {Problem} `not_found`, also if there is no plan; `forbidden`, `changed_meanwhile`.
 */
export async function removeRollOut(
  db: Db,
  actor: Actor,
  chainId: string,
  more: { basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await change(db, actor, chainId, now, more, async (trx, chain, before) => {
    if (!(await deleteRollOut(trx, chain))) throw noPlan()
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'roll-out.removed',
      detail: { locationId: chainId, before: before.waves.map(planOf) },
    })
    await queueManagerNotice(
      trx,
      chain.customerId,
      actor,
      { kind: 'roll_out_removed', chain: chain.name },
      now,
    )
  })
}

/**
 * Pauses a wave: its people have the other way to sign in again, and no further wave begins.
 *
 * @param because null if a manager does it.
 * @param begunAt since when the wave was judged to be in force. If it was resumed since, nothing is done.
 * @throws {Problem} `not_found`, `forbidden`, `changed_meanwhile`.
 */
export async function pauseWave(
  db: Db,
  actor: Actor,
  chainId: string,
  {
    waveId,
    because,
    begunAt,
    basis,
  }: { waveId: string; because: PauseCause | null; begunAt?: Date; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await change(db, actor, chainId, now, { basis }, async (trx, chain, before) => {
    const wave = before.waves.find(({ id }) => id === waveId)
    if (!wave) throw new Problem('not_found', 'There is no such wave.')
    if (wave.pausedAt || (begunAt && wave.begunAt?.getTime() !== begunAt.getTime())) return
    await setPaused(trx, { customerId: chain.customerId, waveId }, now, because)
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'roll-out.paused',
      detail: { locationId: chainId, startsOn: wave.startsOn, because },
    })
    const [named] = await namedWaves(trx, chain, [wave])
    const [cause = null] = await namedCauses(trx, chain.customerId, [because])
    if (named)
      await queueManagerNotice(
        trx,
        chain.customerId,
        actor,
        { kind: 'roll_out_paused', chainId, chain: chain.name, wave: named, because: cause },
        now,
      )
  })
}

/**
 * Lets a paused plan go on: its waves are in force again from this moment, and those whose day has come meanwhile.
 *
 * @param more.basis what the person saw: a pause that came since is not lifted unseen (R32).
 * @throws {Problem} `not_found`, also if nothing is paused; `forbidden`, `changed_meanwhile`.
 */
export async function resumeRollOut(
  db: Db,
  actor: Actor,
  chainId: string,
  more: { basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await change(db, actor, chainId, now, more, async (trx, chain, before) => {
    if (before.state !== 'paused') throw new Problem('not_found', 'Nothing is paused here.')
    await clearPauses(trx, chain, now)
    await beginWaves(trx, chain, now)
    await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)
    await record(trx, actor, now, {
      customerId: chain.customerId,
      action: 'roll-out.resumed',
      detail: { locationId: chainId },
    })
    await queueManagerNotice(
      trx,
      chain.customerId,
      actor,
      { kind: 'roll_out_resumed', chain: chain.name },
      now,
    )
  })
}

/**
 * Writes down which waves have begun, ends the sessions that they no longer allow, and tells the managers (R27).
 * Nothing depends on how soon it runs: the rules go by the day itself.
 */
export async function beginDueWaves(db: Db, log: Pick<Log, 'warn'>, now: Date): Promise<void> {
  const chains = await listChainsToBegin(db, now)
  await eachAlone(log, 'begin the waves of a roll-out', chains, (chain) =>
    db.transaction().execute((trx) => beginWaves(trx, chain, now)),
  )
}

async function beginWaves(trx: Trx, { id, customerId }: { id: string; customerId: string }, now: Date) {
  await lockCustomerPolicy(trx, customerId)
  const chain = await findLocation(trx, id)
  if (!chain) return
  const { waves } = await readRollOut(trx, chain, now)
  const due = waves.filter(({ state, begunAt }) => state === 'running' && begunAt === null)
  if (due.length === 0) return
  await setBegun(
    trx,
    customerId,
    due.map((wave) => wave.id),
    now,
  )
  await endSessionsBehindClosedDoors(trx, customerId, { kind: 'operator' }, now)
  const named = await namedWaves(trx, chain, due)
  for (const wave of due)
    await record(trx, { kind: 'operator' }, now, {
      customerId,
      action: 'roll-out.begun',
      detail: { locationId: id, startsOn: wave.startsOn, locationIds: wave.locationIds },
    })
  for (const wave of named)
    await queueManagerNotice(
      trx,
      customerId,
      { kind: 'operator' },
      { kind: 'roll_out_begun', chain: chain.name, wave },
      now,
    )
}

/** Changes a plan under the lock that every sign-in of the customer shares, based on the version that the form had. */
async function change(
  db: Db,
  actor: Actor,
  chainId: string,
  now: Date,
  { waves, basis }: { waves?: WavePlan[]; basis?: Basis | undefined },
  work: (trx: Trx, chain: Location, before: RollOut) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const chain = await takeLocation(trx, actor, 'settings.change', chainId)
    if (chain.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
    await beginWaves(trx, chain, now)
    const before = await readRollOut(trx, chain, now)
    mustBeUnchanged(basis, versionedRollOut(chainId, before), { waves: waves?.map(planOf) })
    await work(trx, chain, before)
  })
}

/** @throws {Problem} what is wrong with a plan. */
async function mustBePossible(
  trx: Trx,
  chain: Chain,
  before: RollOut,
  { waves, language = 'en' }: { waves: WavePlan[]; language?: Language },
  now: Date,
): Promise<void> {
  const { customerId } = chain
  const words = messages[language].rollOut.faults
  const settings = await findEffectiveSettings(trx, chain.id)
  if (settings.azureTenantId === null)
    throw new Problem('tenant_required', 'A roll-out needs a tenant ID. Set the Azure Tenant ID first.')
  if (settings.mandatoryAuthentication && !before.waves.some(({ begunAt }) => begunAt))
    throw new Problem(
      'mandatory_authentication_is_on',
      'Mandatory authentication is on for the whole chain already. Turn it off first, or leave it on.',
    )
  const known = await listBranchNames(
    trx,
    customerId,
    waves.flatMap(({ locationIds }) => locationIds),
  )
  const was = before.waves.map((wave) => ({
    ...wave,
    hasBegun: wave.begunAt !== null,
    isPaused: wave.pausedAt !== null,
  }))
  const faults = faultsOfPlan(waves, was, await listInChain(trx, chain), dayIn(before.timeZone, now))
  if (faults.length > 0) {
    const nameAt = ({ at }: PlanFault) => {
      const [, wave, , branch] = at.split('.')
      return known.get(waves[Number(wave)]?.locationIds[Number(branch)] ?? '')?.name
    }
    throw new Problem('invalid_request', 'The plan cannot be carried out as it is.', {
      errors: Object.fromEntries(
        faults.map((fault) => [fault.at, words[fault.fault](nameAt(fault), chain.name)]),
      ),
    })
  }
  const without = [...known.values()].filter(({ hasTenant }) => !hasTenant).map(({ name }) => name)
  if (without.length > 0)
    throw new Problem(
      'tenant_required',
      `No tenant ID is in force at ${without.join(', ')}. Set one there first.`,
    )
}

/** Waves with the names of their branches, for mails. */
async function namedWaves(
  trx: Trx,
  { customerId }: Pick<Chain, 'customerId'>,
  waves: readonly Pick<WavePlan, 'locationIds' | 'startsOn'>[],
): Promise<{ startsOn: string; branches: string[] }[]> {
  const names = await listBranchNames(
    trx,
    customerId,
    waves.flatMap(({ locationIds }) => locationIds),
  )
  return waves.map(({ startsOn, locationIds }) => ({
    startsOn,
    branches: locationIds.flatMap((id) => names.get(id)?.name ?? []),
  }))
}

function noPlan() {
  return new Problem('not_found', 'There is no roll-out here.')
}
