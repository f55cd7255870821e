/**
 * What any server needs and nothing that is about us: the connections to the database, cookies, secrets, problems,
 * schedules.
 * Not here: anything about customers, people or Microsoft.
 */
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import type pg from 'pg'
import { Dialect } from './before-commit.ts'
import { openShares, type ShareFigures, type Shares, sharingConnections } from './connection-shares.ts'
import type { DB } from './database.generated.ts'
import { poolOverHosts, queueIsFull, queueTimeOut, readHosts } from './database-hosts.ts'
import { limits, openPool, readOnly } from './host-pool.ts'
import type { RefusedInLine } from './lock-lines.ts'
import { RetryingKysely, retryingStatements } from './retries.ts'
import type { Share } from './turns.ts'

export type Db = Kysely<DB>
export type Trx = Transaction<DB>

/**
 * Opens the database. Nothing connects before the first query, and `db.destroy()` closes it.
 *
 * Columns are camelCase in TypeScript; a jsonb column keeps its own keys. `bigint` and counts are numbers,
 * `timestamptz` is a Date, and `date` is a string such as `2026-11-22`. (As a Date it could be a day off, depending on
 * the time zone of the machine.)
 *
 * Every wait has an end, so that an outage is an error within seconds and never a growing queue. `timeLimits: false`
 * lifts this for work that may take minutes (migrations, imports, seeding).
 *
 * What PostgreSQL ends because of a deadlock or a serialization failure is repeated (`retries.ts`), and so is what met a
 * lock of a customer that another transaction holds.
 *
 * @param shares how many connections each kind of work may hold, for a server; together with the spare ones they are
 *   all. Without it, everything takes from all `poolSize`.
 * @throws {Error} if the URL cannot be understood. Whether the database answers shows at the first query.
 */
export function openDatabase({
  url,
  shares,
  spare = 0,
  poolSize = shares ? sumOf(Object.values(shares)) + spare : 10,
  timeLimits = true,
}: {
  url: string
  shares?: Readonly<Record<Share, number>>
  spare?: number
  poolSize?: number
  timeLimits?: boolean
}): Db {
  const { urls, mustBeWritable } = readHosts(url)
  const pools = urls.map((host) =>
    openPool(host, { poolSize, timeLimits, mustBeWritable, hasOthers: urls.length > 1 }),
  )
  const dialect = new Dialect({ pool: poolOverHosts(pools, 50 * poolSize) })
  const createDriver = dialect.createDriver.bind(dialect)
  const shared = shares && openShares(shares, { patience: limits.connect, queueLimit, spare })
  dialect.createDriver = () => {
    const driver = retryingStatements(createDriver())
    return shared ? sharingConnections(driver, shared) : driver
  }
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  const patience = timeLimits ? limits.lock : Number.POSITIVE_INFINITY
  // Of each share, at least half is left to those who wait for no lock.
  const room = (share: Share) => Math.floor((shares ? shares[share] : poolSize / everyShare) / 2)
  const db = new RetryingKysely<DB>({ dialect, plugins }, { patience, room })
  poolsOf.set(db, { pools, shared })
  return db
}

/**
 * How many may wait for each connection: more than it serves within their patience, because a rush that comes all at once
 * is no reason to turn anyone away. Each costs a few kilobytes.
 */
const queueLimit = 250

/** Without shares, the pool is one for all kinds of work. */
const everyShare = 4

const poolsOf = new WeakMap<Db, { pools: pg.Pool[]; shared: Shares | undefined }>()

/** How many connections are open, and how many wait for one, over all hosts; and by share, where there are shares. */
export function poolFigures(db: Db): {
  busy: number
  idle: number
  waiting: number
  /** Transactions that wait for another one's lock, without a connection. */
  waitingForLocks: number
  /** Transactions that waited for it in vain, counted from the start. */
  refusedInLine: RefusedInLine
  shares: ShareFigures | undefined
} {
  const { pools = [], shared } = poolsOf.get(db) ?? {}
  const shares = shared?.figures()
  const idle = sumOf(pools.map((pool) => pool.idleCount))
  return {
    busy: sumOf(pools.map((pool) => pool.totalCount)) - idle,
    idle,
    waiting: sumOf([
      ...pools.map((pool) => pool.waitingCount),
      ...Object.values(shares ?? {}).map(({ waiting }) => waiting),
    ]),
    waitingForLocks: db instanceof RetryingKysely ? db.waitingForLocks() : 0,
    refusedInLine: db instanceof RetryingKysely ? db.refusedInLine() : { full: 0, late: 0 },
    shares,
  }
}

/** Whether a database with shares can have no connections, as far as anyone tried in the last seconds. */
export function cannotConnect(db: Db): boolean {
  return poolsOf.get(db)?.shared?.cannotConnect() ?? false
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/**
 * Runs one SQL statement that the server parses and plans once per connection, for the few that run on every request.
 * Takes `db` or a transaction. Columns come back in camelCase.
 *
 * A `name` always means the same `text`: pg refuses a name that is used for two. Name the columns, because a
 * `select *` breaks on every open connection when a migration adds one. A pooler in front of PostgreSQL has to support
 * prepared statements (PgBouncer 1.21 or later).
 */
export async function prepared<Row>(db: Db, statement: Statement, values: unknown[]): Promise<Row[]> {
  return db.getExecutor().provideConnection((connection) => run<Row>(connection, statement, values))
}

/**
 * The same for a statement that is written with Kysely, and always in the same words: only its values differ. It is for
 * those whose planning takes longer than what they do.
 */
export function preparedAs<Row>(db: Db, name: string, statement: RawBuilder<Row>): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(db)
  return prepared<Row>(db, { name, text }, [...parameters])
}

/**
 * Runs two such statements of a transaction one after the other, sent together. The second one sees what the first has
 * waited for, as if it had been sent afterwards.
 */
export function preparedTogether<One, Other>(
  trx: Trx,
  [one, itsValues]: [Statement, unknown[]],
  [other, othersValues]: [Statement, unknown[]],
): Promise<[One[], Other[]]> {
  return trx.getExecutor().provideConnection(async (connection) => {
    const [first, second] = await Promise.allSettled([
      run<One>(connection, one, itsValues),
      run<Other>(connection, other, othersValues),
    ])
    // If the first one fails, the second only says that the transaction has failed.
    if (first.status === 'rejected') throw first.reason
    if (second.status === 'rejected') throw second.reason
    return [first.value, second.value]
  })
}

type Statement = { name: string; text: string }

async function run<Row>(
  connection: DatabaseConnection,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  // Kysely passes `sql` to pg unchanged, and pg accepts a string or an object with a name.
  const sql = { ...statement } as unknown as string
  const { rows } = await connection.executeQuery<Record<string, unknown>>({
    ...CompiledQuery.raw(statement.text, values),
    sql,
  })
  return rows.map(camelCased) as Row[]
}

/** As the plugin does it for what Kysely writes, which costs several times as much. */
function camelCased(row: Record<string, unknown>): Record<string, unknown> {
  const named: Record<string, unknown> = {}
  for (const column in row) named[inCamelCase(column)] = row[column]
  return named
}

const camelCaseOf = new Map<string, string>()

function inCamelCase(column: string): string {
  let name = camelCaseOf.get(column)
  if (name === undefined) {
    name = column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camelCaseOf.set(column, name)
  }
  return name
}

/**
 * Does this and undoes it again, for what can only be known by doing it. No one else sees any of it.
 *
 * @returns what `work` found.
 */
export async function undone<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  const found = Promise.withResolvers<T>()
  const undo = new Error('undone, as intended')
  await db
    .transaction()
    .execute(async (trx) => {
      found.resolve(await work(trx))
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return found.promise
}

/**
 * Does this as a part of a transaction that goes on if it fails: then what the part wrote is undone, and nothing else.
 * For what is `undone` as a whole, because records that wait for a commit know of no parts.
 */
export async function asPart<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(trx)
  try {
    return await work()
  } catch (error) {
    await sql`rollback to savepoint part`.execute(trx)
    throw error
  }
}

/**
 * Whether an error means that the database cannot serve now: unreachable, starting, stopping, read-only, too slow, or
 * out of connections, memory or disk. The request may succeed later, so answer 503.
 *
 * After a lost connection no one knows whether a commit that was in progress has happened.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return unavailableCodes.has(code) || /^(08|53)...$/.test(code) || unavailableMessages.has(error.message)
}

/** In addition to classes 08 and 53. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const unavailableCodes = new Set([
  readOnly,
  '40001', // a serialization failure, again and again
  '40P01', // a deadlock, again and again
  '55P03', // a lock was not available in time
  '57014', // the statement took too long
  '57P01', // shut down by an administrator
  '57P02', // shut down by a crash
  '57P03', // starting or stopping
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** What pg and pg-pool say when their error has no code. */
const unavailableMessages = new Set([
  queueIsFull,
  queueTimeOut,
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
])
