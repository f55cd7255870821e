import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { migrationScene } from '#server/testing/migrations.ts'
import { startPgBouncer } from '#server/testing/pgbouncer.ts'
import { fillRows, migrate } from './migrate.ts'
import { lockKey } from './migration-steps.queries.ts'
import { compareVersions } from './schema-version.ts'

const scene = migrationScene('steps')
const { url, log, land, ask, execute } = scene
const migrated = (through = url) => migrate(through, { log, directory: scene.directory })
const filled = (stopping?: AbortSignal) => fillRows(url, { log, directory: scene.directory, stopping })
const history = () => ask(`select array_agg(name order by name) as answer from schema_migration`)

const soon = { timeout: 20_000 }

const close: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end()
})

/** A transaction that stays open, as that of a backup does. */
async function openTransaction(...statements: string[]) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  close.push(() => client.end())
  await client.query('begin isolation level repeatable read')
  for (const statement of statements) await client.query(statement)
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return { pid: rows[0]?.pid, end: () => client.query('commit') }
}

const indexes = `-- runs: concurrently
-- What is found by its shop.
create index concurrently if not exists shelf_by_shop
  on shelf (shop_id);
create unique index concurrently if not exists shelf_once on shelf (shop_id);
`

/** The session that builds an index and waits for an older transaction. */
const waiting = `select pid from pg_stat_activity where query like 'create index concurrently%' and wait_event_type = 'Lock'`

const isValid = (index: string) =>
  ask(`select indisvalid as answer from pg_index where indexrelid = to_regclass('${index}')`)

test('a migration gives way to whoever uses a table, says who that is, and is tried until it has its turn', async () => {
  await migrated()
  await land('0003_wide.sql', 'create table wall (id int);\nalter table shop add column wide bool;')
  const reader = await openTransaction('select from shop')
  const migrating = migrated()
  await expect.poll(() => scene.lines.filter(({ attempt }) => attempt).length, soon).toBeGreaterThan(2)
  expect(scene.lines).toContainEqual(
    expect.objectContaining({
      migration: '0003_wide.sql',
      holders: [expect.objectContaining({ pid: reader.pid })],
    }),
  )
  // In between, nothing of it is there, and no one waits behind it for longer than it waits itself.
  expect(await ask(`select to_regclass('wall') as answer`)).toBeNull()
  expect(await ask('select count(*) as answer from shop')).toBe(2)
  await reader.end()
  expect(await migrating).toEqual(['0003_wide.sql'])
})

test('a migration that others keep from its turn is given up, and names them', async () => {
  await migrated()
  await land('0003_wide.sql', 'alter table shop add column wide bool;')
  const reader = await openTransaction('select from shop')
  await expect(migrate(url, { log, directory: scene.directory, giveUpAfter: 3_000 })).rejects.toThrow(
    `Last it was process ${reader.pid} of PostgreSQL`,
  )
  expect(await history()).toEqual(['0001_shops.sql', '0002_shelves.sql'])
})

test('a migration waits until PostgreSQL has ended an autovacuum in its way, and sees what others have just committed', async () => {
  await execute(
    `alter database ${new URL(url).pathname.slice(1)} set default_transaction_isolation = serializable`,
  )
  await land(
    '0003_seen.sql',
    `create table seen as select current_setting('transaction_isolation') = 'read committed'
      and current_setting('lock_timeout')::interval > current_setting('deadlock_timeout')::interval
      and current_setting('lock_timeout')::interval < interval '2s' as answer`,
  )
  await migrated()
  expect(await ask('select answer from seen')).toBe(true)
})

test.each(['PostgreSQL', 'a pooler that gives each session a connection'])(
  'five instances that start at once build an index once, while transactions are open, through %s',
  async (way) => {
    await migrated()
    await land('0003_indexes.sql', indexes)
    await land('0004_wide.sql', 'alter table shop add column wide bool;')
    const through =
      way === 'PostgreSQL' ? { url, stop: async () => {} } : await startPgBouncer(url, { mode: 'session' })
    close.push(through.stop)
    const reader = await openTransaction('select from shelf')
    const migrating = Promise.all(Array.from({ length: 5 }, () => migrated(through.url)))
    await expect.poll(() => ask(`select count(*) as answer from (${waiting}) as found`), soon).toBe(1)
    await execute('insert into shelf values (1)')
    await reader.end()
    expect((await migrating).flat()).toEqual(['0003_indexes.sql', '0004_wide.sql'])
    expect([await isValid('shelf_by_shop'), await isValid('shelf_once')]).toEqual([true, true])
  },
)

test('through a pooler that gives each transaction another connection, indexes are not built, and the reason is given', async () => {
  await land('0003_indexes.sql', indexes)
  const through = await startPgBouncer(url)
  close.push(through.stop)
  const migrating = Array.from({ length: 5 }, () =>
    migrated(through.url).catch((error: Error) => error.message),
  )
  for (const message of await Promise.all(migrating))
    expect(message).toContain('Set MIGRATION_DATABASE_URL to PostgreSQL itself')
  expect(await history()).toHaveLength(2)
  expect(await isValid('shelf_by_shop')).toBeUndefined()
})

test('an index that PostgreSQL still builds for an instance that was killed is left alone, and is then finished', async () => {
  await migrated()
  await land('0003_indexes.sql', indexes)
  const reader = await openTransaction('select from shelf')
  const orphan = new pg.Client({ connectionString: url })
  await orphan.connect()
  close.push(() => orphan.end())
  const building = orphan.query('create index concurrently if not exists shelf_by_shop on shelf (shop_id)')
  await expect.poll(() => ask(`select count(*) as answer from (${waiting}) as found`), soon).toBe(1)
  const identity = () => ask(`select 'shelf_by_shop'::regclass::oid as answer`)
  const built = await identity()
  const migrating = migrated()
  const looked = `select count(*) as answer from pg_stat_activity where query = 'reset all' and datname = current_database()`
  await expect.poll(() => ask(looked), soon).toBe(1)
  await reader.end()
  await building
  expect(await migrating).toEqual(['0003_indexes.sql'])
  expect(await identity()).toBe(built)
})

test('an index whose name is taken is missing, so that its migration is not noted', async () => {
  await migrated()
  await execute('create table shelf_once (id int)')
  await land('0003_indexes.sql', indexes)
  await expect(migrate(url, { log, directory: scene.directory, giveUpAfter: 0 })).rejects.toThrow(
    '0003_indexes.sql',
  )
  expect(await history()).toHaveLength(2)
})

test('an index gives way to an earlier version of TMAS that waits for the lock', async () => {
  await migrated()
  await land('0003_indexes.sql', indexes)
  const reader = await openTransaction('select from shelf')
  const migrating = migrated()
  await expect.poll(() => ask(`select count(*) as answer from (${waiting}) as found`), soon).toBe(1)
  const earlier = new pg.Client({ connectionString: url })
  await earlier.connect()
  const locked = earlier.query(`select pg_advisory_lock(${lockKey})`)
  const wanted = `select count(*) as answer from pg_locks where locktype = 'advisory' and not granted`
  await expect.poll(() => ask(wanted), soon).toBe(1)
  await reader.end()
  await locked
  expect(await history()).toHaveLength(2)
  await earlier.end()
  expect(await migrating).toEqual(['0003_indexes.sql'])
  expect([await isValid('shelf_by_shop'), await isValid('shelf_once')]).toEqual([true, true])
})

test('a build that is broken off is not noted, and the next start begins it again', async () => {
  await migrated()
  await land('0003_indexes.sql', indexes)
  const reader = await openTransaction('select from shelf')
  const migrating = migrated().catch((error: Error) => error.message)
  await expect.poll(() => ask(`select count(*) as answer from (${waiting}) as found`), soon).toBe(1)
  await execute(`select pg_terminate_backend(pid) from (${waiting}) as found`)
  expect(await migrating).toContain('migrations/0003_indexes.sql failed')
  await reader.end()
  expect(await isValid('shelf_by_shop')).toBe(false)
  expect(await migrated()).toEqual(['0003_indexes.sql'])
  expect(await isValid('shelf_by_shop')).toBe(true)
})

test('rows that a unique index does not allow keep nothing of it, and the next start begins it again', async () => {
  await migrated()
  await execute('insert into shelf values (1), (1)')
  await land('0003_indexes.sql', indexes)
  await expect(migrated()).rejects.toThrow('could not create unique index "shelf_once"')
  expect(await isValid('shelf_once')).toBeUndefined()
  expect(await history()).toHaveLength(2)
  await execute('delete from shelf')
  expect(await migrated()).toEqual(['0003_indexes.sql'])
  expect(await isValid('shelf_once')).toBe(true)
})

test('indexes are dropped while everything goes on, too', async () => {
  await migrated()
  await land('0003_indexes.sql', indexes)
  await land('0004_fewer.sql', '-- runs: concurrently\ndrop index concurrently if exists shelf_by_shop;')
  await migrated()
  expect([await isValid('shelf_by_shop'), await isValid('shelf_once')]).toEqual([undefined, true])
})

/** A column of 2 shops more than one batch holds. */
async function landFilling() {
  await migrated()
  await execute('insert into shop select generate_series(3, 9)')
  await land('0003_wide.sql', 'alter table shop add column wide bool;')
  await land(
    '0004_fill_wide.sql',
    `-- runs: in batches
update shop set wide = true where id in (select id from shop where wide is null order by id limit 3 for update);`,
  )
}
const unfilled = () => ask('select count(*) as answer from shop where wide is null')

test('rows are filled after the start, in batches, and it is noted when none is left', async () => {
  await landFilling()
  expect(await migrated()).toEqual(['0003_wide.sql'])
  const db = openDatabase({ url, poolSize: 1 })
  close.push(() => db.destroy())
  expect(await compareVersions(db, scene.directory)).toMatchObject({
    pending: [],
    filling: ['0004_fill_wide.sql'],
  })
  expect(await unfilled()).toBe(9)
  expect((await Promise.all([filled(), filled()])).flat()).toEqual(['0004_fill_wide.sql'])
  expect(await unfilled()).toBe(0)
  expect(await filled()).toEqual([])
})

test('a filling that is stopped is gone on with, by whoever comes next', async () => {
  await landFilling()
  await migrated()
  const stopping = new AbortController()
  const first = fillRows(url, {
    directory: scene.directory,
    stopping: stopping.signal,
    log: { info: () => stopping.abort(), warn() {} },
  })
  stopping.abort()
  expect(await first).toEqual([])
  expect(await filled(new AbortController().signal)).toEqual(['0004_fill_wide.sql'])
})

test('a migration that comes after a filling waits for its end', async () => {
  await landFilling()
  await land('0005_all_wide.sql', 'alter table shop alter column wide set not null;')
  expect(await filled()).toEqual([])
  expect(await migrated()).toEqual(['0003_wide.sql', '0004_fill_wide.sql', '0005_all_wide.sql'])
})

test('a new database has nothing to fill, and is complete at once', async () => {
  await land(
    '0003_fill.sql',
    '-- runs: in batches\ndelete from shelf where shop_id in (select shop_id from shelf limit 1 for update);',
  )
  expect(await migrated()).toEqual(['0001_shops.sql', '0002_shelves.sql', '0003_fill.sql'])
})

test.each([
  ['-- runs: sometimes\nselect 1;', 'It can run “concurrently” or “in batches”'],
  ['-- runs: concurrently\ncreate index on shelf (shop_id);', 'create index concurrently if not exists NAME'],
  [
    '-- runs: concurrently\nalter table shop add column x int;',
    'create index concurrently if not exists NAME',
  ],
  ['-- runs: in batches\nupdate shop set id = id;', 'one statement with a “limit” of 5000 at most'],
  ['-- runs: in batches\nupdate shop set id = id where id in (select id from shop limit 9000);', 'of 5000'],
  [
    '-- runs: in batches\ndelete from shelf; delete from shop where id in (select 1 limit 1);',
    'one statement',
  ],
  [
    '-- runs: in batches\ndelete from shop where id in (select id from shop limit 9 for update skip locked);',
    'would count as done',
  ],
  [
    '-- runs: in batches\nwith gone as (delete from shelf) select id from shop limit 9 for update;',
    'begins with “update” or “delete”',
  ],
  [
    '-- runs: in batches\nupdate shop set id = id where id in (select id from shop limit 9);',
    'End the select with “limit N for update”',
  ],
  [
    '-- runs: concurrently\ncreate index concurrently if not exists a -- of its shop\n on shelf (shop_id);',
    'has a comment inside a statement',
  ],
  [
    '-- runs: concurrently\ncreate index concurrently if not exists a /* b */ on shelf (shop_id);',
    'has a comment inside a statement',
  ],
  ['-- needs: 0003\nselect 1;', 'has to be the number of an earlier migration'],
  ['-- needs: the next\nselect 1;', 'has to be the number of an earlier migration'],
])('a file that says of itself what cannot be is refused: %j', async (text, words) => {
  await land('0003_odd.sql', text)
  await expect(migrated()).rejects.toThrow(words)
})
