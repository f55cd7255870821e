import { findEffectiveSettings } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { type Readiness, readReadiness } from './readiness.ts'
import { listWouldBeRefused, type WouldBeRefused } from './rehearsal.queries.ts'

/** A rehearsal of mandatory authentication so far: everyone's readiness, and who would have been refused. */
export type Rehearsal = {
  rehearsal: boolean
  since: Date | null
  counts: {
    affected: number
    /** People who have signed in with Microsoft already: mandatory authentication would change nothing for them. */
    ready: number
    neverTried: number
    lastRefused: number
    /** People, not sign-ins. */
    wouldBeRefused: number
  }
  people: (Readiness['affected'][number] & Omit<WouldBeRefused, 'userId'>)[]
}

export async function readRehearsal(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<Rehearsal> {
  const { since, refused } = await findRehearsed(db, chain)
  const { affected } = await readReadiness(db, chain, now)
  return { rehearsal: since !== null, since, ...summedUp(affected, refused) }
}

type Refused = ReadonlyMap<string, WouldBeRefused>

/** When the current rehearsal began, if one is running, and who would have been refused in it. */
export async function findRehearsed(
  db: Db,
  chain: { id: string },
): Promise<{ since: Date | null; refused: Refused }> {
  const since = (await findEffectiveSettings(db, chain.id)).rehearsalSince
  const refused = since === null ? [] : await listWouldBeRefused(db, chain, since)
  return { since, refused: new Map(refused.map((person) => [person.userId, person])) }
}

/** People who would have been refused come first, the most frequent ones on top; then those who are not ready. */
export function summedUp(
  affected: Readiness['affected'],
  refusedOf: Refused,
): Pick<Rehearsal, 'counts' | 'people'> {
  const people = affected.map((person) => {
    const { wouldBeRefused = 0, lastPasswordSignInAt = null } = refusedOf.get(person.userId) ?? {}
    return { ...person, wouldBeRefused, lastPasswordSignInAt }
  })
  const inState = (state: string) => people.filter((person) => person.state === state).length
  return {
    counts: {
      affected: people.length,
      ready: inState('linked'),
      neverTried: inState('never_tried'),
      lastRefused: inState('refused'),
      wouldBeRefused: people.filter(({ wouldBeRefused }) => wouldBeRefused > 0).length,
    },
    people: people.toSorted((a, b) => b.wouldBeRefused - a.wouldBeRefused || order(a.state) - order(b.state)),
  }
}

function order(state: Readiness['affected'][number]['state']): number {
  return ['refused', 'never_tried', 'linked'].indexOf(state)
}
