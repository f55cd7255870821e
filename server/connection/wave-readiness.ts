import type { Db } from '#server/platform/database.ts'
import { type Readiness, readReadiness } from './readiness.ts'
import { listPeopleOfWaves } from './roll-out.queries.ts'

/** How far the people of a wave have come with Microsoft. */
export type WaveReadiness = {
  waveId: string
  counts: Pick<Readiness['counts'], 'affected' | 'linked' | 'neverTried' | 'refused'>
  notReady: Readiness['affected']
}

/** Readiness by wave (R15, R36): of everyone below the manager levels in its branches; someone in two is in both. */
export async function readWaveReadiness(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<WaveReadiness[]> {
  const waves = await listPeopleOfWaves(db, chain)
  if (waves.length === 0) return []
  const { affected } = await readReadiness(db, chain, now)
  return waves.map(({ waveId, userIds }) => {
    const ids = new Set(userIds)
    const people = affected.filter(({ userId }) => ids.has(userId))
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
    }
  })
}
