import type { FrontDoor } from '#server/testing/front-door.ts'
import { type Played, playWorld } from './play-world.ts'

/** What came of many worlds, by what was wrong in them. */
export type Tally = {
  worlds: number
  wrong: { seed: number; played: Played }[]
  byFault: Map<string, { worlds: number; wrong: number; told: Map<string, number> }>
  /** Who said why, and how often that was compared with the others. */
  heard: Map<string, number>
}

export const emptyTally = (): Tally => ({
  worlds: 0,
  wrong: [],
  byFault: new Map(),
  heard: new Map(),
})

/** Two tallies of different worlds as one. */
export function added(one: Tally, other: Tally): Tally {
  const byFault = structuredClone(one.byFault)
  for (const [name, { worlds, wrong, told }] of other.byFault) {
    const found = byFault.get(name) ?? { worlds: 0, wrong: 0, told: new Map<string, number>() }
    found.worlds += worlds
    found.wrong += wrong
    for (const [words, count] of told) found.told.set(words, (found.told.get(words) ?? 0) + count)
    byFault.set(name, found)
  }
  const heard = new Map(one.heard)
  for (const [who, count] of other.heard) heard.set(who, (heard.get(who) ?? 0) + count)
  return {
    worlds: one.worlds + other.worlds,
    wrong: [...one.wrong, ...other.wrong],
    byFault,
    heard,
  }
}

/** Plays one world more, and adds it up. What throws is wrong, too. */
export async function playInto(
  tally: Tally,
  door: FrontDoor,
  settings: Record<string, string>,
  seed: number,
): Promise<void> {
  const played = await playWorld(door, settings, seed).catch((error: unknown): Played => {
    const wrong = [
      error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error),
    ]
    return { faults: ['what throws'], outsider: null, steps: 0, wrong, told: [], heard: [] }
  })
  tally.worlds += 1
  if (played.wrong.length > 0) tally.wrong.push({ seed, played })
  for (const who of played.heard) tally.heard.set(who, (tally.heard.get(who) ?? 0) + 1)
  const [only] = played.faults
  for (const name of played.faults) {
    const found = tally.byFault.get(name) ?? { worlds: 0, wrong: 0, told: new Map<string, number>() }
    found.worlds += 1
    found.wrong += Number(played.wrong.length > 0)
    const [first] = played.told
    // Only where it is alone is it certain what was told of it.
    if (played.faults.length === 1 && only && first) found.told.set(first, (found.told.get(first) ?? 0) + 1)
    tally.byFault.set(name, found)
  }
}
