import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isUnavailable } from './database.ts'
import type { Log } from './log.ts'
import { type Home, openHome } from './postgres-home.ts'
import { ensureRunning, type Settings, shutDown } from './postgres-process.ts'

/**
 * The embedded database: a PostgreSQL of our own, as a process beside us, on loopback only.
 *
 * Whoever uses it holds one connection to it, its *presence*, with a lock that all users share; the server holds a
 * second lock, alone. So it is known without any file who is there, also after kill -9: the locks go with the
 * connection. The last one to leave shuts PostgreSQL down. And the end of the presence tells at once that PostgreSQL
 * has died.
 */
const locks = { used: 7_306_091, served: 7_306_092 }

type Presence = { admin: pg.Client; port: number; adopted: boolean }

/**
 * Starts the database in a data folder, for the server: makes it the first time, adopts one that a killed server left
 * behind, and brings it back on the same address when it dies.
 *
 * @param options.settings of PostgreSQL, beside our own; they take effect when it is started, not when it is adopted.
 * @param options.durable false makes a throw-away database, which may lose all in a crash of the machine.
 * @returns `adopted`: it was running already. `stop` ends it, unless somebody else (a command) is using it: then that
 *   one will.
 * @throws {Error} in words for the operator; also when another server uses the folder.
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  settings = {},
  durable = true,
}: {
  dataDir: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  settings?: Settings
  durable?: boolean
}): Promise<{ url: string; stop(): Promise<void>; adopted: boolean }> {
  const home = await openHome(dataDir, durable, log)
  let presence = await enter(home, settings)
  await becomeServer(presence, home, dataDir)
  const { port, adopted } = presence
  if (adopted) log.info('the embedded PostgreSQL was running already; using it')

  let stopping = false
  let recovery: Promise<void> | undefined
  watch()

  function watch() {
    presence.admin.once('end', () => {
      if (!stopping) recovery = recover()
    })
  }

  async function recover() {
    log.warn('the embedded PostgreSQL has gone away; bringing it back')
    while (!stopping) {
      try {
        presence = await enter(home, settings, port)
        await becomeServer(presence, home, dataDir)
        watch()
        log.info('the embedded PostgreSQL is back')
        return
      } catch (err) {
        log.error({ err }, 'the embedded PostgreSQL does not come back; trying again')
        await sleep(1_000)
      }
    }
  }

  return {
    url: addressOf(home, port),
    adopted,
    async stop() {
      if (stopping) return
      stopping = true
      await recovery
      await leave(presence, home)
    },
  }
}

/**
 * Opens the database in a data folder for a command: the one that runs, or starts it. `stop` ends it, unless the
 * server or another command is using it.
 *
 * @throws {Error} in words for the operator.
 */
export async function openEmbeddedPostgres({
  dataDir,
  log,
}: {
  dataDir: string
  log: Pick<Log, 'info'>
}): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await openHome(dataDir, true, log)
  const presence = await enter(home, {})
  return { url: addressOf(home, presence.port), stop: () => leave(presence, home) }
}

function addressOf(home: Home, port: number): string {
  return `postgres://tmas:${home.password}@127.0.0.1:${port}/tmas`
}

/** PostgreSQL may be stopping just as we come: begin again. */
async function enter(home: Home, settings: Settings, samePort?: number): Promise<Presence> {
  for (let attempt = 1; ; attempt++) {
    const { port, adopted } = await ensureRunning(home, settings, samePort)
    const admin = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password: home.password,
      database: 'postgres',
      application_name: 'tmas presence',
      connectionTimeoutMillis: 5_000,
    })
    // The end of the connection is what we listen to; without a listener the error would end the process.
    admin.on('error', () => {})
    try {
      await admin.connect()
      await admin.query(`select pg_advisory_lock_shared(${locks.used})`)
      await makeDatabase(admin, home)
      return { admin, port, adopted }
    } catch (error) {
      await admin.end().catch(() => {})
      if (!isUnavailable(error) || attempt === 20) throw error
      await sleep(50)
    }
  }
}

/** The role and the database of TMAS. The role is no superuser: what goes wrong in TMAS stays in its database. */
async function makeDatabase(admin: pg.Client, home: Home): Promise<void> {
  const exists = async (query: string) => (await admin.query(query)).rowCount !== 0
  if (await exists("select from pg_database where datname = 'tmas'")) return

  // One process at a time. `create database` cannot be in a transaction, so the role may be there alone.
  await admin.query(`select pg_advisory_lock(${locks.served})`)
  try {
    if (!(await exists("select from pg_roles where rolname = 'tmas'"))) {
      await admin.query(`create role tmas login createdb password ${admin.escapeLiteral(home.password)}`)
    }
    if (!(await exists("select from pg_database where datname = 'tmas'"))) {
      await admin.query('create database tmas owner tmas')
    }
  } finally {
    await admin.query(`select pg_advisory_unlock(${locks.served})`)
  }
}

/** A server that was killed a moment ago may not have left yet. */
async function becomeServer(presence: Presence, home: Home, dataDir: string): Promise<void> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    if (await tryLock(presence, locks.served)) return
    await sleep(100)
  }
  await leave(presence, home)
  throw new Error(
    `Another TMAS server is using the database in ${dataDir}: stop that one, or set TMAS_DATA_DIR`,
  )
}

async function leave(presence: Presence, home: Home): Promise<void> {
  try {
    await presence.admin.query(`select pg_advisory_unlock_shared(${locks.used})`)
    if (await tryLock(presence, locks.used)) await shutDown(home)
  } catch (error) {
    // The other one to leave was faster, and has taken PostgreSQL from under us.
    if (!isUnavailable(error)) throw error
  } finally {
    await presence.admin.end().catch(() => {})
  }
}

async function tryLock({ admin }: Presence, key: number): Promise<boolean> {
  const { rows } = await admin.query<{ taken: boolean }>(`select pg_try_advisory_lock(${key}) as taken`)
  return rows[0]?.taken === true
}
