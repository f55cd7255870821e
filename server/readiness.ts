import { compareVersions } from './migrations/schema-version.ts'
import { watchClock } from './platform/clock.ts'
import { openDatabase } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { watchWrites } from './platform/takes-writes.ts'

/**
 * Milliseconds in which the database has to answer, for this instance to be ready; and after which one that was ready
 * no longer is. A single slow answer, of a disk or behind a pooler, would otherwise take out all instances at once.
 */
const patience = { ask: 1_000, silence: 2_000 }

export type Readiness = {
  /** @returns undefined, or what is missing. */
  ask(): Promise<string | undefined>
  /** @see watchClock */
  clock: ReturnType<typeof watchClock>
  /** @see watchWrites */
  writes: ReturnType<typeof watchWrites>
  close(): Promise<void>
}

/**
 * Whether the database can serve this instance. It is judged by a connection of its own, so that no work, however much,
 * takes this instance out of the balancer, and however many ask at once, the database is asked once.
 *
 * @param cannotServe whether the connections that serve cannot be had, for example because a pooler gives out no more:
 *   then that this one answers means little.
 */
export function openReadiness(
  url: string,
  now: () => Date,
  log: Pick<Log, 'info' | 'error'>,
  cannotServe: () => boolean = () => false,
): Readiness {
  const db = openDatabase({ url, poolSize: 1 })
  const clock = watchClock(db, now)
  const writes = watchWrites(db, log)
  let judging: Promise<string | undefined> | undefined
  let began = 0
  let wasReady = false

  async function judge(): Promise<string | undefined> {
    try {
      const { fault, pending } = await compareVersions(db)
      if (cannotServe()) return 'the database gives no connections to serve with'
      if (fault) return 'the database is of another version'
      return pending.length > 0 ? 'migrations are pending' : ((await writes()) ?? (await clock()))
    } catch {
      return silent
    }
  }

  return {
    ask() {
      if (!judging) {
        began = performance.now()
        judging = judge().then((missing) => {
          judging = undefined
          wasReady = missing === undefined
          return missing
        })
      }
      return within(patience.ask, judging, () => {
        const isSilent = performance.now() - began >= patience.silence
        if (isSilent) wasReady = false
        return wasReady ? undefined : silent
      })
    },
    clock,
    writes,
    close: () => db.destroy(),
  }
}

const silent = 'the database does not answer'

function within<T>(milliseconds: number, work: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
