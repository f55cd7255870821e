import { watchClock } from './platform/clock.ts'
import { openDatabase } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { compareVersions } from './platform/schema-version.ts'
import { watchWrites } from './platform/takes-writes.ts'

/** Milliseconds in which the database has to answer, for this instance to be ready. */
const patience = 1_000

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
 */
export function openReadiness(url: string, now: () => Date, log: Pick<Log, 'info' | 'error'>): Readiness {
  const db = openDatabase({ url, poolSize: 1 })
  const clock = watchClock(db, now)
  const writes = watchWrites(db, log)
  let judging: Promise<string | undefined> | undefined

  async function judge(): Promise<string | undefined> {
    try {
      const { fault, pending } = await compareVersions(db)
      if (fault) return 'the database is of another version'
      return pending.length > 0 ? 'migrations are pending' : ((await writes()) ?? (await clock()))
    } catch {
      return silent
    }
  }

  return {
    ask() {
      judging ??= judge().finally(() => {
        judging = undefined
      })
      return within(patience, judging, silent)
    },
    clock,
    writes,
    close: () => db.destroy(),
  }
}

const silent = 'the database does not answer'

function within<T>(milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, milliseconds, otherwise)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
