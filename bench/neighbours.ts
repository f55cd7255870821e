/**
 * `npm run bench -- --neighbours`: whether what one customer does slows down another one. People of one customer sign in,
 * are looked up and use the console, at a steady rate, while another customer imports users, has a row of its own held,
 * watches 500 live lists, or has its passwords tried; and `/readyz` is asked. Prints how many times as long the slowest
 * hundredth takes as in the quiet before. Everything runs on loopback; it takes about three minutes.
 *
 * `-- --seconds 10` sets how long each of them lasts.
 */
import { Agent, type ClientRequest, request } from 'node:http'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { analyze, fillDatabase } from './installation.ts'
import { lookUp, signIn, visit } from './load.ts'
import { quantile } from './statistics.ts'
import { tryPassword } from './try-password.ts'

const { values } = parseArgs({
  options: { neighbours: { type: 'boolean' }, seconds: { type: 'string', default: '20' } },
})
const seconds = Number(values.seconds)

/** Requests of the quiet customer's people in a second. */
const usual = { lookUps: 20, signIns: 4, lists: 2, readiness: 2 }
/** The aim: the slowest hundredth takes at most so many times as long as in the quiet. */
const aim = 2
const password = 'Harbour-7-lanterns'
const watchingCustomers = 5

type Kind = 'session lookup' | 'sign-in with Microsoft' | 'list of users' | 'readiness'
type Figures = Record<Kind, number[]> & { failed: number }

const cluster = await startThrowAwayCluster()
const children: Child[] = []
const noisyAgent = new Agent({ keepAlive: true, maxSockets: 400 })
try {
  await execute(cluster.url, 'create database neighbours')
  const databaseUrl = urlOf(cluster.url, 'neighbours')
  await fillDatabase(databaseUrl)
  const noisy = await addNoisy(databaseUrl)
  await analyze(databaseUrl)
  const port = await freePort()
  const tmasUrl = `http://127.0.0.1:${port}`
  const emulator = await start('emulator.ts', { ORIGINS: tmasUrl })
  const tmas = await start(
    'tmas.ts',
    {
      DATABASE_URL: databaseUrl,
      TMAS_URL: tmasUrl,
      TRUSTED_PROXIES: '127.0.0.1',
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    startFlags(),
  )
  const people = () => work(tmas.url, emulator.url)
  // Warm-up: code compiled, connections open.
  await people()
  const quiet = await people()
  console.log(
    `p50 / p99 in milliseconds, and p99 to that of the quiet (aim: at most ${aim}); ${seconds} s each\n`,
  )
  print('quiet', quiet, quiet)

  const noises: [string, () => Promise<() => Promise<string>>][] = [
    ['an import of 20,000 users', () => importUsers(tmas.url, noisy)],
    ['a held row, 60 sign-ins/s to it', () => holdRow(tmas.url, databaseUrl, noisy)],
    ['500 live lists, 10 sign-ins/s there', () => watch(tmas.url, noisy)],
    ['100 wrong passwords/s', () => flood(tmas.url, noisy)],
  ]
  for (const [name, begin] of noises) {
    const end = await begin()
    const during = await people()
    print(`${name}: ${await end()}`, during, quiet)
    // What is left of it is not the next one's.
    await sleep(3000)
  }
} finally {
  noisyAgent.destroy()
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

type Customer = { chainId: string; managers: string[]; people: string[] }

/** Customers with managers who watch and import, and people whose passwords cost next to nothing to compute. */
async function addNoisy(url: string): Promise<Customer[]> {
  const db = openDatabase({ url })
  const operator = { kind: 'operator' } as const
  const now = new Date()
  const passwordHash = await leastHash(password)
  const customers: Customer[] = []
  // The manager of the quiet customer looks at lists.
  await db.updateTable('userAccount').set({ passwordHash }).where('username', '=', 'max.manager').execute()
  for (let n = 0; n < watchingCustomers; n += 1) {
    const boss = { username: `noisy${n}-boss`, email: `boss@noisy${n}.example`, passwordHash }
    const { chain } = await addCustomer(db, operator, { name: `Noisy ${n}` }, boss, now)
    const add = async (name: string, role: 'viewer' | 'user_manager') => {
      const user = { username: `noisy${n}-${name}`, email: `${name}@noisy${n}.example`, passwordHash }
      return (await addUser(db, operator, user, { locationId: chain.id, role }, now)).username
    }
    const managers = [boss.username]
    for (let m = 1; m < 25; m += 1) managers.push(await add(`manager${m}`, 'user_manager'))
    const people: string[] = []
    for (let p = 0; p < 60; p += 1) people.push(await add(`person${p}`, 'viewer'))
    customers.push({ chainId: chain.id, managers, people })
  }
  await db.destroy()
  return customers
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

/** What the people of the quiet customer do, at a steady rate, whatever the answers take. */
async function work(server: string, microsoft: string): Promise<Figures> {
  const figures: Figures = {
    'session lookup': [],
    'sign-in with Microsoft': [],
    'list of users': [],
    readiness: [],
    failed: 0,
  }
  const { cookies } = await signIn(server, microsoft, 0)
  const manager = await session(server, 'max.manager')
  const asked: Promise<void>[] = []
  const every = (kind: Kind, perSecond: number, ask: (turn: number) => Promise<number>) => {
    let turn = 0
    const one = async () => {
      try {
        figures[kind].push(await ask(turn++))
      } catch {
        figures.failed += 1
      }
    }
    return setInterval(() => asked.push(one()), 1000 / perSecond)
  }
  const answered = async (path: string, cookies = '') => {
    const { status, milliseconds } = await visit(`${server}${path}`, cookies)
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    return milliseconds
  }
  const timers = [
    every('session lookup', usual.lookUps, () => lookUp(server, cookies)),
    every(
      'sign-in with Microsoft',
      usual.signIns,
      async (turn) => (await signIn(server, microsoft, turn + 1)).milliseconds,
    ),
    every('list of users', usual.lists, () => answered('/api/v1/users?limit=25', manager)),
    every('readiness', usual.readiness, () => answered('/readyz')),
  ]
  await sleep(seconds * 1000)
  for (const timer of timers) clearInterval(timer)
  await Promise.all(asked)
  return figures
}

/** One import after the other, of new names. */
async function importUsers(server: string, [noisy]: Customer[]) {
  const cookies = await session(server, noisy?.managers[0] ?? '')
  let isOver = false
  let done = 0
  const importing = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const rows = Array.from(
        { length: 20_000 },
        (_, row) => `in${n}-${row},in${n}-${row}@noisy0.example,viewer,${noisy?.chainId}`,
      )
      const body = ['username,email,role,location', ...rows].join('\n')
      const { status } = await send(
        server,
        'POST',
        '/api/v1/users/import',
        { cookie: cookies, 'content-type': 'text/csv' },
        body,
      )
      if (status === 201) done += 1
    }
  })()
  return async () => {
    isOver = true
    await importing
    return `${done} imported`
  }
}

/** Someone holds the customer's row, as a change of its policy does, for eight seconds at a time. */
async function holdRow(server: string, databaseUrl: string, [noisy]: Customer[]) {
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  let isOver = false
  const holding = (async () => {
    while (!isOver) {
      await holder.query(`begin; select from customer where id = '${noisy?.chainId}' for no key update`)
      await sleep(Math.min(8000, seconds * 800))
      await holder.query('rollback')
      await sleep(200)
    }
  })()
  const answers = signInsAt(server, noisy?.people ?? [], 60)
  return async () => {
    isOver = true
    const told = await answers.stop()
    await holding
    await holder.end()
    return told
  }
}

/** A hundred live lists at each of five customers, at which people sign in. */
async function watch(server: string, noisy: Customer[]) {
  const streams: ClientRequest[] = []
  let told = 0
  for (const { managers } of noisy)
    for (const manager of managers) {
      const cookies = await session(server, manager)
      for (let window = 0; window < 4; window += 1)
        await new Promise<void>((resolve, reject) => {
          const stream = request(
            `${server}/api/v1/sign-ins/stream`,
            { agent: noisyAgent, headers: { cookie: cookies } },
            (response) => {
              if (response.statusCode === 200) resolve()
              else reject(new Error(`a live list was answered with ${response.statusCode}`))
              response.on('data', (text: Buffer) => {
                told += text.toString().split('event: attempt').length - 1
              })
              response.on('error', () => {})
            },
          )
          stream.on('error', () => {})
          stream.end()
          streams.push(stream)
        })
    }
  const answers = signInsAt(
    server,
    noisy.flatMap(({ people }) => people),
    10,
  )
  return async () => {
    const said = await answers.stop()
    for (const stream of streams) stream.destroy()
    return `${said}; ${streams.length} lists were told ${told} times`
  }
}

/** Wrong passwords of the people of one customer, from everywhere. */
async function flood(server: string, [noisy]: Customer[]) {
  let turn = 0
  const answers = atRate(100, () => {
    turn += 1
    const username = noisy?.people[turn % 60] ?? ''
    const ip = `10.${turn % 200}.${(turn * 7) % 250}.${turn % 199}`
    return tryPassword(server, noisyAgent, { username, password: `Wrong-pass-${turn}`, ip })
  })
  return answers.stop
}

/** People sign in with their passwords, one after the other. */
function signInsAt(server: string, people: string[], perSecond: number) {
  let turn = 0
  return atRate(perSecond, () => {
    turn += 1
    const ip = `10.1.${turn % 250}.${(turn * 7) % 250}`
    return tryPassword(server, noisyAgent, { username: people[turn % people.length] ?? '', password, ip })
  })
}

/** @returns what stops it, and says how often it was answered with which status. */
function atRate(perSecond: number, ask: () => Promise<{ status: number }>) {
  const answers = new Map<number, number>()
  const asked: Promise<void>[] = []
  const timer = setInterval(
    () => asked.push(ask().then(({ status }) => void answers.set(status, (answers.get(status) ?? 0) + 1))),
    1000 / perSecond,
  )
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(asked)
      return [...answers].map(([status, count]) => `${count} × ${status}`).join(', ')
    },
  }
}

/** The cookie of a person who signs in with the password that all of them have. */
async function session(server: string, username: string): Promise<string> {
  const body = JSON.stringify({ username, password })
  const { status, cookies } = await send(
    server,
    'POST',
    '/api/v1/session',
    { 'content-type': 'application/json' },
    body,
  )
  if (status !== 201) throw new Error(`${username} could not sign in: ${status}`)
  return cookies
}

function send(server: string, method: string, path: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number; cookies: string }>((resolve, reject) => {
    const all = { ...headers, origin: server, 'content-length': Buffer.byteLength(body) }
    const asked = request(`${server}${path}`, { method, agent: noisyAgent, headers: all }, (response) => {
      response.resume()
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function print(name: string, during: Figures, quiet: Figures): void {
  console.log(`${name} (failed: ${during.failed})`)
  for (const kind of ['session lookup', 'sign-in with Microsoft', 'list of users', 'readiness'] as const) {
    const ratio = quantile(during[kind], 0.99) / quantile(quiet[kind], 0.99)
    const figures = [0.5, 0.99].map((share) => quantile(during[kind], share).toFixed(1)).join(' / ')
    console.log(
      `  ${kind.padEnd(24)}${figures.padEnd(18)}${ratio.toFixed(2)}${ratio > aim ? '  (missed)' : ''}`,
    )
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
