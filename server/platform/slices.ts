import { setTimeout } from 'node:timers/promises'

/** Milliseconds for which long work keeps this process from everything else, at most; and for which it rests at most. */
const longest = { work: 3, rest: 30 }

/** Of all long work of this process: one rests after the other, so that together they take no more of it than one. */
let line = Promise.resolve()
let resting = 0

export type Slices = { rest(): Promise<void> }

/**
 * For long work, which shares one thread with everyone's requests. Between two steps of it, `rest` lets the others have
 * their turn: as soon as a few milliseconds were worked, for as long as that took. Whatever there is of such work, they
 * always have half of the time.
 */
export function openSlices(): Slices {
  let began = performance.now()
  return {
    async rest() {
      const worked = performance.now() - began
      if (worked < longest.work) return
      resting += 1
      // Where others rest, one of them works meanwhile.
      const enough = Math.min(worked, longest.rest) + (resting > 1 ? longest.work : 0)
      const own = line.then(() => setTimeout(enough))
      line = own
      await own
      resting -= 1
      began = performance.now()
    },
  }
}

/** Does something with each of many things, in their order, in slices. */
export async function inSlices<T>(
  things: Iterable<T>,
  work: (thing: T, index: number) => void,
): Promise<void> {
  const slices = openSlices()
  let index = 0
  for (const thing of things) {
    if (index > 0) await slices.rest()
    work(thing, index)
    index += 1
  }
}

/** What `work` makes of each of many things, in their order. */
export async function mappedInSlices<T, Made>(
  things: Iterable<T>,
  work: (thing: T, index: number) => Made,
): Promise<Made[]> {
  const made: Made[] = []
  await inSlices(things, (thing, index) => made.push(work(thing, index)))
  return made
}

/** A list in parts of so many. */
export function partsOf<T>(list: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, part) =>
    list.slice(part * most, (part + 1) * most),
  )
}
