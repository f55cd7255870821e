import { migrate } from '#server/migrations/migrate.ts'
import { raceClock } from '#server/testing/clock-races.ts'
import { createDatabase, urlOf } from '#server/testing/cluster.ts'
import { race } from '#server/testing/races.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'

/**
 * Plays policy changes against sign-ins on two and then on four instances, and then days that begin meanwhile, on a
 * PostgreSQL of its own, and prints what came of it:
 *
 *     npm run races                  10,000 rounds, half of them on two instances and half on four
 *     npm run races -- 2000 12345    as many rounds, with this seed
 *
 * A hundredth as many days begin. Exits with 1 unless no session was left that should not be, none was lost too early, and
 * nothing failed.
 */
const [rounds = 10_000, seed = Math.trunc(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number)
process.stdout.write(`seed ${seed}\n`)
const cluster = await startThrowAwayCluster()
try {
  for (const instances of [2, 4]) {
    const name = `races_${instances}`
    await createDatabase(cluster.url, name)
    const url = urlOf(cluster.url, name)
    await migrate(url, { log: { info() {}, warn() {} } })
    const began = Date.now()
    const half = Math.ceil(rounds / 2)
    const figures = await race(url, {
      rounds: half,
      instances,
      seed,
      onProgress({ rounds: played, sessionsThatShouldNotBe: wrong, failures }) {
        if (played % 250 !== 0) return
        const seconds = Math.round((Date.now() - began) / 1000)
        const found = `${wrong} wrong sessions, ${failures.length} failures`
        process.stdout.write(`${instances} instances: ${played} of ${half} rounds, ${seconds} s, ${found}\n`)
      },
    })
    const seconds = Math.round((Date.now() - began) / 1000)
    process.stdout.write(`${JSON.stringify({ instances, seconds, ...figures }, undefined, 2)}\n`)
    if (figures.sessionsThatShouldNotBe + figures.failures.length > 0) process.exitCode = 1
  }
  await createDatabase(cluster.url, 'races_clock')
  const url = urlOf(cluster.url, 'races_clock')
  await migrate(url, { log: { info() {}, warn() {} } })
  const figures = await raceClock(url, { rounds: Math.ceil(rounds / 100), instances: 2, seed })
  process.stdout.write(`${JSON.stringify({ days: figures.rounds, ...figures }, undefined, 2)}\n`)
  const { keptPastTheDay, lostBeforeTheDay, failures } = figures
  if (keptPastTheDay.length + lostBeforeTheDay.length + failures.length > 0) process.exitCode = 1
} finally {
  await cluster.stop()
}
