import { type Actor, recordAll } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { endLostExceptions } from '#server/sessions/lost-exceptions.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import { updateParents } from './import.queries.ts'
import { listEffectiveSettings, listPlaces } from './locations.queries.ts'
import { mustKeepTenants } from './mandatory-needs-tenant.ts'
import { isAllowed } from './permitted.ts'
import type { EffectiveSettings } from './settings-row.ts'
import { countBranch, countCrossing, countPeople, listWavesOver } from './touched.queries.ts'

/** A location that is put below another one, with everything below it. */
export type Move = { id: string; from: string; to: string }

/** What moving affects, counted. */
export type MoveConsequences = {
  locations: number
  usersWhoseDoorsChange: number
  usersGainingAccess: number
  usersLosingAccess: number
  sessionsThatEnd: number
}

/**
 * What has to be confirmed before locations are moved.
 *
 * @param consequences found by making the moves, which is why they are exact, and rolling them back.
 */
export function confirmationOf(consequences: MoveConsequences): Problem {
  const detail = 'This changes how people sign in, or who has access. Confirm it.'
  return new Problem('confirmation_required', detail, { consequences: { ...consequences } })
}

/** Does what `tryMoves` does, and records it. */
export async function makeMoves(
  trx: Trx,
  actor: Actor,
  customerId: string,
  moves: readonly Move[],
  now: Date,
): Promise<MoveConsequences> {
  const consequences = await tryMoves(trx, actor, customerId, moves, now)
  await recordAll(
    trx,
    actor,
    now,
    moves.map(({ id: locationId, from, to }) => ({
      customerId,
      action: 'location.moved' as const,
      detail: { locationId, from, to },
    })),
  )
  return consequences
}

/**
 * Moves locations, ends the sessions that are no longer allowed, and counts what was affected. The caller has locked
 * the customer's policy, and asked whether the moves are allowed. The moves themselves have no records yet, for those
 * who only ask.
 *
 * @throws {Problem} `mandatory_authentication_is_on` where it would be left on without a tenant; `set_above` where it
 *   would leave a wave that is planned at a chain whose settings the actor may not change.
 */
export async function tryMoves(
  trx: Trx,
  actor: Actor,
  customerId: string,
  moves: readonly Move[],
  now: Date,
): Promise<MoveConsequences> {
  const ids = moves.map(({ id }) => id)
  const placesBefore = await listPlaces(trx, customerId, ids)
  const settingsBefore = await listEffectiveSettings(trx, ids)
  const wavesBefore = await listWavesOver(trx, ids)
  await updateParents(trx, customerId, moves)
  await mustStayInWavesAbove(trx, actor, customerId, wavesBefore, await listWavesOver(trx, ids))
  await mustKeepTenants(trx, { ids, customerId })
  await endLostExceptions(trx, actor, customerId, now)
  const settingsAfter = await listEffectiveSettings(trx, ids)
  const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, customerId, actor, now)
  const placesAfter = await listPlaces(trx, customerId, ids)

  const differIn = (name: 'azureTenantId' | 'mandatoryAuthentication') =>
    ids.filter((id) => settingAt(settingsBefore, id, name) !== settingAt(settingsAfter, id, name))
  const [otherTenant, otherRule] = [differIn('azureTenantId'), differIn('mandatoryAuthentication')]
  const crossing = (from: Places, to: Places) =>
    ids.map((id) => ({
      on: (to.get(id) ?? []).filter((one) => !from.get(id)?.includes(one)),
      butNotOn: from.get(id) ?? [],
    }))
  return {
    locations: await countBranch(trx, customerId, ids),
    usersWhoseDoorsChange: Math.max(
      (await peopleOf(trx, customerId, otherTenant, 'azureTenantId'))?.users ?? 0,
      (await peopleOf(trx, customerId, otherRule, 'mandatoryAuthentication'))?.belowManagers ?? 0,
    ),
    usersGainingAccess: await countCrossing(trx, crossing(placesBefore, placesAfter)),
    usersLosingAccess: await countCrossing(trx, crossing(placesAfter, placesBefore)),
    sessionsThatEnd,
  }
}

type Waves = Awaited<ReturnType<typeof listWavesOver>>

/** What a chain above has planned is not undone below, by moving locations out of its waves (R5, R36). */
async function mustStayInWavesAbove(
  trx: Trx,
  actor: Actor,
  customerId: string,
  before: Waves,
  after: Waves,
): Promise<void> {
  const stays = new Set(after.map(({ locationId, waveId }) => `${locationId} ${waveId}`))
  const left = before.filter(({ locationId, waveId }) => !stays.has(`${locationId} ${waveId}`))
  for (const id of new Set(left.map(({ chainId }) => chainId))) {
    if (!(await isAllowed(trx, actor, 'settings.change', { id, customerId })))
      throw new Problem(
        'set_above',
        'A roll-out that is planned at a chain above is for this location. Ask there.',
      )
  }
}

type Places = Awaited<ReturnType<typeof listPlaces>>

function settingAt(
  settings: ReadonlyMap<string, EffectiveSettings>,
  id: string,
  name: 'azureTenantId' | 'mandatoryAuthentication',
) {
  return settings.get(id)?.[name] ?? null
}

async function peopleOf(
  trx: Trx,
  customerId: string,
  ids: readonly string[],
  setting: 'azureTenantId' | 'mandatoryAuthentication',
) {
  return ids.length > 0 ? countPeople(trx, { id: ids, customerId }, setting) : undefined
}
