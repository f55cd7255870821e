/**
 * What TMAS costs, compared with the smallest correct programs and with the libraries that others use: prints processor
 * time, ratios, memory and start-up.
 *
 * All of them run next to each other, each as a process of its own with a temporary PostgreSQL of its own. The emulator
 * is a process, too, and the load comes from here, so neither counts. After a warm-up they take turns, and medians of
 * the rounds are compared. `-- --without-peers` leaves the libraries out, `-- --rounds 7` sets the number of rounds.
 */

import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { migrate } from '#server/migrations/migrate.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { coldStart } from './cold-start.ts'
import { leaveFirstCore } from './cores.ts'
import { analyze } from './installation.ts'
import { installPeers } from './peers.ts'
import { type Besides, report } from './report.ts'
import { forget, measureRound } from './rounds.ts'
import { type Side, settingsOf, startSides } from './sides.ts'
import { quantile } from './statistics.ts'
import { measureTrail } from './trail.ts'

const { values } = parseArgs({
  options: { 'without-peers': { type: 'boolean' }, rounds: { type: 'string', default: '5' } },
})
const withPeers = !values['without-peers']
const rounds = Number(values.rounds)
const warmUp = { signIns: 300, firsts: 40, lookUps: 3000 }
const perRound = { signIns: 120, firsts: 24, lookUps: 1500 }
const starts = 3

const startedAt = performance.now()
const busyBefore = loadavg()[0] ?? 0
await buildConsole()
if (withPeers) installPeers()
const pinned = leaveFirstCore()
const ending: (() => Promise<void>)[] = []
try {
  const sides = await startSides(withPeers, ending)
  for (const side of sides) await measureRound(side, warmUp)
  for (const side of sides) await analyze(side.database.url)
  for (const side of sides) forget(side)
  for (let round = 0; round < rounds; round++) {
    // The first one in a round may find a colder cache, so they also take turns in that.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await measureRound(side, perRound)
  }
  const besides = new Map<Side, Besides>()
  for (const side of sides) {
    const { memory } = await side.server.usage()
    besides.set(side, { memory: memory / 2 ** 20, start: await startOf(side) })
  }
  const where = pinned
    ? 'the servers on one core, everything else on the others'
    : 'everything on the same cores, because there is no taskset or only one core'
  console.log(
    `\nMedians of ${rounds} rounds in which the programs took turns, 16 browsers at a time; ${where}.` +
      `\nOthers on this machine: a load of ${busyBefore.toFixed(1)} before the run.\n`,
  )
  console.log(report(sides, besides))

  const trailCluster = await startThrowAwayCluster()
  ending.push(() => trailCluster.stop())
  await migrate(trailCluster.url, { log: { info() {}, warn() {} } })
  console.log(`\n${await measureTrail(trailCluster.url)}`)
  console.log(`\nAll of it took ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes.`)
} finally {
  for (const end of ending.toReversed()) await end()
}

/** The median of its starts beside the one that serves, on the same data and at an address of its own. */
async function startOf(side: Side): Promise<number> {
  const taken: number[] = []
  for (let count = 0; count < starts; count++) {
    const port = await freePort()
    const environment = settingsOf(side.database.url, port, side.microsoft)
    taken.push(await coldStart(`http://127.0.0.1:${port}`, environment, side.start))
  }
  return quantile(taken, 0.5)
}
