import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bareEnvironment, runAs } from './postgres-account.ts'
import type { Home } from './postgres-home.ts'

export type Settings = Record<string, string | number>

/** For one small server with one client. */
const small: Settings = {
  shared_buffers: '32MB',
  max_connections: 50,
  max_parallel_workers_per_gather: 0,
  // Asynchronous reads would need three more processes, without any gain.
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

const notDurable: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Makes sure that the home's PostgreSQL is running and accepts connections. One that is already running is used as it
 * is, even if its parent was killed. One that is starting or stopping is waited for. Many processes may call it at
 * once.
 *
 * The new server belongs to no terminal, so that Ctrl-C reaches us first, and it outlives us if we are killed.
 *
 * @param samePort if our connections already know it; otherwise the last one, or a free one if that is taken.
 * @returns the port on 127.0.0.1, and whether it was running before.
 * @throws {Error} with the end of the server's own log, if it does not start.
 */
export async function ensureRunning(
  home: Home,
  settings: Settings,
  samePort?: number,
): Promise<{ port: number; adopted: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const running = await waitForSettled(home)
    if (running) return { port: running.port, adopted: true }

    const port = samePort ?? (await choosePort(home))
    const server = await spawnPostgres(home, port, settings)
    const started = await waitForSettled(home, server)
    // Another one that started at the same moment may have won. Then that one is used.
    if (started) return { port: started.port, adopted: started.pid !== server.pid }
    if (attempt === 3) throw new Error(`The embedded PostgreSQL does not start.\n${await endOfLog(home)}`)
  }
}

/** Fast shutdown: open transactions are rolled back, and everything committed is kept. Returns when it has ended. */
export async function shutDown(home: Home): Promise<void> {
  await runAs(home.account, home.binaries.pgCtl, [
    'stop',
    '--silent',
    '--mode=fast',
    '--wait',
    '--timeout=60',
    `--pgdata=${join(home.folder, 'cluster')}`,
  ])
}

async function spawnPostgres(home: Home, port: number, settings: Settings): Promise<ChildProcess> {
  await forgetDeadServer(home)
  const logFile = join(home.folder, 'log')
  await rename(logFile, `${logFile}.previous`).catch(() => {})
  // Root writes into a folder of PostgreSQL's account here: always a new file, never through a link that someone put
  // there.
  const log = openSync(logFile, 'ax', 0o600)

  const all: Settings = {
    ...small,
    ...(home.durable ? {} : notDurable),
    ...settings,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(home.binaries.postgres, ['-D', join(home.folder, 'cluster'), ...options], {
    ...home.account,
    cwd: '/',
    env: bareEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  // If it did not start, the wait for it shows that.
  server.on('error', () => {})
  server.unref()
  await rm(join(home.folder, 'port'), { force: true })
  await writeFile(join(home.folder, 'port'), String(port), { flag: 'wx' })
  return server
}

/** The running server, or undefined if none is running. Waits while it is starting or stopping. */
async function waitForSettled(
  home: Home,
  own?: ChildProcess,
): Promise<{ pid: number; port: number } | undefined> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const server = readLockFile(home)
    const ownIsStarting =
      own !== undefined && own.exitCode === null && own.signalCode === null && own.pid !== undefined
    if (server && isPostgresOf(home, server.pid)) {
      if (server.status === 'ready') return server
    } else if (!ownIsStarting) {
      return undefined
    }
    await sleep(15)
  }
  throw new Error(`The embedded PostgreSQL is neither up nor down after a minute.\n${await endOfLog(home)}`)
}

/**
 * postmaster.pid, one item per line: process, data folder, start, port, socket folder, address, shared memory, status.
 */
function readLockFile(home: Home): { pid: number; port: number; status: string } | undefined {
  const file = join(home.folder, 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' }
}

/**
 * After a crash of the machine, or in a new container on an old volume, the number in the lock file may belong to
 * another process, and PostgreSQL would refuse to start. Its own processes work in the data folder.
 */
function isPostgresOf(home: Home, pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const cluster = realpathSync(join(home.folder, 'cluster'))
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === cluster
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      'postgres',
    )
  } catch {
    // A dead process that no parent has collected yet.
    return false
  }
}

/** PostgreSQL removes a stale lock file itself, unless its number now belongs to another process. */
async function forgetDeadServer(home: Home): Promise<void> {
  const server = readLockFile(home)
  if (server && !isPostgresOf(home, server.pid)) {
    await rm(join(home.folder, 'cluster', 'postmaster.pid'), { force: true })
  }
}

async function choosePort(home: Home): Promise<number> {
  const last = Number(await readFile(join(home.folder, 'port'), 'utf8').catch(() => '0'))
  return (await tryPort(last)) ?? (await tryPort(0)) ?? 0
}

/** The port if it is free (0: any free one), otherwise undefined. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}

async function endOfLog(home: Home): Promise<string> {
  const text = await readFile(join(home.folder, 'log'), 'utf8').catch(() => '')
  return text.split('\n').slice(-15).join('\n').trim()
}
