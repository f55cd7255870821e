import type { Socket } from 'node:net'
import pg from 'pg'

/**
 * Milliseconds, in the order in which they take effect: a host that is asked whether it still answers, where there are
 * others; a lock, a statement, a host that no longer answers.
 */
export const limits = {
  connect: 2_000,
  suspicion: 1_500,
  lock: 2_000,
  statement: 5_000,
  silence: 7_000,
  idleInTransaction: 10_000,
}

/**
 * Milliseconds for which a connection that no one uses is kept. It has its statements' plans, which cost PostgreSQL
 * several times as much as a sign-in, so a sign-in after a quiet minute must not need a new one.
 */
const kept = 30 * 60_000

/** Milliseconds after which the kernel asks whether the other end is still there: before firewalls forget a silent one. */
const stillThere = 60_000

/** The connections to one host, each of which is opened when it is needed. */
export function openPool(
  connectionString: string,
  {
    poolSize,
    timeLimits,
    mustBeWritable,
    hasOthers,
  }: { poolSize: number; timeLimits: boolean; mustBeWritable: boolean; hasOthers: boolean },
): pg.Pool {
  const settings = { ...connectionSettings(timeLimits), connectionString }
  const pool = new pg.Pool({
    ...settings,
    max: poolSize,
    // Statements are sent without waiting for the answers of those before them, where they need not (docs/decisions/0038).
    pipeline: true,
    idleTimeoutMillis: kept,
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
    const open = new Set<Socket>()
    const isSilent = hasOthers ? askOnce(settings) : undefined
    const first = isSilent ? limits.suspicion : limits.silence
    pool.on('connect', (client) => {
      const { stream } = connectionOf(client)
      open.add(stream)
      left.delete(pool)
      stream.on('close', () => open.delete(stream))
      stream.on('timeout', () => {
        if (!isSilent || stream.timeout !== first) return leave(stream)
        stream.setTimeout(limits.silence - first)
        // A frozen host is left by all at once: each connection would otherwise have to find out by itself.
        isSilent()
          .then((silent) => {
            if (!silent) return
            left.add(pool)
            for (const each of open) leave(each)
          })
          // Where it cannot be asked, each connection has its own end.
          .catch(() => {})
      })
    })
    pool.on('acquire', (client) => connectionOf(client).stream.setTimeout(first))
    pool.on('release', (_error, client) => connectionOf(client).stream.setTimeout(0))
  }
  return pool
}

const left = new WeakSet<pg.Pool>()

/** Whether its host was silent when it was asked, and has not been reached since. */
export function wasLeft(pool: pg.Pool): boolean {
  return left.has(pool)
}

function leave(stream: Socket): void {
  stream.destroy(Object.assign(new Error('the database is silent'), { code: 'ETIMEDOUT' }))
}

/** Asks a host whether it still takes connections; those who want to know meanwhile share the answer. */
function askOnce(settings: pg.ClientConfig): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= isHostSilent(settings).finally(() => {
      asking = undefined
    })
    return asking
  }
}

/** Whatever it says, a host that says something is not silent: that it starts, or has no connections left. */
async function isHostSilent(settings: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(settings)
  client.on('error', () => {})
  try {
    await client.connect()
    return false
  } catch (error) {
    return !(error instanceof pg.DatabaseError)
  } finally {
    client.end().catch(() => {})
  }
}

/** How each of our connections is opened, apart from where to. */
export function connectionSettings(timeLimits: boolean) {
  return {
    application_name: 'tmas',
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: stillThere,
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
