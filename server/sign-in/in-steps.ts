import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds between the moments at which the password door answers a try that has failed. In them everything about
 * it is written, which takes longer for a name that exists, because its customer reads of it.
 */
const step = 25

/**
 * Does what is to be done about a failed try, and answers at the next step after it: so the time of the answer does not
 * say whether the name exists (R29). What takes longer than a step takes a whole one more.
 */
export async function inSteps<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const done = await work()
  await sleep(step - ((performance.now() - began) % step))
  return done
}
