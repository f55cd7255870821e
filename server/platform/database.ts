/**
 * What any server needs and nothing that is about us: the database, migrations, cookies, secrets, problems,
 * schedules.
 * Not here: anything about customers, people or Microsoft.
 */
import type { Socket } from 'node:net'
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { Dialect } from './before-commit.ts'
import type { DB } from './database.generated.ts'
import { poolOverHosts, queueIsFull, queueTimeOut, readHosts } from './database-hosts.ts'
import { RetryingKysely, retryingStatements } from './retries.ts'

export type Db = Kysely<DB>
export type Trx = Transaction<DB>

/** Milliseconds, in the order in which they take effect: a lock, a statement, a host that no longer answers. */
const limits = { connect: 2_000, lock: 2_000, statement: 5_000, silence: 7_000, idleInTransaction: 10_000 }

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
 * What PostgreSQL ends because of a deadlock or a serialization failure is repeated (`retries.ts`).
 *
 * @throws {Error} if the URL cannot be understood. Whether the database answers shows at the first query.
 */
export function openDatabase({
  url,
  poolSize = 10,
  timeLimits = true,
}: {
  url: string
  poolSize?: number
  timeLimits?: boolean
}): Db {
  const { urls, mustBeWritable } = readHosts(url)
  const pools = urls.map((host) => openPool(host, { poolSize, timeLimits, mustBeWritable }))
  const dialect = new Dialect({ pool: poolOverHosts(pools, 50 * poolSize) })
  const createDriver = dialect.createDriver.bind(dialect)
  dialect.createDriver = () => retryingStatements(createDriver())
  const db = new RetryingKysely<DB>({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  poolsOf.set(db, pools)
  return db
}

const poolsOf = new WeakMap<Db, pg.Pool[]>()

/** How many connections are open, and how many wait for one, over all hosts. */
export function poolFigures(db: Db): { busy: number; idle: number; waiting: number } {
  const pools = poolsOf.get(db) ?? []
  const sum = (of: (pool: pg.Pool) => number) => pools.reduce((total, pool) => total + of(pool), 0)
  const idle = sum((pool) => pool.idleCount)
  return { busy: sum((pool) => pool.totalCount) - idle, idle, waiting: sum((pool) => pool.waitingCount) }
}

function openPool(
  connectionString: string,
  {
    poolSize,
    timeLimits,
    mustBeWritable,
  }: { poolSize: number; timeLimits: boolean; mustBeWritable: boolean },
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(timeLimits),
    connectionString,
    max: poolSize,
    // Statements are sent without waiting for the answers of those before them, where they need not (docs/decisions/0038).
    pipeline: true,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser },
    ...(mustBeWritable && { onConnect: refuseReadOnly }),
  })

  // An idle connection has died. The pool has already dropped it, but without a listener the process would die too.
  pool.on('error', () => {})

  pool.on('connect', (client) => {
    // The pool listens while it holds the connection. Between two queries of a transaction no one else would.
    client.on('error', () => {})
    sendTogether(connectionOf(client).stream)
    // A server that became a standby keeps its connections and refuses each write on them, so they are not used again.
    connectionOf(client).on('errorMessage', ({ code }: { code?: string }) => {
      if (code === readOnly || code === stalePlan) client.end().catch(() => {})
    })
  })

  if (timeLimits) {
    // The server enforces statement_timeout. If its host vanishes, there is only silence, for which the kernel would
    // wait a quarter of an hour.
    pool.on('connect', (client) => {
      const { stream } = connectionOf(client)
      stream.on('timeout', () =>
        stream.destroy(Object.assign(new Error('the database is silent'), { code: 'ETIMEDOUT' })),
      )
    })
    pool.on('acquire', (client) => connectionOf(client).stream.setTimeout(limits.silence))
    pool.on('release', (_error, client) => connectionOf(client).stream.setTimeout(0))
  }
  return pool
}

/** How each of our connections is opened, apart from where to. */
export function connectionSettings(timeLimits: boolean) {
  return {
    application_name: 'tmas',
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    // PostgreSQL keeps the plan of a prepared statement. One that was made while a table was almost empty would read all
    // of it until its next ANALYZE, unless an index counts as cheap, which on a solid-state disk it is.
    options: '-c random_page_cost=1.1',
    ...(timeLimits && {
      statement_timeout: limits.statement,
      lock_timeout: limits.lock,
      idle_in_transaction_session_timeout: limits.idleInTransaction,
    }),
  }
}

/** pg's client exposes its connection, but its types hide what is on it. */
function connectionOf(client: pg.PoolClient) {
  return client.connection as pg.Connection & { stream: Socket }
}

/** What is sent without waiting for an answer in between goes out in one packet, and wakes PostgreSQL once. */
function sendTogether(stream: Socket): void {
  const write = stream.write.bind(stream) as (...message: unknown[]) => boolean
  let isHeld = false
  stream.write = (...message: unknown[]) => {
    if (!isHeld) {
      isHeld = true
      stream.cork()
      process.nextTick(() => {
        isHeld = false
        stream.uncork()
      })
    }
    return write(...message)
  }
}

async function refuseReadOnly(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only')
  if (rows[0]?.transaction_read_only !== 'off') {
    throw Object.assign(new Error('the database server is read-only'), { code: readOnly })
  }
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === pg.types.builtins.INT8) return safeInteger
  if (oid === pg.types.builtins.DATE) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} does not fit a JavaScript number`)
  return number
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
    const [first, second] = await Promise.all([
      run<One>(connection, one, itsValues),
      run<Other>(connection, other, othersValues),
    ])
    return [first, second]
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

const readOnly = '25006'
const stalePlan = '0A000'

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
