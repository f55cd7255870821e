/**
 * PostgreSQL as a process beside the server, for trials, small installations and tests.
 * Not here: the connections to it, as to any other (`platform/database.ts`).
 */
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isUnavailable } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import { type Home, openHome } from './postgres-home.ts'
import { ensureRunning, type Settings, shutDown } from './postgres-process.ts'

/**
 * The embedded database: a PostgreSQL of our own, as a process next to us, on loopback only.
 *
 * Each process that uses it holds one connection to it, its *presence*, with a lock that all users share. The server
 * also holds a second lock, which only one can have, and what makes roles and database a third. This shows without any file who is there, even after kill -9,
 * because the locks go with the connection. The last one to leave shuts PostgreSQL down. The end of the presence also
 * shows at once that PostgreSQL has died.
 */
const locks = { used: 7_306_091, served: 7_306_092, made: 7_306_094 }

type Presence = { admin: pg.Client; port: number; adopted: boolean }

/**
 * Starts the database in a data folder, for the server. It creates the database the first time, adopts one that a
 * killed server left behind, and restarts it on the same address if it dies.
 *
 * @param options.settings for PostgreSQL, in addition to ours. They take effect when it is started, not when it is
 *   adopted.
 * @param options.durable false creates a temporary database, which may lose everything if the machine crashes.
 * @returns `adopted`: it was already running. `stop` ends it, unless another process (a command) is using it: then
 *   that process will.
 * @throws {Error} in words for the operator; also if another server uses the folder.
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
}): Promise<Urls & { stop(): Promise<void>; adopted: boolean }> {
  const home = await openHome(dataDir, durable, log)
  let presence = await enter(home, settings)
  await claimServer(presence, home, dataDir)
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
        await claimServer(presence, home, dataDir)
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
    ...addressesOf(home, port),
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
 * Opens the database in a data folder for a command: uses the one that is running, or starts it. `stop` ends it,
 * unless the server or another command is using it.
 *
 * @throws {Error} in words for the operator.
 */
export async function openEmbeddedPostgres({
  dataDir,
  log,
}: {
  dataDir: string
  log: Pick<Log, 'info'>
}): Promise<Urls & { stop(): Promise<void> }> {
  const home = await openHome(dataDir, true, log)
  const presence = await enter(home, {})
  return { ...addressesOf(home, presence.port), stop: () => leave(presence, home) }
}

/**
 * Two roles lead to the database: that of TMAS at work, which cannot change an audit record, and that which owns the
 * tables, for migrations.
 */
type Urls = { url: string; ownerUrl: string }

function addressesOf(home: Home, port: number): Urls {
  const place = `127.0.0.1:${port}/tmas`
  return {
    url: `postgres://tmas_app:${passwordOfApplication(home)}@${place}`,
    ownerUrl: `postgres://tmas:${home.password}@${place}`,
  }
}

/** No one who has it can find the owner's from it. */
function passwordOfApplication(home: Home): string {
  return createHmac('sha256', home.password).update('tmas_app').digest('hex')
}

/** PostgreSQL may be stopping at this very moment. Then start again. */
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
    // We notice the end of the connection. Without a listener, its error would end the process.
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

/**
 * Creates the roles and the database of TMAS. Neither role is a superuser, so damage done through TMAS stays in its
 * database.
 */
async function makeDatabase(admin: pg.Client, home: Home): Promise<void> {
  const exists = async (query: string) => (await admin.query(query)).rowCount !== 0
  const database = "select from pg_database where datname = 'tmas'"
  const role = (name: string) => `select from pg_roles where rolname = '${name}'`
  if ((await exists(database)) && (await exists(role('tmas_app')))) return

  // One process at a time. `create database` cannot be in a transaction, so the roles may exist alone.
  await admin.query(`select pg_advisory_lock(${locks.made})`)
  try {
    if (!(await exists(role('tmas'))))
      await admin.query(`create role tmas login createdb password ${admin.escapeLiteral(home.password)}`)
    if (!(await exists(role('tmas_app'))))
      await admin.query(
        `create role tmas_app login password ${admin.escapeLiteral(passwordOfApplication(home))}`,
      )
    // The owner may do what the application does, such as end its sessions.
    await admin.query('grant tmas_app to tmas')
    if (!(await exists(database))) await admin.query('create database tmas owner tmas')
  } finally {
    await admin.query(`select pg_advisory_unlock(${locks.made})`)
  }
}

/** A server that was killed a moment ago may not have left yet. */
async function claimServer(presence: Presence, home: Home, dataDir: string): Promise<void> {
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
    // The other one that was leaving was faster, and has shut PostgreSQL down.
    if (!isUnavailable(error)) throw error
  } finally {
    await presence.admin.end().catch(() => {})
  }
}

async function tryLock({ admin }: Presence, key: number): Promise<boolean> {
  const { rows } = await admin.query<{ taken: boolean }>(`select pg_try_advisory_lock(${key}) as taken`)
  return rows[0]?.taken === true
}
