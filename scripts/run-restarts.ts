/**
 * `npm run restarts`: restarts both of two instances, one after the other, behind nginx and behind HAProxy with the
 * files of `deploy/`, while people work. Prints how many of their requests failed and how long the slowest took, and
 * exits with 1 if one failed. Everything runs on loopback. It needs `nginx`, `haproxy` and `openssl` (on Debian,
 * packages of these names), and PostgreSQL is its own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '#server/migrations/migrate.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { createDatabase, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { addCustomer } from '#server/users/users.ts'
import { buildServer } from './build-server.ts'
import { root } from './built.ts'
import { host, startInstance, stop } from './instances.ts'

const [username, password] = ['rita.restarts', 'Harbour-7-lanterns']
/** Requests at a time, and at least so many in all. */
const [atOnce, atLeast] = [8, 2_000]

await buildServer()
const folder = await mkdtemp(join(tmpdir(), 'tmas-restarts-'))
await chmod(folder, 0o755)
const cluster = await startThrowAwayCluster()
const children = new Set<ChildProcess>()
try {
  const databaseUrl = urlOf(cluster.url, 'restarts')
  await createDatabase(cluster.url, 'restarts')
  await migrate(databaseUrl, { log: { info() {}, warn() {} } })
  const db = openDatabase({ url: databaseUrl })
  const manager = { username, email: `${username}@north.example`, passwordHash: await hashPassword(password) }
  await addCustomer(db, { kind: 'operator' }, { name: 'North Group' }, manager, new Date())
  await db.destroy()
  const certificate = join(folder, 'tmas.example')
  execFileSync(
    'openssl',
    `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=${host} -keyout ${certificate}.key -out ${certificate}.crt`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  )
  const [crt, key] = await Promise.all(['crt', 'key'].map((end) => readFile(`${certificate}.${end}`, 'utf8')))
  await writeFile(`${certificate}.pem`, `${crt}${key}`)

  for (const proxy of ['nginx', 'haproxy'] as const) {
    const ports = [await freePort(), await freePort()]
    const instances = await Promise.all(ports.map((port) => startOne(databaseUrl, port)))
    const front = await startProxy(proxy, ports)
    const agent = new Agent({ keepAlive: true, rejectUnauthorized: false, servername: host })
    const figures = { sent: 0, failed: [] as string[], slowest: 0 }
    let isOver = false
    const person = async () => {
      let cookie = await signIn(front, agent, figures)
      for (let turn = 0; !isOver; turn++) {
        if (turn % 40 === 39) cookie = await signIn(front, agent, figures)
        else await ask(front, agent, figures, { path: '/api/v1/session', headers: { cookie }, expected: 200 })
        await sleep(5)
      }
    }
    const people = Promise.all(Array.from({ length: atOnce }, person))
    for (const [at, port] of ports.entries()) {
      await sleep(2_000)
      await stop(instances[at], children)
      instances[at] = await startOne(databaseUrl, port)
    }
    while (figures.sent < atLeast) await sleep(200)
    await sleep(2_000)
    isOver = true
    await people
    agent.destroy()
    for (const child of [...children]) await stop(child, children)
    const { sent, failed, slowest } = figures
    console.log(
      `${proxy}: ${sent} requests, ${failed.length} failed, the slowest took ${Math.round(slowest)} ms`,
    )
    for (const fault of new Set(failed)) console.log(`  ${fault}`)
    if (failed.length > 0) process.exitCode = 1
  }
} finally {
  for (const child of [...children]) await stop(child, children)
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

function startOne(url: string, port: number): Promise<ChildProcess> {
  const program = join(root, 'dist/main.js')
  return startInstance({ program, port, url, dataDir: join(folder, 'data') }, children)
}

/** The proxy with its file of `deploy/`, which other ports and paths are put into. @returns the port of its HTTPS. */
async function startProxy(proxy: 'nginx' | 'haproxy', [first, second]: number[]): Promise<number> {
  const [http, https] = [await freePort(), await freePort()]
  const name = { nginx: 'nginx.conf', haproxy: 'haproxy.cfg' }[proxy]
  const given = await readFile(join(root, 'deploy', name), 'utf8')
  const placed = given
    .replaceAll('/etc/ssl/tmas.example', join(folder, 'tmas.example'))
    .replaceAll('127.0.0.1:3001', `127.0.0.1:${first}`)
    .replaceAll('127.0.0.1:3002', `127.0.0.1:${second}`)
    .replaceAll('/var/log/nginx', folder)
    // As many as any account may have files open.
    .replace('maxconn 10000', 'maxconn 400')
    .replace(/listen 80;|bind :80$/m, (line) => line.replace('80', `127.0.0.1:${http}`).replace('::', ':'))
    .replace(/listen 443|bind :443/, (line) => line.replace(/:?443/, `127.0.0.1:${https}`))
    .replace(/bind :127/, 'bind 127')
  const file = join(folder, name)
  await mkdir(join(folder, 'nginx'), { recursive: true })
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/nginx/${kind};`)
    .join(' ')
  const whole = `daemon off; pid ${folder}/nginx.pid; error_log stderr crit; events {} http { ${paths}\n${placed}\n}\n`
  await writeFile(file, proxy === 'nginx' ? whole : placed)
  const options = { nginx: ['-c', file, '-p', folder], haproxy: ['-db', '-f', file] }
  start(proxy, options[proxy], { PATH: `${process.env.PATH}:/usr/sbin` })
  await sleep(2_500)
  return https
}

function start(program: string, options: string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(program, options, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.add(child)
  return child
}

type Figures = { sent: number; failed: string[]; slowest: number }

/** @returns the cookie of a session. A request that changes something, and that no proxy may send twice. */
async function signIn(port: number, agent: Agent, figures: Figures): Promise<string> {
  const body = JSON.stringify({ username, password })
  const headers = { 'content-type': 'application/json', origin: `https://${host}` }
  return ask(port, agent, figures, { path: '/api/v1/session', method: 'POST', headers, body, expected: 201 })
}

function ask(
  port: number,
  agent: Agent,
  figures: Figures,
  {
    body,
    expected,
    headers,
    ...rest
  }: { path: string; method?: string; headers: Record<string, string>; body?: string; expected: number },
): Promise<string> {
  const began = performance.now()
  return new Promise((resolve) => {
    const done = (fault: string | undefined, cookie = '') => {
      figures.sent += 1
      figures.slowest = Math.max(figures.slowest, performance.now() - began)
      if (fault) figures.failed.push(`${rest.method ?? 'GET'} ${rest.path}: ${fault}`)
      resolve(cookie)
    }
    const options = { ...rest, port, agent, host: '127.0.0.1', headers: { ...headers, host } }
    const asked = request(options, (answer) => {
      answer.resume()
      answer.on('end', () =>
        done(
          answer.statusCode === expected ? undefined : String(answer.statusCode),
          answer.headers['set-cookie']?.[0]?.split(';')[0],
        ),
      )
    })
    asked.on('error', (error) => done(error.message))
    asked.end(body)
  })
}
