/**
 * What any server needs and nothing that is about us: the database, migrations, cookies, secrets, problems,
 * schedules.
 * Not here: anything about customers, people or Microsoft.
 */
import type { Socket } from 'node:net'
import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database.generated.ts'
import { poolOverHosts, queueIsFull, queueTimeOut, readHosts } from './database-hosts.ts'

export type Db = Kysely<DB>
export type Trx = Transaction<DB>

/** Milliseconds. In the order in which they strike: a lock, a statement, a host that answers nothing any more. */
const limits = { connect: 2_000, lock: 2_000, statement: 5_000, silence: 7_000, idleInTransaction: 10_000 }

/**
 * Opens the database. Nothing is connected before the first query; `db.destroy()` closes it.
 *
 * Columns are camelCase in TypeScript; what lies inside a jsonb column keeps its own keys. `bigint` and counts are
 * numbers, `timestamptz` a Date, `date` a string such as `2026-11-22` (as a Date it would be a day off, depending on
 * the time zone of the machine).
 *
 * Every wait has an end, so that an outage is an error within seconds and never a queue that grows:
 * `timeLimits: false` lifts this for work that may take minutes (migrations, imports, seeding).
 *
 * @throws {Error} when the URL cannot be understood. Whether anybody answers shows at the first query.
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
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: poolOverHosts(pools, 50 * poolSize) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
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
    connectionString,
    application_name: 'tmas',
    max: poolSize,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    types: { getTypeParser },
    ...(timeLimits && {
      statement_timeout: limits.statement,
      lock_timeout: limits.lock,
      idle_in_transaction_session_timeout: limits.idleInTransaction,
    }),
    ...(mustBeWritable && { onConnect: refuseReadOnly }),
  })

  // An idle connection has died. The pool has already dropped it; without a listener the process would die too.
  pool.on('error', () => {})

  pool.on('connect', (client) => {
    // The pool listens while it holds the connection; between two queries of a transaction nobody would.
    client.on('error', () => {})
    // A server that became a standby keeps its connections and refuses each write on them: never use such a one again.
    connectionOf(client).on('errorMessage', ({ code }: { code?: string }) => {
      if (code === readOnly || code === stalePlan) client.end().catch(() => {})
    })
  })

  if (timeLimits) {
    // statement_timeout is kept by the server. When its host vanishes, only the silence tells, and the kernel would
    // listen to it for a quarter of an hour.
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

/** pg's client shows its connection, but its types hide what is on it. */
function connectionOf(client: pg.PoolClient) {
  return client.connection as pg.Connection & { stream: Socket }
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
 * Runs one SQL statement that the server parses and plans once per connection; for the few that run on every request.
 * Takes `db` or a transaction. Columns come back in camelCase.
 *
 * `name` stands for exactly one `text`, everywhere: pg refuses a name that is used for two. Name the columns; a
 * `select *` breaks on every open connection when a migration adds one. A pooler in front of PostgreSQL must know
 * prepared statements (PgBouncer does from 1.21 on).
 */
export async function prepared<Row>(
  db: Db,
  statement: { name: string; text: string },
  values: unknown[],
): Promise<Row[]> {
  // Kysely hands `sql` on to pg untouched, and pg takes a string or an object that also has a name.
  const sql = { ...statement } as unknown as string
  const { rows } = await db.executeQuery({ ...CompiledQuery.raw(statement.text, values), sql })
  return rows as Row[]
}

/**
 * Whether an error says that the database cannot serve now: unreachable, starting, stopping, read-only, out of
 * connections, memory or disk, or too slow. The request may succeed later; answer 503.
 *
 * After a lost connection nobody knows whether a commit that was under way has happened.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return unavailableCodes.has(code) || /^(08|53)...$/.test(code) || unavailableMessages.has(error.message)
}

const readOnly = '25006'
const stalePlan = '0A000'

/** Classes 08 and 53 besides. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const unavailableCodes = new Set([
  readOnly,
  '55P03', // a lock was not to be had in time
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

/** What pg and pg-pool say without giving a code. */
const unavailableMessages = new Set([
  queueIsFull,
  queueTimeOut,
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
])
