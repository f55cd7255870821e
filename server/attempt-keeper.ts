import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { closeUnreturned } from './sign-in/attempts.ts'
import { placeHints } from './sign-in/hints.ts'

/** Milliseconds between two rounds: managers watch attempts live. */
const pause = 2_000

/**
 * Closes attempts that did not come back (R17) and finds whose the ones are that name nobody, as long as the server runs.
 * Any number of instances may do so at once: each attempt is taken by one.
 *
 * @returns how to stop it: a round under way is finished first.
 */
export function keepAttempts(db: Db, log: Log, now: () => Date): { stop(): Promise<void> } {
  let isStopping = false
  let round = Promise.resolve()
  let timer = setTimeout(begin, pause)

  function begin() {
    round = goRound()
  }

  async function goRound() {
    try {
      await closeUnreturned(db, now())
      await placeHints(db, now())
    } catch (error) {
      log.warn({ err: error }, 'attempts could not be looked after; it will be tried again')
    }
    if (!isStopping) timer = setTimeout(begin, pause)
  }

  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await round
    },
  }
}
