import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { dropDatabase, execute, urlOf } from '#server/testing/cluster.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { openDatabase } from './database.ts'
import { migrate, pendingMigrations } from './migrate.ts'

const { url: cluster } = inject('cluster')
const name = `tmas_migrate_${process.pid}`
const url = urlOf(cluster, name)
const log = { info() {} }

let directory: string
const folders: string[] = []

beforeEach(async () => {
  await dropDatabase(cluster, name)
  await execute(cluster, `create database ${name}`)
  directory = await mkdtemp(join(tmpdir(), 'tmas-migrations-'))
  folders.push(directory)
  await land('0001_shops.sql', 'create table shop (id int primary key);\ninsert into shop values (1), (2);')
  await land('0002_shelves.sql', 'create table shelf (shop_id int references shop (id));')
})

afterAll(async () => {
  await dropDatabase(cluster, name)
  for (const folder of folders) await rm(folder, { recursive: true })
})

test('five instances that start at once migrate the database once', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(url, { log, directory })))
  expect(applied.flat().sort()).toEqual(['0001_shops.sql', '0002_shelves.sql'])
  expect(await ask('select count(*) as answer from shop')).toBe(2)
})

test('the planner knows the tables right after a migration', async () => {
  await migrate(url, { log, directory })
  expect(await ask(`select reltuples::int8 as answer from pg_class where relname = 'shop'`)).toBe(2)
})

test('a migration that fails leaves nothing behind, and names itself', async () => {
  await land('0003_bad.sql', 'create table half (id int);\nselect nonsense;')
  await expect(migrate(url, { log, directory })).rejects.toThrow(
    'migrations/0003_bad.sql failed: column "nonsense"',
  )
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
    'the database is newer than the program',
    () => rm(join(directory, '0002_shelves.sql')),
    'The database is newer than this program: it has seen 0002_shelves.sql',
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
  await migrate(url, { log, directory })
  await change()
  await expect(migrate(url, { log, directory })).rejects.toThrow(words)
})

test('line ends that git has changed are no change of a migration', async () => {
  await migrate(url, { log, directory })
  await land('0001_shops.sql', 'create table shop (id int primary key);\r\ninsert into shop values (1), (2);')
  expect(await migrate(url, { log, directory })).toEqual([])
})

test('a database that lacks a migration is not ready, and says which', async () => {
  const db = openDatabase({ url, poolSize: 1 })
  expect(await pendingMigrations(db, directory)).toEqual(['0001_shops.sql', '0002_shelves.sql'])
  await migrate(url, { log, directory })
  await land('0003_new.sql', '')
  expect(await pendingMigrations(db, directory)).toEqual(['0003_new.sql'])
  await db.destroy()
})

test("the project's own migrations are applied in full", async () => {
  const { db, close } = await testDatabase()
  expect(await pendingMigrations(db)).toEqual([])
  await close()
})

async function land(file: string, text: string): Promise<void> {
  await writeFile(join(directory, file), text)
}

async function ask(query: string): Promise<unknown> {
  const db = openDatabase({ url, poolSize: 1 })
  const { rows } = await sql.raw<{ answer: unknown }>(query).execute(db)
  await db.destroy()
  return rows[0]?.answer
}
