import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startPgBouncer } from '#server/testing/pgbouncer.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { lookAtPooler, PoolerRefused } from './pooler.ts'

const database = await testDatabase()
afterAll(database.close)

let stop = async () => {}
afterEach(() => stop())

/** A pooler for the duration of a test. @returns the address of the database through it. */
async function throughPgBouncer(
  ...how: Parameters<typeof startPgBouncer> extends [string, ...infer R] ? R : never
) {
  const pooler = await startPgBouncer(database.url, ...how)
  stop = pooler.stop
  return pooler.url
}

test('PostgreSQL itself keeps prepared statements and time limits', async () => {
  expect(await lookAtPooler(database.url)).toEqual({ limitsHold: true, keepsSession: true })
})

test('a pooler that gives each transaction another connection is refused with the reason if it loses prepared statements', async () => {
  const refused = await lookAtPooler(await throughPgBouncer()).catch((error) => error)
  expect(refused).toBeInstanceOf(PoolerRefused)
  expect(refused.detail).toContain('does not keep prepared statements')
  expect(refused.remedy).toContain('PgBouncer 1.21')
})

test('a pooler that gives each transaction another connection is accepted if it keeps prepared statements', async () => {
  const url = await throughPgBouncer({ keepsPrepared: true })
  expect(await lookAtPooler(url)).toEqual({ limitsHold: false, keepsSession: false })
})

test('a pooler that gives each session a connection is accepted, and it is known that it drops the time limits', async () => {
  const url = await throughPgBouncer({ mode: 'session' })
  expect(await lookAtPooler(url)).toEqual({ limitsHold: false, keepsSession: true })
})

test('time limits that are set on the role hold behind a pooler', async () => {
  const role = new URL(database.url).username
  const limits = { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' }
  const name = new URL(database.url).pathname.slice(1)
  const ofRole = `alter role ${role} in database ${name}`
  for (const [limit, time] of Object.entries(limits))
    await asAdministrator(`${ofRole} set ${limit} = '${time}'`)
  const url = await throughPgBouncer({ mode: 'session' })
  expect(await lookAtPooler(url)).toEqual({ limitsHold: true, keepsSession: true })
  await asAdministrator(`${ofRole} reset all`)
})

test('a pooler without a connection to spare is not judged', async () => {
  const url = await throughPgBouncer({ size: 1 })
  expect(await lookAtPooler(url)).toEqual({ limitsHold: false, keepsSession: true })
})

test('of several hosts, one that will do is enough', async () => {
  const strict = new URL(await throughPgBouncer({ ignored: '' }))
  const both = new URL(database.url)
  const url = both.href.replace(both.host, `${strict.host},${both.host}`)
  expect(await lookAtPooler(url)).toEqual({ limitsHold: true, keepsSession: true })
})

test('a pooler that does not let TMAS’s parameters pass is named, with the line to add', async () => {
  const url = await throughPgBouncer({ ignored: '' })
  const refused = await lookAtPooler(url).catch((error) => error)
  expect(refused).toBeInstanceOf(PoolerRefused)
  expect(refused.remedy).toContain('ignore_startup_parameters')
})

/** Runs what only the administrator of the server may. */
async function asAdministrator(statement: string): Promise<void> {
  const url = new URL(database.ownerUrl)
  url.username = 'postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(statement)
  await client.end()
}
