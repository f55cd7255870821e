/**
 * Tampers with an audit trail a thousand times at random, with the rights of the tables' owner, and says how many of
 * them are found: `npm run tamper`, or `npm run tamper -- 200 7` for 200 from the seed 7. Exits with 1 unless all are.
 */
import { tamperOnce, writeTrails } from '#server/audit/testing/tampering.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'

const [times = 1_000, firstSeed = 1] = process.argv.slice(2).map(Number)
const cluster = await startThrowAwayCluster()
const owner = openDatabase({ url: cluster.url, poolSize: 2, timeLimits: false })
try {
  await migrate(cluster.url, { log: { info() {}, warn() {} } })
  await writeTrails(owner)
  const counts = new Map<string, { times: number; found: number }>()
  for (let seed = firstSeed; seed < firstSeed + times; seed++) {
    const { what, found, where } = await tamperOnce(owner, seed)
    const count = counts.get(what) ?? { times: 0, found: 0 }
    counts.set(what, { times: count.times + 1, found: count.found + Number(found) })
    if (!found) console.log(`not found: ${what} (${where}), seed ${seed}`)
  }
  for (const [what, { times, found }] of [...counts].sort())
    console.log(`${String(found).padStart(4)} of ${String(times).padEnd(4)} ${what}`)
  const found = [...counts.values()].reduce((sum, count) => sum + count.found, 0)
  console.log(`${found} of ${times} tamperings were found.`)
  process.exitCode = found === times ? 0 : 1
} finally {
  await owner.destroy()
  await cluster.stop()
}
