import type { Log } from './log.ts'

/**
 * Does the work of a duty for one thing after the other, each of which may be another customer's. One that fails is
 * logged and delays no other: the next round of the duty finds it again.
 *
 * @param name for the log: what failed.
 */
export async function eachAlone<Thing extends { id: string }>(
  log: Pick<Log, 'warn'>,
  name: string,
  things: readonly Thing[],
  work: (thing: Thing) => Promise<unknown>,
): Promise<void> {
  for (const thing of things) {
    try {
      await work(thing)
    } catch (error) {
      log.warn({ err: error, duty: name, id: thing.id }, 'a part of a duty failed; it will be tried again')
    }
  }
}
