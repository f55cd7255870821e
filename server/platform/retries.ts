import { setTimeout } from 'node:timers/promises'
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  type KyselyConfig,
  type TransactionBuilder,
} from 'kysely'
import type { DB } from './database.generated.ts'
import { type Attempt, Held, noteAttempt } from './held-locks.ts'
import { openLines, type RefusedInLine } from './lock-lines.ts'
import type { Share } from './turns.ts'

/**
 * How often work is tried that PostgreSQL ended because of other work: a deadlock or a serialization failure. All of it
 * was undone, so it can be done again (R32).
 */
const most = 5

/** @see https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html */
const conflictCodes = ['40001', '40P01']

/**
 * A Kysely whose transactions are repeated after a conflict, and once a lock that another one held may be free
 * (`held-locks.ts`). The function given to `execute` therefore runs again from its start: whatever it does outside the
 * database, it must do after the commit. There is no other way to start a transaction here (a test holds that), so no
 * caller can forget it.
 */
export class RetryingKysely<Tables> extends Kysely<Tables> {
  readonly #lines: ReturnType<typeof openLines>

  /** @param waits milliseconds for which a transaction waits for a lock that another one holds, and how many do it where. */
  constructor(config: KyselyConfig, waits: { patience: number; room(share: Share): number }) {
    super(config)
    this.#lines = openLines(waits)
  }

  override transaction(): TransactionBuilder<Tables> {
    return repeating(super.transaction(), (work) => this.#repeated(work))
  }

  /** How many transactions wait for locks of others: at most a few of them with a connection. */
  waitingForLocks(): number {
    return this.#lines.waiting()
  }

  /** How many waited for them in vain. */
  refusedInLine(): RefusedInLine {
    return this.#lines.refused()
  }

  async #repeated<T>(work: (attempt: Attempt) => Promise<T>): Promise<T> {
    try {
      return await retried(() => work(this.#lines.newcomer))
    } catch (held) {
      if (!(held instanceof Held)) throw held
      const find = async ({ what }: Held) =>
        typeof what === 'function' ? what(this as unknown as Kysely<DB>) : what
      return await this.#lines.repeat(held, find, (attempt) => retried(() => work(attempt)))
    }
  }
}

type Repeat = <T>(work: (attempt: Attempt) => Promise<T>) => Promise<T>

function repeating<Tables>(builder: TransactionBuilder<Tables>, repeat: Repeat): TransactionBuilder<Tables> {
  const execute = builder.execute.bind(builder)
  const setIsolationLevel = builder.setIsolationLevel.bind(builder)
  const setAccessMode = builder.setAccessMode.bind(builder)
  return Object.assign(builder, {
    execute: (work: Parameters<typeof execute>[0]) =>
      repeat((attempt) =>
        execute((trx) => {
          noteAttempt(trx, attempt)
          return work(trx)
        }),
      ),
    setIsolationLevel: (level: Parameters<typeof setIsolationLevel>[0]) =>
      repeating(setIsolationLevel(level), repeat),
    setAccessMode: (mode: Parameters<typeof setAccessMode>[0]) => repeating(setAccessMode(mode), repeat),
  })
}

/** A driver whose statements are repeated after a conflict where they are transactions of their own. */
export function retryingStatements(driver: Driver): Driver {
  const known = new WeakSet<DatabaseConnection>()
  const inTransaction = new WeakSet<DatabaseConnection>()
  const acquire = driver.acquireConnection.bind(driver)
  const begin = driver.beginTransaction.bind(driver)
  const release = driver.releaseConnection.bind(driver)
  return Object.assign(driver, {
    acquireConnection: async (...options: Parameters<typeof acquire>) => {
      const connection = await acquire(...options)
      if (!known.has(connection)) {
        known.add(connection)
        const run = connection.executeQuery.bind(connection)
        connection.executeQuery = (query, ...more) =>
          inTransaction.has(connection) ? run(query, ...more) : retried(() => run(query, ...more))
      }
      return connection
    },
    beginTransaction: (connection: DatabaseConnection, ...settings: Tail<Parameters<typeof begin>>) => {
      inTransaction.add(connection)
      return begin(connection, ...settings)
    },
    releaseConnection: (connection: DatabaseConnection, ...options: Tail<Parameters<typeof release>>) => {
      inTransaction.delete(connection)
      return release(connection, ...options)
    },
  })
}

type Tail<All extends unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === most || !isConflict(error)) throw error
      // At random, so that two that met do not meet again.
      await setTimeout(Math.random() * 10 * 2 ** tries)
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && conflictCodes.includes(String(error.code))
}
