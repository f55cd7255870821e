import { setImmediate, setTimeout } from 'node:timers/promises'
import { sinceLastAsked } from './turns.ts'

/**
 * Milliseconds for which long work keeps this process from everything else, at most, and for which it rests at most: less
 * between its statements, because they hold locks, for which its own customer waits.
 */
const longest = { work: 3, rest: 30, restOfStatements: 5 }

/** Milliseconds without a request after which there is no one to rest for. */
const quiet = 1000

/** Of all long work of this process: one rests after the other, so that together they take no more of it than one. */
let line = Promise.resolve()
let resting = 0

export type Slices = { rest(): Promise<void> }

/**
 * For long work, which shares one thread with everyone's requests. Between two steps of it, `rest` lets the others have
 * their turn: as soon as a few milliseconds were worked, for as long as that took. Whatever there is of such work, they
 * always have half of the time. Where no one asks for anything, it goes on as soon as it is known that no one does.
 */
export function openSlices(longestRest = longest.rest): Slices {
  let began = performance.now()
  return {
    async rest() {
      const worked = performance.now() - began
      if (worked < longest.work) return
      if (sinceLastAsked() > quiet) await setImmediate()
      else await restInLine(Math.min(worked, longestRest))
      began = performance.now()
    },
  }
}

async function restInLine(milliseconds: number): Promise<void> {
  resting += 1
  // Where others rest, one of them works meanwhile.
  const enough = milliseconds + (resting > 1 ? longest.work : 0)
  const own = line.then(() => setTimeout(enough))
  line = own
  await own
  resting -= 1
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

/** Rows that a statement of long work reads or writes: so few that PostgreSQL, too, is kept for some milliseconds only. */
const rowsAtOnce = 100

/**
 * Reads or writes many rows, a part of them in each statement, and rests in between as `openSlices` says.
 *
 * @param work is told how many were done before.
 */
export async function inParts<T>(
  list: readonly T[],
  work: (some: T[], done: number) => Promise<unknown>,
): Promise<void> {
  const slices = openSlices(longest.restOfStatements)
  for (let done = 0; done < list.length; done += rowsAtOnce) {
    if (done > 0) await slices.rest()
    await work(list.slice(done, done + rowsAtOnce), done)
  }
}

/** A list in parts of so many. */
export function partsOf<T>(list: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, part) =>
    list.slice(part * most, (part + 1) * most),
  )
}
