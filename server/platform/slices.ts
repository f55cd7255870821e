import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work before other requests get their turn. */
const longest = 5

/** Does something with each of many things, in their order, a few milliseconds at a time. */
export async function inSlices<T>(
  things: Iterable<T>,
  work: (thing: T, index: number) => void,
): Promise<void> {
  let since = performance.now()
  let index = 0
  for (const thing of things) {
    work(thing, index)
    index += 1
    if (performance.now() - since < longest) continue
    await setImmediate()
    since = performance.now()
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
