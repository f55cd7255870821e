/**
 * What TMAS costs, compared with the smallest correct program: prints processor time, ratios, memory and start-up.
 *
 * The floor program and TMAS run next to each other, each as a process of its own on a database of its own, in one
 * temporary cluster. The emulator is a third process and the load comes from here, so neither counts. After a warm-up
 * they take turns, and medians of the rounds are compared.
 */
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { type Child, freePort, startChild, startFlags } from './child.ts'
import { coldStart } from './cold-start.ts'
import { fillDatabase } from './installation.ts'
import { lookUp, repeat, signIn } from './load.ts'
import { quantile } from './statistics.ts'
import { measureTrail } from './trail.ts'

const rounds = 7
const warmUp = { signIns: 300, lookUps: 3000 }
const perRound = { signIns: 120, lookUps: 1500 }
const atOnce = { signIns: 4, lookUps: 8 }
const starts = 5

/** The aims. */
const aims = { signIn: 1.5, lookUp: 1.3, memory: 200, start: 1000 }

type Measured = { cpu: number[]; latencies: number[] }
type Side = { server: Child; signIns: Measured; lookUps: Measured }

await buildConsole()
const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database filled')
  await fillDatabase(urlOf(cluster.url, 'filled'))
  for (const name of ['bench_floor', 'bench_tmas', 'bench_trail'])
    await execute(cluster.url, `create database ${name} template filled`)

  const ports = [await freePort(), await freePort(), await freePort()] as const
  const [floorUrl, tmasUrl, coldUrl] = ports.map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
    string,
  ]
  const emulator = await start('emulator.ts', { ORIGINS: [floorUrl, tmasUrl].join() })
  const floorSettings = {
    DATABASE_URL: urlOf(cluster.url, 'bench_floor'),
    PORT: String(ports[0]),
    AUTHORITY: emulator.url,
    CLIENT_ID: tmasClientId,
    CLIENT_SECRET: tmasClientSecret,
  }
  const tmasSettings = {
    DATABASE_URL: urlOf(cluster.url, 'bench_tmas'),
    TMAS_URL: tmasUrl,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  const floor = side(await start('floor.ts', floorSettings))
  const tmas = side(await start('tmas.ts', tmasSettings, startFlags()))

  for (const each of [floor, tmas]) await measureRound(each, emulator.url, warmUp)
  for (const each of [floor, tmas]) forget(each)
  for (let round = 0; round < rounds; round++) {
    // The first one in a round may find a colder cache, so they also take turns in that.
    const order = round % 2 === 0 ? [floor, tmas] : [tmas, floor]
    for (const each of order) await measureRound(each, emulator.url, perRound)
  }
  const { memory } = await tmas.server.usage()

  const trail = await measureTrail(urlOf(cluster.url, 'bench_trail'))
  const coldStarts: number[] = []
  for (let count = 0; count < starts; count++)
    coldStarts.push(await coldStart(coldUrl, { ...tmasSettings, TMAS_URL: coldUrl }))

  console.log(`Processor time of the server, in milliseconds each (median of ${rounds} rounds)\n`)
  console.log('                        floor    TMAS   ratio   aim')
  console.log(row('sign-in with Microsoft', floor.signIns, tmas.signIns, aims.signIn))
  console.log(row('session lookup', floor.lookUps, tmas.lookUps, aims.lookUp))
  console.log('\nTime to answer, in milliseconds (start and callback together; for information)\n')
  console.log('                        floor p50     p99    TMAS p50     p99')
  console.log(latencyRow('sign-in with Microsoft', floor.signIns, tmas.signIns))
  console.log(latencyRow('session lookup', floor.lookUps, tmas.lookUps))
  console.log(`\n${trail}`)
  console.log(
    `\nMemory of TMAS after this load   ${Math.round(memory / 2 ** 20)} MiB (aim: under ${aims.memory})`,
  )
  console.log(
    `Cold start to the first page     ${Math.round(quantile(coldStarts, 0.5))} ms (aim: under ${aims.start})`,
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

function side(server: Child): Side {
  return { server, signIns: { cpu: [], latencies: [] }, lookUps: { cpu: [], latencies: [] } }
}

function forget({ signIns, lookUps }: Side) {
  for (const measured of [signIns, lookUps]) Object.assign(measured, { cpu: [], latencies: [] })
}

async function measureRound({ server, signIns, lookUps }: Side, microsoft: string, times: typeof perRound) {
  let cookies: string[] = []
  await measure(server, signIns, async () => {
    const ends = await repeat(times.signIns, atOnce.signIns, (turn) => signIn(server.url, microsoft, turn))
    cookies = ends.map((end) => end.cookies)
    return ends.map((end) => end.milliseconds)
  })
  await measure(server, lookUps, () =>
    repeat(times.lookUps, atOnce.lookUps, (turn) => lookUp(server.url, cookies[turn % cookies.length] ?? '')),
  )
}

async function measure(server: Child, into: Measured, load: () => Promise<number[]>) {
  const before = await server.usage()
  const latencies = await load()
  const after = await server.usage()
  into.cpu.push((after.cpu - before.cpu) / latencies.length)
  into.latencies.push(...latencies)
}

function row(what: string, floor: Measured, tmas: Measured, aim: number): string {
  const [least, ours] = [quantile(floor.cpu, 0.5), quantile(tmas.cpu, 0.5)]
  // Per round, not of the medians: what slows the machine for a while slows both.
  const ratio = quantile(
    tmas.cpu.map((cpu, round) => cpu / (floor.cpu[round] ?? Number.NaN)),
    0.5,
  )
  return `${what.padEnd(22)} ${number(least, 3)} ${number(ours, 3)} ${number(ratio, 2)} ${number(aim, 1, 5)}`
}

function latencyRow(what: string, floor: Measured, tmas: Measured): string {
  const [p50, p99] = [0.5, 0.99]
  const cells = [floor, tmas].map(
    ({ latencies }) => `${number(quantile(latencies, p50), 1, 10)} ${number(quantile(latencies, p99), 1)}`,
  )
  return `${what.padEnd(22)} ${cells.join(' ')}`
}

function number(value: number, digits: number, width = 7): string {
  return value.toFixed(digits).padStart(width)
}
