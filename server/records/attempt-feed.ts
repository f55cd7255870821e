import type { Db } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import { Problem } from '#server/platform/problem.ts'
import { inTurn } from '#server/platform/turns.ts'
import { listNoted, type Noted, readDatabaseClock } from './sign-ins.queries.ts'

/** What happens to the attempts of the customers that people watch, on any instance. */
export type AttemptFeed = {
  /**
   * Delivers each attempt of a customer that starts or ends from now on, within a second or two, and sometimes more
   * than once. `undefined` instead of attempts: there were too many, read the list.
   *
   * @throws {Problem} `throttled` if this watcher, this customer, or everyone together already watches enough.
   */
  watch(customerId: string, watcher: string, watching: Watching): () => void
  /** Ends all watching, for the end of this instance. */
  close(): void
  /** How many watch now. */
  count(): number
}

export type Watching = {
  onAttempts(noted: readonly Noted[] | undefined): void
  onClose(): void
}

/**
 * How many may watch on this instance: one person or key; one customer, which can create any number of either and has
 * to leave room for others; and everyone together.
 */
const limits = { perWatcher: 4, perCustomer: 100, together: 1000 }

/**
 * Milliseconds. A row is noted a little before it can be read: in the transaction that changes it, which may wait for
 * a lock. So each look goes back this far, and leaves out what it has seen.
 */
export const overlap = 10_000

const batch = 5000

/**
 * Asks the database once in `pause` milliseconds for everyone who watches on this instance, and not at all while no
 * one does. docs/decisions/0021 says why it does not use LISTEN and NOTIFY.
 */
export function openAttemptFeed(
  db: Db,
  log: Pick<Log, 'warn'>,
  { pause = 1000 }: { pause?: number } = {},
): AttemptFeed {
  const watchings = new Map<Watching, { customerId: string; watcher: string }>()
  /** What was sent lately, by attempt and customer, with the time at which it was noted. */
  const told = new Map<string, number>()
  let reachedAt: Date | undefined
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  let isClosed = false

  async function look() {
    timer = undefined
    isLooking = true
    try {
      if (reachedAt) await tellSince(new Date(reachedAt.getTime() - overlap))
      else reachedAt = await readDatabaseClock(db)
    } catch (error) {
      log.warn({ err: error }, 'the live list of sign-ins could not be read; it will be tried again')
    }
    isLooking = false
    schedule()
  }

  function schedule() {
    if (timer || isLooking || isClosed) return
    if (watchings.size === 0) {
      reachedAt = undefined
      told.clear()
      return
    }
    // In the turn of no customer, although one of them asked for it.
    timer = inTurn({ share: 'background' }, () => setTimeout(look, pause))
    timer.unref()
  }

  async function tellSince(since: Date) {
    const customerIds = [...new Set([...watchings.values()].map(({ customerId }) => customerId))]
    if (customerIds.length === 0) return
    const found = await listNoted(db, customerIds, since, batch)
    const isTooMuch = found.length === batch
    const fresh = found.filter((noted) => told.get(keyOf(noted)) !== noted.notedAt.getTime())
    for (const noted of fresh) told.set(keyOf(noted), noted.notedAt.getTime())
    reachedAt = isTooMuch ? await readDatabaseClock(db) : (found.at(-1)?.notedAt ?? reachedAt)
    const forgotten = (reachedAt?.getTime() ?? 0) - overlap
    for (const [key, time] of told) if (time < forgotten) told.delete(key)

    const byCustomer = Map.groupBy(fresh, ({ customerId }) => customerId)
    for (const [watching, { customerId }] of watchings) {
      const theirs = byCustomer.get(customerId)
      if (theirs) watching.onAttempts(isTooMuch ? undefined : theirs)
    }
  }

  return {
    watch(customerId, watcher, watching) {
      const others = [...watchings.values()]
      const own = others.filter((other) => other.watcher === watcher).length
      const colleagues = others.filter((other) => other.customerId === customerId).length
      const isFull =
        own >= limits.perWatcher || colleagues >= limits.perCustomer || watchings.size >= limits.together
      if (isClosed || isFull)
        throw new Problem('throttled', 'This list is watched in too many windows already.', {
          retryAfterSeconds: 30,
        })
      watchings.set(watching, { customerId, watcher })
      schedule()
      return () => {
        watchings.delete(watching)
      }
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const watching of [...watchings.keys()]) watching.onClose()
      watchings.clear()
    },
    count: () => watchings.size,
  }
}

function keyOf({ customerId, attemptId }: Noted) {
  return `${customerId} ${attemptId}`
}
