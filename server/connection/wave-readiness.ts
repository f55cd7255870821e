import type { Db } from '#server/platform/database.ts'
import { type Readiness, readReadiness } from './readiness.ts'
import { listPeopleOfWaves } from './roll-out.queries.ts'

/** How far the people of a wave have come with Microsoft. */
export type WaveReadiness = {
  waveId: string
  counts: Pick<Readiness['counts'], 'affected' | 'linked' | 'neverTried' | 'refused'>
  notReady: Readiness['affected']
  /** People whose exception by name still holds on its day. They are not among the affected. */
  excepted: Readiness['excepted']
}

/** Readiness by wave (R15, R36): of everyone below the manager levels in its branches; someone in two is in both. */
export async function readWaveReadiness(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<WaveReadiness[]> {
  const waves = await listPeopleOfWaves(db, chain)
  if (waves.length === 0) return []
  const readiness = await readReadiness(db, chain, now)
  return waves.map((wave) => {
    const { waveId, userIds, startsOn } = wave
    const ids = new Set(userIds)
    const people = affectedOf(readiness, wave)
    const excepted = readiness.excepted.filter((one) => ids.has(one.userId) && isKeptOn(one, startsOn))
    const inState = (state: string) => people.filter((person) => person.state === state)
    return {
      waveId,
      counts: {
        affected: people.length,
        linked: inState('linked').length,
        neverTried: inState('never_tried').length,
        refused: inState('refused').length,
      },
      notReady: [...inState('refused'), ...inState('never_tried')],
      excepted,
    }
  })
}

/** The people affected by a wave. */
export function affectedOf(
  readiness: Pick<Readiness, 'affected' | 'excepted'>,
  { userIds, startsOn }: { userIds: readonly string[]; startsOn: string },
): Readiness['affected'] {
  const ids = new Set(userIds)
  return affectedOn(readiness, startsOn).filter(({ userId }) => ids.has(userId))
}

/** The people affected by a wave on a day, including those whose exception by name has ended by then. */
function affectedOn(
  { affected, excepted }: Pick<Readiness, 'affected' | 'excepted'>,
  day: string,
): Readiness['affected'] {
  const ended = excepted.filter((one) => !isKeptOn(one, day))
  return [...affected, ...ended.map(({ exceptionEndsOn: _, ...person }) => person)]
}

function isKeptOn({ exceptionEndsOn }: Readiness['excepted'][number], day: string): boolean {
  return exceptionEndsOn > day
}
