import type { Db } from '#server/platform/database.ts'
import { readReadiness } from './readiness.ts'
import { findRehearsed, type Rehearsal, summedUp } from './rehearsal.ts'
import { listPeopleOfWaves } from './roll-out.queries.ts'
import { affectedOf } from './wave-readiness.ts'

/** What a rehearsal has shown of each wave of a roll-out so far. */
export type WaveRehearsal = Pick<Rehearsal, 'rehearsal' | 'since'> & {
  waves: {
    waveId: string
    counts: Rehearsal['counts']
    /** The people who would have been refused, the most frequent ones first. */
    wouldBeRefused: Rehearsal['people']
  }[]
}

/** The rehearsal by wave (R15, R36), for the same people as readiness by wave: someone in two waves is in both. */
export async function readWaveRehearsal(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<WaveRehearsal> {
  const { since, refused } = await findRehearsed(db, chain)
  const waves = await listPeopleOfWaves(db, chain)
  const readiness = waves.length === 0 ? undefined : await readReadiness(db, chain, now)
  return {
    rehearsal: since !== null,
    since,
    waves: waves.map((wave) => {
      const { counts, people } = summedUp(readiness ? affectedOf(readiness, wave) : [], refused)
      const wouldBeRefused = people.filter((person) => person.wouldBeRefused > 0)
      return { waveId: wave.waveId, counts, wouldBeRefused }
    }),
  }
}
