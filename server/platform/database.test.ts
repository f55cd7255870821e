import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { cuttableWire } from '#server/http/testing/cuttable.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { type Db, isUnavailable, openDatabase, prepared } from './database.ts'
import { readHosts } from './database-hosts.ts'

const { db, url, ownerUrl, close } = await testDatabase()
const host = new URL(url).host
afterAll(close)

const opened: Db[] = []
afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy()
})

test('columns are camelCase, and what lies in a jsonb keeps its keys', async () => {
  const { rows } = await sql`select 'x' as login_id, '{"login_id": 1}'::jsonb as seen_claims`.execute(db)
  expect(rows).toEqual([{ loginId: 'x', seenClaims: { login_id: 1 } }])
})

test('a count is a number, a moment is a Date, a day is a day in every time zone', async () => {
  const { rows } = await sql`
    select count(*) as n, '2026-03-01T12:00:00Z'::timestamptz as moment, '2026-03-01'::date as day`.execute(
    db,
  )
  expect(rows).toEqual([{ n: 1, moment: new Date('2026-03-01T12:00:00Z'), day: '2026-03-01' }])
})

test('a number that JavaScript would round is an error, not another number', async () => {
  await expect(sql`select 9007199254740993::int8`.execute(db)).rejects.toThrow('does not fit')
})

test('a prepared statement works again and again, and inside a transaction', async () => {
  const statement = { name: 'test-add', text: 'select $1::int + 1 as next_number' }
  expect(await prepared(db, statement, [1])).toEqual([{ nextNumber: 2 }])
  expect(await prepared(db, statement, [2])).toEqual([{ nextNumber: 3 }])
  const inside = await db.transaction().execute((trx) => prepared(trx, statement, [3]))
  expect(inside).toEqual([{ nextNumber: 4 }])
  const { rows } =
    await sql`select count(*) > 0 as kept from pg_prepared_statements where name = 'test-add'`.execute(db)
  expect(rows).toEqual([{ kept: true }])
})

test.each<[string, string[], boolean]>([
  ['postgres://u:p@a/tmas', ['postgres://u:p@a/tmas'], false],
  [
    'postgres://u:p%40@a:5432,b:5433/tmas?target_session_attrs=read-write&sslmode=disable',
    ['postgres://u:p%40@a:5432/tmas?sslmode=disable', 'postgres://u:p%40@b:5433/tmas?sslmode=disable'],
    true,
  ],
  [
    'postgresql://a,b,[::1]:7/tmas',
    ['postgresql://a/tmas', 'postgresql://b/tmas', 'postgresql://[::1]:7/tmas'],
    false,
  ],
])('%s is read as libpq reads it', (given, urls, mustBeWritable) => {
  expect(readHosts(given)).toEqual({ urls, mustBeWritable })
})

test('a host that freezes is left with all connections at once, and the next one serves', async () => {
  const wire = await cuttableWire(url)
  const two = open(url.replace(host, `${new URL(wire.url).host},${host}`))
  // As many connections as may be open at the same time.
  await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.2)`.execute(two)))
  wire.mute(true)
  await expect(answerOf(two)).rejects.toThrow('the database is silent')
  for (let each = 0; each < 4; each += 1) expect(await answerOf(two)).toBe(1)
  await wire.cut()
}, 20_000)

test.each(['mysql://a/tmas', 'tmas', 'postgres://a/tmas?target_session_attrs=standby'])(
  '%s is refused',
  (given) => {
    expect(() => openDatabase({ url: given })).toThrow('DATABASE_URL')
  },
)

test('a host that is down is passed over', async () => {
  const two = open(url.replace(host, `${await deadHost()},${host}`))
  expect(await answerOf(two)).toBe(1)
})

test('a host that accepts and never answers is passed over', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const two = open(url.replace(host, `127.0.0.1:${(silent.address() as AddressInfo).port},${host}`))
  expect(await answerOf(two)).toBe(1)
  silent.close()
})

test('a read-only host is passed over where writing is asked for', async () => {
  const standby = await readOnlyDatabase()
  const both = `${standby.url}?target_session_attrs=read-write`
  const error = await answerOf(open(both)).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: '25006' })
  expect(isUnavailable(error)).toBe(true)

  expect(await answerOf(open(standby.url))).toBe(1)
  await standby.close()
})

test('a host that has become read-only costs the requests under way, and is asked for a new connection after that', async () => {
  const demoted = await readOnlyDatabase()
  await demoted.allowWrites()
  const one = open(demoted.ownerUrl, 1)
  await sql`create table note (text text)`.execute(one)
  await demoted.forbidWritesOnOpenConnections(one)

  const error = await sql`insert into note values ('lost')`.execute(one).catch((e: unknown) => e)
  expect(isUnavailable(error)).toBe(true)
  await sql`insert into note values ('kept')`.execute(one)
  expect((await sql`select text from note`.execute(one)).rows).toEqual([{ text: 'kept' }])
  await one.destroy()
  opened.splice(0)
  await demoted.close()
})

test('every connection killed, idle or at work: the next request gets a new one', async () => {
  const mine = open(url, 2)
  await Promise.all([answerOf(mine), answerOf(mine)])
  const working = sql`select pg_sleep(20)`.execute(mine).catch((e: unknown) => e)
  await sql`select pg_sleep(0.2)`.execute(mine)
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
  expect(isUnavailable(await working)).toBe(true)
  await expect.poll(() => answerOf(mine).catch(() => 'not yet')).toBe(1)
})

test('a lost connection inside a transaction is an outage, and nothing of it is kept', async () => {
  const [mine, other] = [open(ownerUrl, 1), open(ownerUrl, 1)]
  await sql`create table ledger (entry int)`.execute(mine)
  const error = await mine
    .transaction()
    .execute(async (trx) => {
      await sql`insert into ledger values (1)`.execute(trx)
      await sql`select pg_terminate_backend(pid) from pg_locks where relation = 'ledger'::regclass`.execute(
        other,
      )
      await sql`insert into ledger values (2)`.execute(trx)
    })
    .catch((e: unknown) => e)
  expect(isUnavailable(error)).toBe(true)
  expect((await sql`select * from ledger`.execute(mine)).rows).toEqual([])
})

test('when every connection is busy, waiting has an end', async () => {
  const mine = open(url, 1)
  const busy = sql`select pg_sleep(3)`.execute(mine)
  const error = await answerOf(mine).catch((e: unknown) => e)
  expect(isUnavailable(error)).toBe(true)
  await busy
})

test('when too many wait, the next is turned away at once', async () => {
  const mine = open(url, 1)
  const crowd = Array.from({ length: 60 }, () =>
    sql`select pg_sleep(0.01)`.execute(mine).catch((e: unknown) => e),
  )
  const turnedAway = (await Promise.all(crowd)).filter((outcome) => outcome instanceof Error)
  expect(turnedAway.length).toBeGreaterThan(0)
  expect(turnedAway.every(isUnavailable)).toBe(true)
})

test('a request waits neither for a lock nor for a statement without end', async () => {
  const { rows } = await sql`
    select name, setting from pg_settings
    where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')
    order by name`.execute(db)
  expect(rows).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '10000' },
    { name: 'lock_timeout', setting: '2000' },
    { name: 'statement_timeout', setting: '5000' },
  ])
})

test('nobody there at all is an outage', async () => {
  const nobody = open(url.replace(host, `${await deadHost()},${await deadHost()}`))
  expect(isUnavailable(await answerOf(nobody).catch((e: unknown) => e))).toBe(true)
})

test('a mistake of ours is no outage', async () => {
  const error = await sql`select nonsense`.execute(db).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Error)
  expect(isUnavailable(error)).toBe(false)
  expect(isUnavailable('nonsense')).toBe(false)
})

function open(at: string, poolSize = 3): Db {
  const database = openDatabase({ url: at, poolSize })
  opened.push(database)
  return database
}

async function answerOf(database: Db): Promise<unknown> {
  return (await sql<{ one: number }>`select 1 as one`.execute(database)).rows[0]?.one
}

/** An address where nobody listens. */
async function deadHost(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `127.0.0.1:${port}`
}

/** A database that is read-only to whoever connects, as a standby is. */
async function readOnlyDatabase() {
  const standby = await testDatabase()
  const name = new URL(standby.url).pathname.slice(1)
  const change = async (statement: string) => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await change(`alter database ${name} set default_transaction_read_only = on`)
  return {
    ...standby,
    allowWrites: () => change(`alter database ${name} reset default_transaction_read_only`),
    async forbidWritesOnOpenConnections(database: Db) {
      await sql`set default_transaction_read_only = on`.execute(database)
    },
  }
}
