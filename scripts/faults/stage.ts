/** An installation on which something breaks: PostgreSQL, Microsoft, a server, and people who work. */
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#server/migrations/migrate.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { root } from '../built.ts'
import { environmentOf, type Instance, startInstance, stop } from '../instances.ts'
import { type Microsoft, openMicrosoft } from './microsoft.ts'
import { addPeople, namePeople, type People } from './people.ts'

/** With which role, and with that of the owner. */
export type Addresses = { url: string; ownerUrl: string }

export type Stage = {
  microsoft: Microsoft
  people: People
  ids: string[]
  port: number
  /** Of the owner, without limits of time. */
  db: Db
  environment: Record<string, string>
  /** What the server has logged. */
  lines: { level: string; msg: string; err?: { message: string } }[]
  server: Server
  /** `GET /readyz`, as a balancer asks. 0: it was not answered. */
  ready(): Promise<{ status: number; text: string }>
  /** A figure of `/metrics`, such as `tmas_database_up`. */
  metric(name: string): Promise<number | undefined>
}

export type Server = {
  /** SIGKILL; then it is started again, as a service manager does. */
  kill(): Promise<void>
  /** How often it ended by itself. */
  ended(): number
}

/** PostgreSQL with a database for TMAS, as safe as the real one: the fault is not that it was made fast. */
export async function openCluster(things: AsyncDisposableStack): Promise<Addresses & { dataDir: string }> {
  const cluster = await startThrowAwayCluster({ synchronous_commit: 'on', full_page_writes: 'on' })
  things.defer(() => cluster.stop())
  await execute(cluster.url, 'create database faults')
  return {
    url: urlOf(cluster.applicationUrl, 'faults'),
    ownerUrl: urlOf(cluster.url, 'faults'),
    dataDir: cluster.dataDir,
  }
}

/**
 * @param things everything that has to be ended afterwards.
 * @param at where its database is now.
 * @param options.reachedBy the addresses that TMAS is given, if they are others.
 */
export async function openStage(
  things: AsyncDisposableStack,
  at: Addresses,
  {
    settings = {},
    dataDir,
    reachedBy = at,
    peopleCount = 100,
  }: {
    settings?: Record<string, string>
    dataDir?: string
    reachedBy?: Addresses
    peopleCount?: number
  } = {},
): Promise<Stage> {
  const people = namePeople(peopleCount)
  const folder = await mkdtemp(join(tmpdir(), 'tmas-faults-'))
  await chmod(folder, 0o755)
  things.defer(() => rm(folder, { recursive: true, force: true }))
  await migrate(at.ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: at.url })
  const db = openDatabase({ url: reachedBy.ownerUrl, poolSize: 2, timeLimits: false })
  things.defer(() => db.destroy())
  const [port, metricsPort] = [await freePort(), await freePort()]
  const microsoft = await openMicrosoft(`http://localhost:${port}`, people)
  things.defer(() => microsoft.close())
  const ids = await addPeople(db, people)
  const lines: Stage['lines'] = []
  const instance: Instance = {
    program: join(root, 'dist/main.js'),
    port,
    ...reachedBy,
    dataDir: dataDir ?? join(folder, 'data'),
    settings: {
      TMAS_URL: `http://localhost:${port}`,
      METRICS_PORT: String(metricsPort),
      ENTRA_AUTHORITY: microsoft.authority,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      ...settings,
    },
  }
  const server = await keepServer(things, instance, (line) => {
    if (line.startsWith('{')) lines.push(JSON.parse(line))
  })
  return {
    microsoft,
    people,
    ids,
    port,
    db,
    environment: environmentOf(instance),
    lines,
    server,
    async ready() {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined)
      return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '' }
    },
    async metric(name) {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
      const value = new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(
        await answer.text(),
      )?.[1]
      return value === undefined ? undefined : Number(value)
    },
  }
}

/** A server that is started again whenever it ends. */
async function keepServer(
  things: AsyncDisposableStack,
  instance: Instance,
  onLine: (line: string) => void,
): Promise<Server> {
  const children = new Set<ChildProcess>()
  let [isOver, isMeant, ended] = [false, false, 0]
  let child: ChildProcess
  const start = async () => {
    child = await startInstance(instance, children, onLine)
    const own = child
    own.once('exit', () => {
      if (isOver || isMeant) return
      ended += 1
      children.delete(own)
      start().catch(() => {})
    })
  }
  things.defer(async () => {
    isOver = true
    for (const one of [...children]) {
      // One that does not end by itself within its own limits is ended.
      const timer = setTimeout(() => one.kill('SIGKILL'), 15_000)
      await stop(one, children)
      clearTimeout(timer)
    }
  })
  await start()
  return {
    async kill() {
      isMeant = true
      children.delete(child)
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      isMeant = false
      if (!isOver) await start()
    },
    ended: () => ended,
  }
}
