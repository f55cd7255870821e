import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const said: string[] = []
const note = (...words: unknown[]) => void said.push(words.map(String).join(' '))
const log = { info: note, warn: note, error: note }
const isRoot = process.getuid?.() === 0

let dataDir: string
const folders: string[] = []
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  dataDir = await openFolder()
})

afterEach(async () => {
  for (const stop of stops.reverse()) await stop()
  stops = []
})

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

test('the first start makes a database, on loopback only, that nobody else on the machine can read', async () => {
  const { url, adopted } = await start()
  expect(adopted).toBe(false)
  expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
  expect(await ask(url, 'show server_encoding')).toBe('UTF8')
  expect(await ask(url, 'show fsync')).toBe('on')
  expect(await ask(url, 'select current_database()')).toBe('tmas')

  const home = await stat(join(dataDir, 'postgres'))
  expect(home.mode & 0o777).toBe(0o700)
  expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o777).toBe(0o600)
  expect(home.uid === 0).toBe(false)
})

test.each([
  ['without a password', (url: URL) => Object.assign(url, { password: '' })],
  ['with a wrong password', (url: URL) => Object.assign(url, { password: 'guess' })],
  [
    'as the superuser, without its password',
    (url: URL) => Object.assign(url, { username: 'postgres', password: 'x' }),
  ],
])('no one gets access %s', async (_how, change) => {
  const { url } = await start()
  await expect(ask(change(new URL(url)).href, 'select 1')).rejects.toThrow(/password/)
})

test("what goes wrong in TMAS stays in its database: neither of TMAS's roles is a superuser", async () => {
  const { url, applicationUrl } = await start()
  for (const role of [url, applicationUrl])
    await expect(ask(role, `copy (select 1) to program 'true'`)).rejects.toThrow('permission denied')
})

test('TMAS works with a role that owns nothing, and whose password does not open the owner’s (R23)', async () => {
  const { url, applicationUrl } = await start()
  await expect(ask(applicationUrl, 'create table mine (id int)')).rejects.toThrow('permission denied')
  const asOwner = Object.assign(new URL(url), { password: new URL(applicationUrl).password })
  await expect(ask(asOwner.href, 'select 1')).rejects.toThrow('password')
})

test('a data folder from before the second role gets it, also while its server runs (R23)', async () => {
  const { url, applicationUrl } = await start()
  const admin = Object.assign(new URL(url), { username: 'postgres', pathname: '/postgres' })
  await ask(admin.href, 'drop role tmas_app')
  await expect(ask(applicationUrl, 'select 1')).rejects.toThrow('password')
  const command = await openEmbeddedPostgres({ dataDir, log })
  expect(await ask(command.url, 'select current_user')).toBe('tmas_app')
  await command.stop()
})

test('the second start finds the rows, under the same address', async () => {
  const first = await start()
  await ask(first.url, 'create table kept (word text)')
  await ask(first.url, `insert into kept values ('hello')`)
  await first.stop()
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select word from kept')).toBe('hello')
})

test('a database left behind by a killed server is adopted, with its rows', async () => {
  const { server, url } = await startInAnotherProcess()
  await ask(url, `insert into kept values ('from the dead')`)
  server.kill('SIGKILL')
  await once(server, 'exit')

  const next = await start()
  expect(next.adopted).toBe(true)
  expect(next.url).toBe(url)
  expect(await ask(next.url, `select count(*)::int from kept where word = 'from the dead'`)).toBe(1)
  await next.stop()
  await expect(ask(next.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a second server on the same folder is refused, and does the first no harm', async () => {
  const { server, url } = await startInAnotherProcess()
  await expect(start()).rejects.toThrow(`Another TMAS server is using the database in ${dataDir}`)
  expect(await ask(url, 'select 1')).toBe(1)
  server.kill('SIGKILL')
  await once(server, 'exit')
})

test('a command works while the server runs, and leaves it running', async () => {
  const server = await start()
  const command = await openEmbeddedPostgres({ dataDir, log })
  expect(command.ownerUrl).toBe(server.url)
  await command.stop()
  expect(await ask(server.url, 'select 1')).toBe(1)
})

test('a command without a server starts the database, and stops it again', async () => {
  const command = await openEmbeddedPostgres({ dataDir, log })
  expect(await ask(command.ownerUrl, 'select count(*) > 0 from kept')).toBe(true)
  await command.stop()
  await expect(ask(command.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a server that stops under a command leaves the database to it; the command then stops it', async () => {
  const server = await start()
  const command = await openEmbeddedPostgres({ dataDir, log })
  await server.stop()
  expect(await ask(command.ownerUrl, 'select 1')).toBe(1)
  await command.stop()
  await expect(ask(command.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a server and four commands that start at the same moment share one database', async () => {
  const fresh = await openFolder()
  const all = await Promise.all([
    startEmbeddedPostgres({ dataDir: fresh, log }),
    ...Array.from({ length: 4 }, () => openEmbeddedPostgres({ dataDir: fresh, log })),
  ])
  expect(new Set(all.map(({ url }) => url)).size).toBe(1)
  await Promise.all(all.map(({ stop }) => stop()))
  await expect(ask(all[0].url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  expect(await readdir(fresh)).toEqual(['postgres'])
})

test.each([
  ['a process that is gone', () => 4_194_303],
  ['a process that is something else now', () => process.pid],
])('the lock file of %s does not keep the database from starting', async (_whose, pid) => {
  const { url, stop } = await start()
  const lockFile = join(dataDir, 'postgres/cluster/postmaster.pid')
  const lines = (await readFile(lockFile, 'utf8')).split('\n')
  await stop()
  await writeFile(lockFile, [pid(), ...lines.slice(1)].join('\n'))

  const again = await start()
  expect(again.adopted).toBe(false)
  expect(await ask(again.url, 'select 1')).toBe(1)
  expect(again.url).toBe(url)
})

test('a database that dies under the server comes back on the same address, with its rows', async () => {
  const { url } = await start()
  const lockFile = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  process.kill(Number(lockFile.split('\n')[0]), 'SIGKILL')
  await expect
    .poll(() => ask(url, 'select count(*) > 0 from kept').catch(() => 'away'), {
      timeout: 15_000,
      interval: 100,
    })
    .toBe(true)
  expect(said).toContain('the embedded PostgreSQL has gone away; bringing it back')
  await expect.poll(() => said).toContain('the embedded PostgreSQL is back')
})

test('when its port has been taken meanwhile, the database starts on another', async () => {
  const first = await start()
  await first.stop()
  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
  await once(squatter, 'listening')
  const second = await start()
  expect(second.url).not.toBe(first.url)
  expect(await ask(second.url, 'select 1')).toBe(1)
  squatter.close()
})

test('what PostgreSQL itself says is told when it does not start', async () => {
  await expect(start({ shared_buffers: 'plenty' })).rejects.toThrow(
    'invalid value for parameter "shared_buffers"',
  )
})

test.runIf(isRoot)(
  'under root, in a folder closed to others, the data goes where PostgreSQL can go',
  async () => {
    const closed = await closedFolder()
    const { ownerUrl, stop } = await startEmbeddedPostgres({ dataDir: join(closed, 'data'), log })
    await ask(ownerUrl, 'create table here (id int)')
    await stop()
    const home = await readlink(join(closed, 'data/postgres'))
    folders.push(home)
    expect(home).toMatch(/^\/var\/lib\/tmas\//)
    expect((await stat(closed)).mode & 0o777).toBe(0o700)

    const again = await startEmbeddedPostgres({ dataDir: join(closed, 'data'), log })
    expect(await ask(again.ownerUrl, 'select count(*)::int from here')).toBe(0)
    await again.stop()

    await rm(home, { recursive: true })
    await expect(startEmbeddedPostgres({ dataDir: join(closed, 'data'), log })).rejects.toThrow(
      'which is gone',
    )
    await rm(closed, { recursive: true })
  },
)

/** A folder that PostgreSQL's account can go to, too. */
async function openFolder(): Promise<string> {
  const folder = await closedFolder()
  await chmod(folder, 0o755)
  return folder
}

async function closedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tmas-embedded-'))
  folders.push(folder)
  return folder
}

async function start(settings: Record<string, string> = {}) {
  const running = await startEmbeddedPostgres({ dataDir, log, settings })
  stops.push(running.stop)
  return { ...running, url: running.ownerUrl, applicationUrl: running.url }
}

async function startInAnotherProcess(): Promise<{ server: ChildProcess; url: string }> {
  const program = join(import.meta.dirname, '../testing/embedded-server.ts')
  const server = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!server.stdout) throw new Error('no output')
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string]
  return { server, url }
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  // What happens to the connection after the answer is not the question.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}
