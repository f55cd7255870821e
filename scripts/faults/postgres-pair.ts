/** A primary and a standby that follows it, as an operator has them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFile, chmod, chown, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'
import { bareEnvironment } from '#server/embedded-postgres/postgres-account.ts'
import { type Home, openHome } from '#server/embedded-postgres/postgres-home.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { freePort } from '#server/platform/free-port.ts'
import type { Addresses } from './stage.ts'

const silent = { info() {}, warn() {}, error() {} }

type Node = { process: ChildProcess; port: number; folder: string; superuser: string }

export type Pair = {
  primary: Node
  standby: Node
  /** TMAS's settings: both hosts, of which it works with the one that can be written to. */
  both: Addresses
  /** Of one of them. */
  at(node: Node): Addresses
  promote(): Promise<void>
  /** Stops, or lets go on, all processes of the primary, as a machine that hangs. */
  freeze(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void>
}

export async function openPair(
  things: AsyncDisposableStack,
  { synchronous, lag = 0 }: { synchronous: boolean; lag?: number },
): Promise<Pair> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-faults-pair-'))
  await chmod(dataDir, 0o755)
  things.defer(() => rm(dataDir, { recursive: true, force: true }))
  // It makes roles and database, and is then only files, of which each of the two has a copy.
  const maker = await startEmbeddedPostgres({ dataDir, log: silent })
  await migrate(maker.ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: maker.url })
  await maker.stop()
  const home = await openHome(dataDir, true, silent)
  const first = join(home.folder, 'cluster')
  const second = join(home.folder, 'standby')
  await cp(first, second, { recursive: true, preserveTimestamps: true })
  await giveTo(home, second)
  const [port, otherPort] = [await freePort(), await freePort()]
  const superuser = (of: number) => `postgres://postgres:${home.password}@127.0.0.1:${of}/postgres`
  await appendFile(
    join(second, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres password=${home.password} application_name=standby'\n`,
  )
  await writeFile(join(second, 'standby.signal'), '')
  await giveTo(home, join(second, 'standby.signal'))
  const common = { wal_keep_size: '256MB', hot_standby: 'on' }
  const standby = await startNode(things, home, second, otherPort, {
    ...common,
    recovery_min_apply_delay: lag,
  })
  const primary = await startNode(things, home, first, port, {
    ...common,
    ...(synchronous && { synchronous_standby_names: 'standby' }),
  })
  Object.assign(primary, { superuser: superuser(port) })
  Object.assign(standby, { superuser: superuser(otherPort) })
  await untilAnswering(superuser(port), 'select from pg_stat_replication')
  const at = (node: Node): Addresses => ({
    url: withHosts(maker.url, `127.0.0.1:${node.port}`),
    ownerUrl: withHosts(maker.ownerUrl, `127.0.0.1:${node.port}`),
  })
  const hosts = `127.0.0.1:${port},127.0.0.1:${otherPort}`
  const several = (url: string) => `${withHosts(url, hosts)}?target_session_attrs=read-write`
  return {
    primary,
    standby,
    both: { url: several(maker.url), ownerUrl: several(maker.ownerUrl) },
    at,
    async promote() {
      await query(standby.superuser, 'select pg_promote(true)')
    },
    async freeze(signal) {
      for (const pid of await processesOf(primary)) process.kill(pid, signal)
    },
  }
}

function withHosts(url: string, hosts: string): string {
  return url.replace(/@[^/]+/, `@${hosts}`)
}

async function giveTo({ account }: Home, path: string): Promise<void> {
  const { uid, gid } = account
  if (uid === undefined || gid === undefined) return
  await chown(path, uid, gid)
  const below = await readdir(path, { recursive: true }).catch(() => [])
  for (const name of below) await chown(join(path, name), uid, gid)
}

async function startNode(
  things: AsyncDisposableStack,
  home: Home,
  folder: string,
  port: number,
  settings: Record<string, string | number>,
): Promise<Node> {
  const all = {
    ...settings,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '32MB',
  }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(home.binaries.postgres, ['-D', folder, ...options], {
    ...home.account,
    cwd: '/',
    env: bareEnvironment,
    stdio: 'ignore',
  })
  things.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const own = await processesOf({ process: child })
    for (const pid of own) process.kill(pid, 'SIGCONT')
    child.kill('SIGQUIT')
    await ended
  })
  await untilAnswering(
    `postgres://postgres:${home.password}@127.0.0.1:${port}/postgres`,
    'select where true union all select',
  )
  return { process: child, port, folder, superuser: '' }
}

/** The postmaster and its children. */
async function processesOf({ process: { pid } }: Pick<Node, 'process'>): Promise<number[]> {
  if (pid === undefined) return []
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return [pid, ...children.split(' ').filter(Boolean).map(Number)]
}

async function query(url: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rowCount ?? 0
  } finally {
    await client.end()
  }
}

/** Waits until there is a row. */
async function untilAnswering(url: string, statement: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await query(url, statement).catch(() => 0)) > 0) return
    await sleep(100)
  }
  throw new Error('PostgreSQL does not answer')
}
