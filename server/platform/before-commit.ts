import {
  type DatabaseConnection,
  type Driver as KyselyDriver,
  PostgresDialect,
  PostgresDriver,
  type Transaction,
} from 'kysely'
import type { DB } from './database.generated.ts'

type Trx = Transaction<DB>

type Write<T> = (trx: Trx, items: T[]) => Promise<void>

type Waiting = { trx: Trx; items: Map<Write<never>, unknown[]> }

/** By the connection that a transaction runs on, which has one transaction at a time. */
const waiting = new WeakMap<DatabaseConnection, Waiting>()

/**
 * Keeps items until the transaction is about to commit, and then writes all of them at once, as its last statements.
 *
 * For rows that everyone wants to lock: what is locked last is locked for the shortest time, and no one who holds it
 * waits for anything else. If the transaction is rolled back, the items are forgotten. If writing fails, so does the
 * transaction.
 *
 * @param write always the same function for items of one kind. It is called even if all calls brought no items.
 */
export async function writeBeforeCommit<T>(trx: Trx, write: Write<T>, items: readonly T[]): Promise<void> {
  await trx.getExecutor().provideConnection(async (connection) => {
    const own = waiting.get(connection) ?? { trx, items: new Map() }
    waiting.set(connection, own)
    const kept = own.items.get(write) as T[] | undefined
    if (kept) for (const item of items) kept.push(item)
    else own.items.set(write, [...items])
  })
}

/** PostgreSQL, with transactions that write what waits for their end. */
export class Dialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDialect>[0]

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config)
    this.#config = config
  }

  override createDriver(): KyselyDriver {
    return new Driver(this.#config)
  }
}

type Arguments<Method extends 'beginTransaction' | 'commitTransaction' | 'rollbackTransaction'> = Parameters<
  PostgresDriver[Method]
>

class Driver extends PostgresDriver {
  override async beginTransaction(...[connection, settings]: Arguments<'beginTransaction'>) {
    waiting.delete(connection)
    await super.beginTransaction(connection, settings)
  }

  override async commitTransaction(...[connection]: Arguments<'commitTransaction'>) {
    const own = waiting.get(connection)
    waiting.delete(connection)
    if (own) for (const [write, items] of own.items) await write(own.trx, items as never[])
    await super.commitTransaction(connection)
  }

  override async rollbackTransaction(...[connection]: Arguments<'rollbackTransaction'>) {
    waiting.delete(connection)
    await super.rollbackTransaction(connection)
  }
}
