import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver as KyselyDriver,
  PostgresDialect,
  PostgresDriver,
  type QueryResult,
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

/**
 * What waits to be written, for a statement that writes it together with something else; it no longer waits. Call it in
 * that statement's transaction, with the function that it would have been written by.
 */
export async function takeWaiting<T>(trx: Trx, write: Write<T>): Promise<T[]> {
  return trx.getExecutor().provideConnection(async (connection) => {
    const items = waiting.get(connection)?.items
    const kept = (items?.get(write) ?? []) as T[]
    items?.delete(write)
    return kept
  })
}

/** Transactions of which the beginning, or the end, travels with a statement. */
const travelling = new WeakMap<DatabaseConnection, 'begins' | 'ends' | 'ended'>()

/**
 * Sends the transaction's next statement together with its COMMIT, which saves a journey to the database. So that
 * statement is the last, and has to write all of what it writes, or nothing. If it fails, nothing is committed.
 *
 * What waits to be written before the commit would come too late, so it has to be taken first (`takeWaiting`).
 */
export async function commitWithNext(trx: Trx): Promise<void> {
  await trx.getExecutor().provideConnection(async (connection) => {
    if ([...(waiting.get(connection)?.items.values() ?? [])].some((items) => items.length > 0))
      throw new Error('something waits to be written before the commit')
    waiting.delete(connection)
    travelling.set(connection, 'ends')
  })
}

/** PostgreSQL, with transactions that write what waits for their end, and begin and end with a statement. */
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

const [begin, commit] = ['begin', 'commit'].map((text) => CompiledQuery.raw(text)) as [
  CompiledQuery,
  CompiledQuery,
]

class Driver extends PostgresDriver {
  readonly #known = new WeakSet<DatabaseConnection>()

  override async acquireConnection(...options: Parameters<PostgresDriver['acquireConnection']>) {
    const connection = await super.acquireConnection(...options)
    if (!this.#known.has(connection)) {
      this.#known.add(connection)
      const run = connection.executeQuery.bind(connection)
      connection.executeQuery = (...query) => travelWith(connection, run, () => run(...query))
    }
    return connection
  }

  /** BEGIN is sent with the first statement: the connection is a pipeline, and answers in order. */
  override async beginTransaction(...[connection, settings]: Arguments<'beginTransaction'>) {
    waiting.delete(connection)
    travelling.delete(connection)
    if (settings.isolationLevel || settings.accessMode) await super.beginTransaction(connection, settings)
    else travelling.set(connection, 'begins')
  }

  override async commitTransaction(...[connection]: Arguments<'commitTransaction'>) {
    const own = waiting.get(connection)
    waiting.delete(connection)
    if (own) for (const [write, items] of own.items) await write(own.trx, items as never[])
    if (!isOver(connection)) await super.commitTransaction(connection)
  }

  override async rollbackTransaction(...[connection]: Arguments<'rollbackTransaction'>) {
    waiting.delete(connection)
    if (!isOver(connection)) await super.rollbackTransaction(connection)
  }
}

/** Whether nothing was ever sent of the transaction, or its end has travelled with its last statement. */
function isOver(connection: DatabaseConnection): boolean {
  const state = travelling.get(connection)
  travelling.delete(connection)
  return state === 'begins' || state === 'ended'
}

/** Sends what begins or ends the transaction in one go with a statement of it. Whatever fails first is thrown. */
async function travelWith<R>(
  connection: DatabaseConnection,
  run: (query: CompiledQuery) => Promise<QueryResult<unknown>>,
  statement: () => Promise<QueryResult<R>>,
): Promise<QueryResult<R>> {
  const state = travelling.get(connection)
  if (state === 'begins') {
    travelling.delete(connection)
    const [, result] = await Promise.all([run(begin), statement()])
    return result
  }
  if (state === 'ends') {
    travelling.set(connection, 'ended')
    const [result] = await Promise.all([statement(), run(commit)])
    return result
  }
  return statement()
}
