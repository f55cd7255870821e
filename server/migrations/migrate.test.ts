import { expect, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { migrationScene } from '#server/testing/migrations.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { migrate } from './migrate.ts'
import { compareVersions } from './schema-version.ts'

const scene = migrationScene('migrate')
const { url, log, land, ask } = scene
const migrated = () => migrate(url, { log, directory: scene.directory })

test('five instances that start at once migrate the database once', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, migrated))
  expect(applied.flat().sort()).toEqual(['0001_shops.sql', '0002_shelves.sql'])
  expect(await ask('select count(*) as answer from shop')).toBe(2)
})

test('the planner knows the tables right after a migration', async () => {
  await migrated()
  expect(await ask(`select reltuples::int8 as answer from pg_class where relname = 'shop'`)).toBe(2)
})

test('a migration that fails leaves nothing behind, and names itself', async () => {
  await land('0003_bad.sql', 'create table half (id int);\nselect nonsense;')
  await expect(migrated()).rejects.toThrow('migrations/0003_bad.sql failed: column "nonsense"')
  expect(await ask(`select to_regclass('half') as answer`)).toBeNull()
  expect(await ask('select count(*) as answer from schema_migration')).toBe(2)
})

test.each<[string, () => Promise<void>, string]>([
  [
    'a landed migration was changed',
    () => land('0001_shops.sql', 'create table shop (id int);'),
    'migrations/0001_shops.sql was changed after this database had applied it',
  ],
  [
    'the database has seen one that is not among its own',
    () => scene.remove('0001_shops.sql'),
    'The database has seen 0001_shops.sql, which this program does not have',
  ],
  [
    'two migrations bear the same number',
    () => land('0002_other.sql', ''),
    'migrations/0002_shelves.sql and 0002_other.sql bear the same number',
  ],
  [
    'a migration comes before one that has landed',
    () => land('0000_late.sql', ''),
    'migrations/0000_late.sql comes before 0002_shelves.sql',
  ],
  ['a file is not numbered', () => land('shops.sql', ''), 'migrations/shops.sql is not named NNNN_name.sql'],
])('the program refuses to start when %s', async (_what, change, words) => {
  await migrated()
  await change()
  await expect(migrated()).rejects.toThrow(words)
})

test('line ends that git has changed are no change of a migration', async () => {
  await migrated()
  await land('0001_shops.sql', 'create table shop (id int primary key);\r\ninsert into shop values (1), (2);')
  expect(await migrated()).toEqual([])
})

test('a database that lacks a migration is not ready, and says which', async () => {
  const db = openDatabase({ url, poolSize: 1 })
  const pending = async () => (await compareVersions(db, scene.directory)).pending
  expect(await pending()).toEqual(['0001_shops.sql', '0002_shelves.sql'])
  await migrated()
  await land('0003_new.sql', '')
  expect(await pending()).toEqual(['0003_new.sql'])
  await db.destroy()
})

test("the project's own migrations are applied in full", async () => {
  const { db, close } = await testDatabase()
  expect(await compareVersions(db)).toEqual({ pending: [], filling: [], newer: [] })
  await close()
})
