/**
 * `npm run upgrades`: upgrades an installation on two instances, one after the other, to a version with heavy migrations,
 * and takes it back, while people send 50 requests a second. Prints how many of them failed and how long they took, and
 * exits with 1 if one failed.
 *
 *     npm run upgrades                      1,000,000 users
 *     npm run upgrades -- --users 50000     fewer
 *
 * Everything runs on loopback, and PostgreSQL is its own.
 */
import { parseArgs } from 'node:util'
import { migrate } from '#server/migrations/migrate.ts'
import { createDatabase, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tryUpgrade } from './upgrade-trial.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000000' },
    'per-second': { type: 'string', default: '50' },
    quiet: { type: 'string', default: '30' },
  },
})
const cluster = await startThrowAwayCluster({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
try {
  await createDatabase(cluster.url, 'upgrades')
  const [url, ownerUrl] = [cluster.applicationUrl, cluster.url].map((of) => urlOf(of, 'upgrades')) as [
    string,
    string,
  ]
  await migrate(ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: url })
  const { phases, gaveWay, filled } = await tryUpgrade(
    { url, ownerUrl },
    {
      users: Number(values.users),
      perSecond: Number(values['per-second']),
      quiet: Number(values.quiet),
      tell: (line) => console.log(line),
    },
  )
  for (const fault of phases.flatMap(({ failed }) => failed).slice(0, 20)) console.log(`  ${fault}`)
  console.log(
    `migrations gave way ${gaveWay} times; ${filled ? 'all rows are filled' : 'rows are left to fill'}`,
  )
  if (!filled || phases.some(({ failed }) => failed.length > 0)) process.exitCode = 1
} finally {
  await cluster.stop()
}
