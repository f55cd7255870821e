import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { DB } from './database.generated.ts'

/** Whose lock it is, by which one waits in line: known, or asked for once it is needed. */
type Whose = string | ((db: Kysely<DB>) => Promise<string>)

/**
 * Another transaction holds a lock that this one needs. Nothing of it was done yet, so it gives its connection back, waits
 * in memory, and is repeated once the lock may be free.
 */
export class Held extends Error {
  override name = 'Held'
  /** As PostgreSQL says it itself: an outage, if the wait was in vain. */
  readonly code = lockNotAvailable
  readonly whose: Whose

  constructor(whose: Whose, cause: unknown) {
    super('what this transaction needs is locked by another one', { cause })
    this.whose = whose
  }
}

const lockNotAvailable = '55P03'

/**
 * Takes a lock with a statement that does not wait (`nowait`). It has to come before anything else that the transaction
 * does, and in the order of all locks (docs/decisions/0014).
 *
 * @throws {Held} if another transaction has it.
 */
export async function unlessHeld<T>(whose: Whose, lock: Promise<T>): Promise<T> {
  try {
    return await lock
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === lockNotAvailable)
      throw new Held(whose, error)
    throw error
  }
}

type Line = { trying: number; waiting: (() => void)[] }

/** How many transactions of one customer try again at a time, and how many wait for their turn behind them. */
const most = { trying: 2, waiting: 200 }

/** Milliseconds between two tries. */
const pauses = { first: 5, longest: 50 }

/**
 * Where transactions wait, without a connection, for locks that others hold: one line for each customer. Only the first two
 * of a line try again, so a customer whose lock is held takes no more than that from everyone.
 *
 * @param patience milliseconds that one waits at most.
 */
export function openLines(patience: number) {
  const lines = new Map<string, Line>()
  let inLine = 0

  /** Repeats a transaction that met a held lock. @throws {Held} if it was held for too long, or too many wait. */
  async function repeat<T>(name: string, held: Held, work: () => Promise<T>): Promise<T> {
    const until = performance.now() + patience
    inLine += 1
    try {
      await enter(name, until, held)
      try {
        return await tryAgain(until, work)
      } finally {
        leave(name)
      }
    } finally {
      inLine -= 1
    }
  }

  async function enter(name: string, until: number, held: Held): Promise<void> {
    const line = lines.get(name) ?? { trying: 0, waiting: [] }
    lines.set(name, line)
    if (line.trying < most.trying) {
      line.trying += 1
      return
    }
    if (line.waiting.length >= most.waiting) throw held
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    line.waiting.push(resolve)
    const timer = Number.isFinite(until)
      ? setTimeout(() => {
          line.waiting.splice(line.waiting.indexOf(resolve), 1)
          reject(held)
        }, until - performance.now())
      : undefined
    try {
      await promise
    } finally {
      clearTimeout(timer)
    }
  }

  function leave(name: string): void {
    const line = lines.get(name)
    if (!line) return
    const next = line.waiting.shift()
    // The next one takes over the place.
    if (next) next()
    else line.trying -= 1
    if (line.trying === 0) lines.delete(name)
  }

  return {
    repeat,
    /** How many wait, over all customers. */
    waiting: () => inLine,
  }
}

async function tryAgain<T>(until: number, work: () => Promise<T>): Promise<T> {
  for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
    // At random, so that two that met do not meet again.
    await sleep(pause * (0.5 + Math.random() / 2))
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Held) || performance.now() >= until) throw error
    }
  }
}
