import type { Kysely } from 'kysely'
import type { DB } from './database.generated.ts'
import { limitWaits, waitAsEver } from './lock-timeout.queries.ts'

/** A row that a transaction locks before it decides anything (docs/decisions/0014). */
export type What = { table: 'customer' | 'user_account'; id: string }

/** What is locked: known, or asked for once something of it is held. */
type Wanted = What | ((db: Kysely<DB>) => Promise<What>)

/**
 * Another transaction holds a lock that this one needs. Nothing of it was done yet, so it gives its connection back, waits
 * in a line (`lock-lines.ts`), and is repeated.
 */
export class Held extends Error {
  override name = 'Held'
  /** As PostgreSQL says it itself: an outage, if the wait was in vain. */
  readonly code = '55P03'
  readonly what: Wanted
  /** Whether others may have the lock at the same time. */
  readonly isShared: boolean

  constructor(what: Wanted, isShared: boolean) {
    super('what this transaction needs is locked by another one')
    this.what = what
    this.isShared = isShared
  }
}

/** One try of a transaction. */
export type Attempt = {
  /** Whether PostgreSQL may make it wait for this kind of lock, and until when. */
  waitsFor(table: What['table']): { until: number } | undefined
  /** Whether others were there before it. */
  mustStandBehind(what: What): boolean
  /** It has this kind of lock. */
  acquired(table: What['table'], isShared: boolean): void
}

/** How each transaction is tried. */
const attempts = new WeakMap<object, Attempt>()

export function noteAttempt(trx: object, attempt: Attempt): void {
  attempts.set(trx, attempt)
}

type Lock<T> = {
  what: Wanted
  /** Which of the rows others may lock at the same time. */
  isShared: boolean
  table: What['table']
  /** Sends the statement. If it must not wait, it leaves out what others hold (`skip locked`). */
  take(wait: boolean): Promise<T>
  /** Whether something was left out. */
  isIncomplete(taken: T): boolean
}

/**
 * Takes a lock without waiting for it, unless this transaction is at the head of a line. It has to come before anything
 * else that the transaction does, and in the order of all locks (docs/decisions/0014).
 *
 * @throws {Held} if another transaction has it, or others came earlier.
 */
export async function lockInTurn<T>(
  trx: Kysely<DB>,
  { what, isShared, table, take, isIncomplete }: Lock<T>,
): Promise<T> {
  const attempt = attempts.get(trx)
  if (typeof what !== 'function' && attempt?.mustStandBehind(what)) throw new Held(what, isShared)
  const waiting = attempt?.waitsFor(table)
  const taken = waiting ? await waitFor(trx, waiting.until, () => take(true)) : await take(false)
  const isHeld = isIncomplete(taken)
  if (waiting || !isHeld) attempt?.acquired(table, isShared)
  if (isHeld) throw new Held(what, isShared)
  return taken
}

/** Waits for as long as is left of the wait as a whole, and then as ever for what comes after. */
async function waitFor<T>(trx: Kysely<DB>, until: number, take: () => Promise<T>): Promise<T> {
  if (!Number.isFinite(until)) return take()
  await limitWaits(trx, Math.max(1, Math.ceil(until - performance.now())))
  const taken = await take()
  await waitAsEver(trx)
  return taken
}
