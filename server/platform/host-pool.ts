import type { Socket } from 'node:net'
import pg from 'pg'

/** Milliseconds, in the order in which they take effect: a lock, a statement, a host that no longer answers. */
export const limits = {
  connect: 2_000,
  lock: 2_000,
  statement: 5_000,
  silence: 7_000,
  idleInTransaction: 10_000,
}

/** The connections to one host, each of which is opened when it is needed. */
export function openPool(
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

/** What PostgreSQL says on a server that became a standby, and of a plan that a migration has overtaken. */
export const readOnly = '25006'
const stalePlan = '0A000'
