/**
 * `npm run bench -- --retention`: what it costs to delete old attempts, and what people who sign in meanwhile notice of
 * it. A customer has a million attempts of three months; a third of them is deleted at once, which is far more than the
 * server ever has to delete in an hour. Prints the time, the processor time of PostgreSQL, and the bytes before and after.
 *
 * `-- --attempts 100000` sets how many there are.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { deleteOldAttempts } from '#server/attempts/retention.queries.ts'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { fillWithAttempts } from './attempts.ts'
import { readOnDisk } from './bytes-on-disk.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { openManyPeople } from './many-people.ts'
import { personOfTurn, startSeeded } from './seeded.ts'
import { quantile } from './statistics.ts'

const { values } = parseArgs({
  options: { retention: { type: 'boolean' }, attempts: { type: 'string', default: '1000000' } },
})
const attempts = Number(values.attempts)
const month = 30 * 24 * 60 * 60 * 1000
/** Sign-ins in a second, and milliseconds of the quiet before. */
const [perSecond, quiet] = [20, 30_000]

await buildConsole()
const size = { chains: 100, usersPerChain: 100, usersOf: (chain: number) => (chain === 1 ? 10_000 : 100) }
const installation = await startSeeded(size, async (db) => {
  const { customerId } = await db
    .selectFrom('userAccount')
    .select('customerId')
    .where('username', '=', 'seed-0001.00000')
    .executeTakeFirstOrThrow()
  await fillWithAttempts(db, customerId, attempts, new Date())
})
const children: Child[] = []
const db = openDatabase({ url: installation.databaseUrl, poolSize: 2, timeLimits: false })
try {
  const url = `http://127.0.0.1:${await freePort()}`
  const emulator = await start('emulator-of-many.ts', { ORIGINS: url })
  await start(
    'tmas.ts',
    {
      DATABASE_URL: installation.databaseUrl,
      MIGRATION_DATABASE_URL: installation.url,
      TMAS_URL: url,
      TRUSTED_PROXIES: '127.0.0.1',
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    startFlags(),
  )
  const signIn = await openManyPeople(url, emulator)
  let turn = 0

  /** People sign in at a steady rate until `work` is done. */
  async function meanwhile(work: () => Promise<unknown>) {
    const [times, begun] = [[] as number[], [] as Promise<void>[]]
    let failed = 0
    const one = async () => {
      const { ip, ...person } = personOfTurn(size, turn++, 'linked')
      await signIn(person, ip).then(
        ({ start, callback }) => void times.push(start + callback),
        () => {
          failed += 1
        },
      )
    }
    const timer = setInterval(() => begun.push(one()), 1000 / perSecond)
    const [startedAt, database] = [performance.now(), databaseProcessorTime(installation.dataDir)]
    await work()
    const lasted = performance.now() - startedAt
    clearInterval(timer)
    await Promise.all(begun)
    return { times, failed, lasted, database: databaseProcessorTime(installation.dataDir) - database }
  }

  await meanwhile(() => sleep(5000))
  const before = await meanwhile(() => sleep(quiet))
  const full = await sizes()
  let deleted = 0
  const during = await meanwhile(async () => {
    deleted = await deleteOldAttempts(db, new Date(Date.now() - 2 * month))
  })
  const left = await sizes()
  const cleared = await meanwhile(async () => {
    const owner = openDatabase({ url: installation.url, poolSize: 1, timeLimits: false })
    await sql`vacuum sign_in_attempt, sign_in_attempt_customer`.execute(owner)
    await owner.destroy()
  })

  const ofSignIns = before.database / (before.lasted / 1000)
  const ofDeleting = during.database - (during.lasted / 1000) * ofSignIns
  console.log(
    `${deleted.toLocaleString('en')} of ${attempts.toLocaleString('en')} attempts deleted in ${(during.lasted / 1000).toFixed(1)} s`,
  )
  console.log(`PostgreSQL needs ${(ofDeleting / deleted).toFixed(3)} ms of its processor for each`)
  console.log(
    `MiB of both tables with indexes: ${mebibytes(full)} before, ${mebibytes(left)} after, ${mebibytes(await sizes())} once vacuumed`,
  )
  console.log(`\n${perSecond} sign-ins a second, in ms               p50     p99   failed`)
  for (const [what, { times, failed }] of [
    ['before', before],
    ['while they are deleted', during],
    ['while it is vacuumed', cleared],
  ] as const)
    console.log(
      `${what.padEnd(36)}${quantile(times, 0.5).toFixed(1).padStart(8)}${quantile(times, 0.99).toFixed(1).padStart(8)}${String(failed).padStart(9)}`,
    )
} finally {
  await db.destroy()
  for (const child of children.reverse()) await child.stop()
  await installation.stop()
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

async function sizes(): Promise<number> {
  const { tables } = await readOnDisk(installation.url)
  return (tables.get('sign_in_attempt') ?? 0) + (tables.get('sign_in_attempt_customer') ?? 0)
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
