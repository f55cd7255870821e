/**
 * `npm run flood`: ten thousand addresses try the password of one account, while its owner wants to sign in and other
 * people work. Prints whether the owner got in, and how much slower session look-ups and Microsoft sign-ins were than
 * without the flood. Everything runs on loopback; it takes less than two minutes.
 *
 * `-- --rate 300` sets how many tries a second are sent.
 */
import { Agent } from 'node:http'
import { parseArgs } from 'node:util'
import { hashPassword } from '#server/passwords/passwords.ts'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { buildServer } from '../scripts/build-server.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { fillDatabase } from './installation.ts'
import { lookUp, signIn } from './load.ts'
import { floodAddresses, sendFlood } from './password-flood.ts'
import { quantile } from './statistics.ts'
import { tryPassword } from './try-password.ts'

const { values } = parseArgs({ options: { rate: { type: 'string', default: '150' } } })
const rate = Number(values.rate)

/** Seconds. The owner waits for up to one of the flood's minutes. */
const quiet = 15
const flood = 70
/** Requests of other people in a second, so that what is measured is not their own crowd. */
const usual = { lookUps: 20, signIns: 4 }
/** The aim: the slowest hundredth takes at most so many times as long as without the flood. */
const aim = 3

const owner = { username: 'max.manager', password: 'Harbour-7-lanterns', ip: '198.51.100.7' }

type Figures = { lookUps: number[]; signIns: number[]; failed: number }

await buildConsole()
await buildServer()
const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database flood')
  const databaseUrl = urlOf(cluster.url, 'flood')
  await fillDatabase(databaseUrl)
  const db = openDatabase({ url: databaseUrl })
  const passwordHash = await hashPassword(owner.password)
  await db.updateTable('userAccount').set({ passwordHash }).where('username', '=', owner.username).execute()
  await db.destroy()

  const port = await freePort()
  const tmasUrl = `http://127.0.0.1:${port}`
  const emulator = await start('emulator.ts', { ORIGINS: tmasUrl })
  const settings = {
    DATABASE_URL: databaseUrl,
    TMAS_URL: tmasUrl,
    TRUSTED_PROXIES: '127.0.0.1',
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  const tmas = await start('tmas.ts', settings, startFlags())
  // Warm-up: code compiled, connections open.
  await work(tmas.url, emulator.url, 5)
  const before = await work(tmas.url, emulator.url, quiet)

  const stop = new AbortController()
  const attack = sendFlood(tmas.url, { username: owner.username, perSecond: rate }, stop.signal)
  await sleep(3000)
  const [during, entered] = await Promise.all([work(tmas.url, emulator.url, flood), enter(tmas.url)])
  stop.abort()
  const answers = await attack

  console.log(`Flood: ${floodAddresses.length} addresses, ${rate} tries a second, one account, ${flood} s`)
  for (const [status, count] of [...answers].sort()) console.log(`  answered ${status}: ${count}`)
  console.log(`\nThe owner, on an unknown device, ${entered}\n`)
  console.log(
    'p50 and p99 in milliseconds      quiet            flood            ratio of p99 (aim: at most 3)',
  )
  console.log(row('session lookup', before.lookUps, during.lookUps))
  console.log(row('sign-in with Microsoft', before.signIns, during.signIns))
  console.log(
    `\nFailed of other people's requests: ${before.failed} without the flood, ${during.failed} in it`,
  )
} finally {
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

/** What other people do in so many seconds, at a steady rate, whatever the answers take. */
async function work(server: string, microsoft: string, seconds: number): Promise<Figures> {
  const figures: Figures = { lookUps: [], signIns: [], failed: 0 }
  const { cookies } = await signIn(server, microsoft, 0)
  const asked: Promise<void>[] = []
  const every = (perSecond: number, ask: (turn: number) => Promise<void>) => {
    let turn = 0
    const fail = () => {
      figures.failed += 1
    }
    return setInterval(() => asked.push(ask(turn++).catch(fail)), 1000 / perSecond)
  }
  const timers = [
    every(usual.lookUps, async () => void figures.lookUps.push(await lookUp(server, cookies))),
    every(usual.signIns, async (turn) => {
      figures.signIns.push((await signIn(server, microsoft, turn + 1)).milliseconds)
    }),
  ]
  await sleep(seconds * 1000)
  for (const timer of timers) clearInterval(timer)
  await Promise.all(asked)
  return figures
}

/** The owner tries, is told to wait, and waits. */
async function enter(server: string): Promise<string> {
  const agent = new Agent({ keepAlive: true })
  const startedAt = performance.now()
  let waits = 0
  for (let tries = 1; tries <= 5; tries += 1) {
    const { status, retryAfter } = await tryPassword(server, agent, owner)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    if (status === 201) return `signed in at try ${tries}, after ${waits} Retry-After (${seconds} s).`
    waits += 1
    await sleep(retryAfter * 1000)
  }
  return 'DID NOT GET IN.'
}

function row(what: string, before: number[], during: number[]): string {
  const figures = (values: number[]) =>
    `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.99).toFixed(1)}`.padEnd(17)
  const ratio = quantile(during, 0.99) / quantile(before, 0.99)
  return `${what.padEnd(33)}${figures(before)}${figures(during)}${ratio.toFixed(2)}${ratio > aim ? '  (missed)' : ''}`
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
