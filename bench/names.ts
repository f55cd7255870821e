/**
 * `npm run bench -- --names`: whether the time of an answer at the password door tells a name that exists from one that
 * does not (R29). Each name is tried once, with a wrong password, from an address of its own, in random order. It takes
 * about two minutes.
 */
import { Agent } from 'node:http'
import { sql } from 'kysely'
import { hashPassword } from '#server/passwords/passwords.ts'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { fillDatabase } from './installation.ts'
import { quantile, superiority } from './statistics.ts'
import { tryPassword } from './try-password.ts'

/** Names of each kind. */
const many = 600
/** By chance alone, one run in 370 is further from one half than so many standard deviations. */
const suspicious = 3

type Kind = 'unknown' | 'without a password' | 'with a password'

await buildConsole()
const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database names')
  const databaseUrl = urlOf(cluster.url, 'names')
  await fillDatabase(databaseUrl)
  const db = openDatabase({ url: databaseUrl })
  const users = await db
    .selectFrom('userAccount')
    .select(['id', 'username'])
    .where('enabled', '=', true)
    .orderBy(sql`random()`)
    .limit(2 * many + 20)
    .execute()
  const withPassword = users.slice(0, many + 10)
  await db
    .updateTable('userAccount')
    .set({ passwordHash: await hashPassword('Harbour-7-lanterns') })
    .where(
      'id',
      'in',
      withPassword.map(({ id }) => id),
    )
    .execute()
  await db
    .updateTable('userAccount')
    .set({ passwordHash: null })
    .where(
      'id',
      'not in',
      withPassword.map(({ id }) => id),
    )
    .execute()
  await db.destroy()

  const port = await freePort()
  const tmas = await startChild(
    'tmas.ts',
    {
      DATABASE_URL: databaseUrl,
      TMAS_URL: `http://127.0.0.1:${port}`,
      TRUSTED_PROXIES: '127.0.0.1',
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    startFlags(),
  )
  children.push(tmas)

  const tries = [
    ...withPassword.map(({ username }) => ({ username, kind: 'with a password' as Kind })),
    ...users.slice(many + 10).map(({ username }) => ({ username, kind: 'without a password' as Kind })),
    ...Array.from({ length: many + 10 }, (_, n) => ({
      username: `nobody.${n}.here`,
      kind: 'unknown' as Kind,
    })),
  ]
  const shuffled = tries
    .map((one) => ({ ...one, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
  const times: Record<Kind, number[]> = { unknown: [], 'without a password': [], 'with a password': [] }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (const [n, { username, kind }] of shuffled.entries()) {
    const { status, milliseconds } = await tryPassword(tmas.url, agent, {
      username,
      password: 'Wrong-pass-1',
      ip: `10.${n >> 6}.${(n * 7) % 250}.1`,
    })
    if (status !== 401) throw new Error(`${kind}: answered ${status} instead of 401`)
    // The first ones warm everything up.
    if (n >= 30) times[kind].push(milliseconds)
  }
  agent.destroy()

  console.log(
    'A wrong password, by name: milliseconds of the answer, and how often the name that exists took longer',
  )
  for (const kind of ['unknown', 'without a password', 'with a password'] as const) {
    const median = quantile(times[kind], 0.5).toFixed(2)
    const line = `${kind.padEnd(20)}${String(times[kind].length).padStart(5)} names, median ${median} ms`
    if (kind === 'unknown') console.log(line)
    else {
      const { share, deviations } = superiority(times[kind], times.unknown)
      const told = Math.abs(deviations) > suspicious ? 'TOLD APART' : 'not told apart'
      console.log(`${line}, longer in ${(100 * share).toFixed(1)} % (${deviations.toFixed(1)} σ): ${told}`)
    }
  }
} finally {
  for (const child of children) await child.stop()
  await cluster.stop()
}
