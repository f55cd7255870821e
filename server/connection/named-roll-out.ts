import type { Db } from '#server/platform/database.ts'
import { type NamedCause, namedCauses } from './pause-cause.ts'
import type { RollOut, WavePlan } from './roll-out.ts'

/** A plan as the API and the command line show it. People who were refused are named if they are still users. */
export type NamedRollOut = Pick<RollOut, 'timeZone' | 'state'> & {
  waves: (WavePlan & {
    id: string
    state: RollOut['waves'][number]['state']
    pausedBecause: NamedCause | null
  })[]
  pausedBecause: NamedCause | null
}

export async function withNames(
  db: Db,
  { customerId }: { customerId: string },
  { timeZone, state, waves, pausedBecause }: RollOut,
): Promise<NamedRollOut> {
  const stored = [pausedBecause, ...waves.map((wave) => wave.pausedBecause)]
  const [first = null, ...causes] = await namedCauses(db, customerId, stored)
  return {
    timeZone,
    state,
    pausedBecause: first,
    waves: waves.map(({ id, locationIds, startsOn, noticeDaysBefore, state }, index) => ({
      id,
      locationIds,
      startsOn,
      noticeDaysBefore,
      state,
      pausedBecause: causes[index] ?? null,
    })),
  }
}
