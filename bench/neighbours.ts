/**
 * `npm run bench -- --neighbours`: whether what one customer does slows down another one. People of one customer sign in,
 * are looked up and use the console, at a steady rate, while another customer imports users, has a row of its own held,
 * watches 500 live lists, or has its passwords tried; and `/readyz` is asked. Prints how many times as long the slowest
 * hundredth takes as in the quiet before, and what the programs and the machine had to do. Everything runs on loopback, on
 * the same cores; it takes about three minutes.
 *
 * `-- --seconds 40` sets how long each of them lasts, `-- --only import` makes one noise.
 */
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { analyze, fillDatabase } from './installation.ts'
import { lookUp, signIn, visit } from './load.ts'
import type { Noise } from './noise.ts'
import { addNoisyCustomers, password } from './noisy-customers.ts'
import { sessionOf } from './session-of.ts'
import { quantile } from './statistics.ts'
import { watchLateness } from './usage.ts'

const { values } = parseArgs({
  options: {
    neighbours: { type: 'boolean' },
    seconds: { type: 'string', default: '20' },
    only: { type: 'string' },
  },
})
const seconds = Number(values.seconds)

/** Requests of the quiet customer's people in a second. */
const usual = { lookUps: 20, signIns: 4, lists: 2, readiness: 2 }
/** The aim: the slowest hundredth takes at most so many times as long as in the quiet. */
const aim = 2

const noises: readonly (readonly [Noise, about: string])[] = [
  ['stranger', 'a program that takes one processor and asks nothing'],
  ['import', 'imports of 20,000 users, one after the other'],
  ['held row', 'a held row, 60 sign-ins/s to it'],
  ['live lists', '500 live lists, 10 sign-ins/s there'],
  ['wrong passwords', '100 wrong passwords/s'],
]

type Kind = 'session lookup' | 'sign-in with Microsoft' | 'list of users' | 'readiness'
type Figures = Record<Kind, number[]> & { failed: number; machine: string }

const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database neighbours')
  const databaseUrl = urlOf(cluster.url, 'neighbours')
  await fillDatabase(databaseUrl)
  const noisy = await addNoisyCustomers(databaseUrl)
  await analyze(databaseUrl)
  const port = await freePort()
  const server = `http://127.0.0.1:${port}`
  const emulator = await start('emulator.ts', { ORIGINS: server })
  const tmas = await start(
    'tmas.ts',
    {
      DATABASE_URL: databaseUrl,
      TMAS_URL: server,
      TRUSTED_PROXIES: '127.0.0.1',
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    startFlags(),
  )
  const people = async () => {
    const said = await watchMachine(tmas)
    const figures = await work(tmas.url, emulator.url)
    return { ...figures, machine: await said() }
  }
  // Warm-up: code compiled, connections open.
  await people()
  const quiet = await people()
  console.log(
    `p50 / p95 / p99 in milliseconds; p95 and p99 to those of the quiet (aim: at most ${aim}); ${seconds} s each\n`,
  )
  print('quiet', quiet, quiet)
  for (const [noise, about] of noises) {
    if (values.only !== undefined && values.only !== noise) continue
    const maker = await start('noise.ts', {})
    await maker.ask({ noise, server, databaseUrl, noisy })
    const during = await people()
    const { said } = await maker.ask<{ said: string }>('end')
    print(`${about}: ${said}`, during, quiet)
    // What is left of it is not the next one's.
    await sleep(3000)
  }
} finally {
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

/** @returns what says how busy the programs and the machine were, and how late the server and this process. */
async function watchMachine(tmas: Child): Promise<() => Promise<string>> {
  const ownLateness = watchLateness()
  const look = async () => {
    const { cpu, late } = await tmas.usage()
    const idle = cpus().reduce((sum, { times }) => sum + times.idle, 0)
    return {
      at: performance.now(),
      late,
      server: cpu,
      idle,
      database: databaseProcessorTime(cluster.dataDir),
    }
  }
  const before = await look()
  return async () => {
    const after = await look()
    const share = (name: 'server' | 'database' | 'idle') =>
      `${Math.round((100 * (after[name] - before[name])) / (after.at - before.at))} %`
    const late = (delays: readonly number[]) => delays.map((delay) => Math.round(delay)).join(' / ')
    return [
      `of ${cpus().length} cores: server ${share('server')}, PostgreSQL ${share('database')}, idle ${share('idle')}`,
      `late (p50 / p99 / at most): server ${late(after.late)} ms, this program ${late(ownLateness())} ms`,
    ].join('; ')
  }
}

/** What the people of the quiet customer do, at a steady rate, whatever the answers take. */
async function work(server: string, microsoft: string): Promise<Omit<Figures, 'machine'>> {
  const figures: Omit<Figures, 'machine'> = {
    'session lookup': [],
    'sign-in with Microsoft': [],
    'list of users': [],
    readiness: [],
    failed: 0,
  }
  const { cookies } = await signIn(server, microsoft, 0)
  const manager = await sessionOf(server, 'max.manager', password)
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

function print(name: string, during: Figures, quiet: Figures): void {
  console.log(`${name} (failed: ${during.failed})\n  ${during.machine}`)
  for (const kind of ['session lookup', 'sign-in with Microsoft', 'list of users', 'readiness'] as const) {
    const shares = [0.5, 0.95, 0.99]
    const [figures, before] = [during, quiet].map((each) =>
      shares.map((share) => quantile(each[kind], share)),
    )
    const [, ...ratios] = (figures ?? []).map((figure, index) => figure / (before?.[index] ?? Number.NaN))
    const said = (figures ?? []).map((figure) => figure.toFixed(1)).join(' / ')
    const missed = ratios.some((ratio) => ratio > aim) ? '  (missed)' : ''
    console.log(
      `  ${kind.padEnd(24)}${said.padEnd(24)}${ratios.map((one) => one.toFixed(1)).join(' / ')}${missed}`,
    )
  }
}
