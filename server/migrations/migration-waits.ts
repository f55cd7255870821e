/** What a migration does while others are in its way: it gives way to them, and says who they are. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import { findStepper, type Holder, listHolders, Unfinished } from './migration-steps.queries.ts'

/** Milliseconds. Between two tries of a file the pause doubles, up to the longest. */
const times = { firstPause: 250, longestPause: 30_000, look: 150, tell: 30_000, poll: 200 }

/** Milliseconds for which a file pauses at most, all in all. */
export const longestPatience = 10 * 60_000

/** Someone was in the way: a lock was not to be had, or there was a deadlock. All of the step is undone. */
const conflictCodes: ReadonlySet<unknown> = new Set(['55P03', '40P01', '40001'])

/** A build ended itself for someone who waits for it to end. */
export class GaveWay extends Error {
  override readonly name = 'GaveWay'
}

export function isConflict(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  if (
    error instanceof Unfinished ||
    error instanceof GaveWay ||
    ('code' in error && conflictCodes.has(error.code))
  )
    return true
  return isConflict(error.cause)
}

const holdersOf = new WeakMap<Error, Holder[]>()

/**
 * Does work that may wait for others, and remembers with its error who they were, because afterwards no one can tell.
 *
 * @param pid of the session that waits.
 * @param onWait is told who is in the way, each time that it looks.
 */
export async function namingHolders<T>(
  db: Db,
  pid: number,
  work: () => Promise<T>,
  onWait?: (holders: Holder[]) => unknown,
): Promise<T> {
  let holders: Holder[] = []
  const look = async () => {
    const found = await listHolders(db, pid)
    if (found.length === 0) return
    holders = found
    await onWait?.(found)
  }
  const tryLooking = () => look().catch(() => {})
  const looking = setInterval(tryLooking, times.look)
  // At once, because the first look has to connect.
  const first = tryLooking()
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && holders.length > 0) holdersOf.set(error, holders)
    throw error
  } finally {
    clearInterval(looking)
    await first
  }
}

function holdersNamed(error: unknown): Holder[] {
  if (!(error instanceof Error)) return []
  return holdersOf.get(error) ?? holdersNamed(error.cause)
}

export type Patience = {
  /** @throws {Error} in words for the operator, once it has lasted too long. */
  afterConflict(migration: string, error: Error, stopping?: AbortSignal): Promise<void>
  /** Another instance is at it, for as long as it takes. */
  afterBusy(db: Db, migration?: string): Promise<void>
}

/**
 * Counts how often one file has been tried, and how long it has paused for others. What it did in between is not
 * counted: building an index may take an hour.
 *
 * @param giveUpAfter milliseconds.
 */
export function startPatience(log: Pick<Log, 'info' | 'warn'>, giveUpAfter: number): Patience {
  let [attempt, paused, toldAt] = [0, 0, performance.now()]
  return {
    async afterConflict(migration, error, stopping) {
      attempt += 1
      const holders = holdersNamed(error)
      if (paused > giveUpAfter) throw givenUp(migration, holders, error)
      log.warn(
        { migration, attempt, holders, reason: error.message },
        'a migration gave way to others, and will be tried again',
      )
      const pause = Math.min(times.firstPause * 2 ** attempt, times.longestPause)
      paused += pause
      await sleep(pause, undefined, { signal: stopping }).catch(() => {})
    },
    async afterBusy(db, migration) {
      if (performance.now() - toldAt > times.tell) {
        toldAt = performance.now()
        const process = await findStepper(db)
        log.info({ migration, process }, 'another instance migrates the database; this one waits for it')
      }
      await sleep(times.poll)
    },
  }
}

function givenUp(migration: string, holders: Holder[], cause: Error): Error {
  const [first] = holders
  const who = first
    ? `Last it was process ${first.pid} of PostgreSQL (${[first.role, first.application].filter(Boolean).join(', ')}${
        first.since ? `, since ${first.since.toISOString()}` : ''
      }). Wait until it has finished, or end it with pg_terminate_backend(${first.pid})`
    : 'See pg_stat_activity for transactions that have been open for long, and wait until they have finished, or end them'
  return new Error(
    `migrations/${migration} could not be applied, because others were in its way all the time. ${who}; then start again. The migrations before it stay applied.`,
    { cause },
  )
}
