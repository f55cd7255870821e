/**
 * What TMAS costs, compared with the smallest correct programs: prints processor time, ratios, memory and start-up.
 *
 * The floor programs and TMAS run next to each other, each as a process of its own with a temporary PostgreSQL of its
 * own. The emulator is a process, too, and the load comes from here, so neither counts. After a warm-up they take turns,
 * and medians of the rounds are compared.
 */

import { freePort } from '#server/platform/free-port.ts'
import { migrate } from '#server/platform/migrate.ts'
import { urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { coldStart } from './cold-start.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { analyze, fillDatabase } from './installation.ts'
import { lookUp, repeat, signIn } from './load.ts'
import { quantile } from './statistics.ts'
import { measureTrail } from './trail.ts'

const rounds = 7
const warmUp = { signIns: 300, lookUps: 3000 }
const perRound = { signIns: 120, lookUps: 1500 }
const atOnce = { signIns: 4, lookUps: 8 }
const starts = 5

/** The aims: times the least program's processor time, MiB and milliseconds. */
const aims = { signIn: 1.3, database: 2, lookUp: 1.4, memory: 120, start: 400 }

type Measured = { cpu: number[]; database: number[]; latencies: number[] }
type Side = { server: Child; dataDir: string; signIns: Measured; lookUps: Measured }
type Cluster = Awaited<ReturnType<typeof startThrowAwayCluster>>

await buildConsole()
const clusters: Cluster[] = []
const children: Child[] = []
try {
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()]
  const [leastUrl, floorUrl, tmasUrl, coldUrl] = ports.map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
    string,
    string,
  ]
  const emulator = await start('emulator.ts', { ORIGINS: [leastUrl, floorUrl, tmasUrl].join() })
  const floorSettings = (port: number | undefined) => ({
    PORT: String(port),
    AUTHORITY: emulator.url,
    CLIENT_ID: tmasClientId,
    CLIENT_SECRET: tmasClientSecret,
    TENANT: northTenantId,
  })
  const leastCluster = await startCluster()
  const leastDatabase = { DATABASE_URL: urlOf(leastCluster.url, 'tmas') }
  const least = side(leastCluster, await start('least.ts', { ...floorSettings(ports[0]), ...leastDatabase }))
  const floorCluster = await startCluster()
  const floorDatabase = { DATABASE_URL: urlOf(floorCluster.url, 'tmas') }
  await fillDatabase(floorDatabase.DATABASE_URL)
  const floor = side(floorCluster, await start('floor.ts', { ...floorSettings(ports[1]), ...floorDatabase }))
  const tmasCluster = await startCluster()
  const tmasSettings = {
    DATABASE_URL: urlOf(tmasCluster.url, 'tmas'),
    TMAS_URL: tmasUrl,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  await fillDatabase(tmasSettings.DATABASE_URL)
  const tmas = side(tmasCluster, await start('tmas.ts', tmasSettings, startFlags()))

  const sides = [least, floor, tmas]
  for (const each of sides) await measureRound(each, emulator.url, warmUp)
  for (const { url } of [leastCluster, floorCluster, tmasCluster]) await analyze(urlOf(url, 'tmas'))
  for (const each of sides) forget(each)
  for (let round = 0; round < rounds; round++) {
    // The first one in a round may find a colder cache, so they also take turns in that.
    for (const each of round % 2 === 0 ? sides : sides.toReversed())
      await measureRound(each, emulator.url, perRound)
  }
  const { memory } = await tmas.server.usage()

  const trailCluster = await startCluster()
  await migrate(trailCluster.url, { log: { info() {}, warn() {} } })
  const trail = await measureTrail(trailCluster.url)
  const coldStarts: number[] = []
  for (let count = 0; count < starts; count++)
    coldStarts.push(await coldStart(coldUrl, { ...tmasSettings, TMAS_URL: coldUrl }))

  console.log(
    `Processor time in milliseconds each (medians of ${rounds} rounds); the ratio is to the least\n`,
  )
  console.log('                                    least   floor    TMAS   ratio   aim')
  console.log(row('sign-in with Microsoft: server', 'signIns', 'cpu', aims.signIn))
  console.log(row('sign-in with Microsoft: PostgreSQL', 'signIns', 'database', aims.database))
  console.log(row('session lookup: server', 'lookUps', 'cpu', aims.lookUp))
  console.log(row('session lookup: PostgreSQL', 'lookUps', 'database', aims.database))
  console.log('\nTime to answer, in milliseconds (start and callback together; for information)\n')
  console.log('                        least p50     p99   floor p50     p99    TMAS p50     p99')
  console.log(latencyRow('sign-in with Microsoft', 'signIns'))
  console.log(latencyRow('session lookup', 'lookUps'))
  console.log(`\n${trail}`)
  console.log(
    `\nMemory of TMAS after this load   ${Math.round(memory / 2 ** 20)} MiB (aim: under ${aims.memory})`,
  )
  console.log(
    `Cold start to the first page     ${Math.round(quantile(coldStarts, 0.5))} ms (aim: under ${aims.start})`,
  )

  function row(what: string, load: Load, of: 'cpu' | 'database', aim: number): string {
    const times = sides.map((each) => number(quantile(each[load][of], 0.5), 3))
    // Per round, not of the medians: what slows the machine for a while slows all of them.
    const ratios = tmas[load][of].map((time, round) => time / (least[load][of][round] ?? Number.NaN))
    return `${what.padEnd(34)} ${times.join(' ')} ${number(quantile(ratios, 0.5), 2)} ${number(aim, 1, 5)}`
  }

  function latencyRow(what: string, load: Load): string {
    const cells = sides.map((each) => {
      const { latencies } = each[load]
      return `${number(quantile(latencies, 0.5), 1, 10)} ${number(quantile(latencies, 0.99), 1)}`
    })
    return `${what.padEnd(22)} ${cells.join(' ')}`
  }
} finally {
  for (const child of children.reverse()) await child.stop()
  for (const cluster of clusters) await cluster.stop()
}

type Load = 'signIns' | 'lookUps'

async function startCluster(): Promise<Cluster> {
  const cluster = await startThrowAwayCluster()
  clusters.push(cluster)
  return cluster
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

function side({ dataDir }: Cluster, server: Child): Side {
  return { server, dataDir, signIns: nothing(), lookUps: nothing() }
}

function nothing(): Measured {
  return { cpu: [], database: [], latencies: [] }
}

function forget(side: Side) {
  Object.assign(side, { signIns: nothing(), lookUps: nothing() })
}

async function measureRound(side: Side, microsoft: string, times: typeof perRound) {
  const { server, signIns, lookUps } = side
  let cookies: string[] = []
  await measure(side, signIns, async () => {
    const ends = await repeat(times.signIns, atOnce.signIns, (turn) => signIn(server.url, microsoft, turn))
    cookies = ends.map((end) => end.cookies)
    return ends.map((end) => end.milliseconds)
  })
  await measure(side, lookUps, () =>
    repeat(times.lookUps, atOnce.lookUps, (turn) => lookUp(server.url, cookies[turn % cookies.length] ?? '')),
  )
}

async function measure({ server, dataDir }: Side, into: Measured, load: () => Promise<number[]>) {
  const before = { ...(await server.usage()), database: databaseProcessorTime(dataDir) }
  const latencies = await load()
  const after = { ...(await server.usage()), database: databaseProcessorTime(dataDir) }
  into.cpu.push((after.cpu - before.cpu) / latencies.length)
  into.database.push((after.database - before.database) / latencies.length)
  into.latencies.push(...latencies)
}

function number(value: number, digits: number, width = 7): string {
  return value.toFixed(digits).padStart(width)
}
