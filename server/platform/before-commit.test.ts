import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { commitWithNext, takeWaiting, writeBeforeCommit } from './before-commit.ts'
import { openDatabase, prepared, preparedTogether, type Trx } from './database.ts'

const { ownerUrl, close } = await testDatabase()
// It makes a table of its own, which TMAS's role may not.
const db = openDatabase({ url: ownerUrl, poolSize: 2 })
afterAll(async () => {
  await db.destroy()
  await close()
})

beforeEach(async () => {
  await sql`drop table if exists noted`.execute(db)
  await sql`create table noted (what text primary key)`.execute(db)
})

const note = { name: 'note', text: 'insert into noted (what) values ($1) returning what' }
const insert = (trx: Trx, what: string) => prepared(trx, note, [what])
const noted = async () =>
  (await sql<{ what: string }>`select what from noted order by what`.execute(db)).rows.map(({ what }) => what)

test('what a last statement writes is committed with it, and nothing if it fails', async () => {
  await db.transaction().execute(async (trx) => {
    await insert(trx, 'first')
    await commitWithNext(trx)
    await insert(trx, 'last')
  })
  const failing = db.transaction().execute(async (trx) => {
    await insert(trx, 'lost')
    await commitWithNext(trx)
    await insert(trx, 'first')
  })
  await expect(failing).rejects.toThrow('duplicate key')
  expect(await noted()).toEqual(['first', 'last'])
})

test('a transaction in which nothing is asked sends nothing, and one whose first statement fails is over', async () => {
  expect(await db.transaction().execute(async () => 'done')).toBe('done')
  await expect(db.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow(
    'division by zero',
  )
  const thrown = db.transaction().execute(async (trx) => {
    await insert(trx, 'undone')
    throw new Error('no')
  })
  await expect(thrown).rejects.toThrow('no')
  await db.transaction().execute((trx) => insert(trx, 'kept'))
  expect(await noted()).toEqual(['kept'])
})

test('what waits to be written is taken by the last statement, or it is refused', async () => {
  const write = async (trx: Trx, items: string[]) => {
    for (const item of items) await insert(trx, item)
  }
  await db.transaction().execute(async (trx) => {
    await writeBeforeCommit(trx, write, ['one', 'two'])
    expect(await takeWaiting(trx, write)).toEqual(['one', 'two'])
    await commitWithNext(trx)
    await insert(trx, 'three')
  })
  const forgetful = db.transaction().execute(async (trx) => {
    await writeBeforeCommit(trx, write, ['four'])
    await commitWithNext(trx)
    await insert(trx, 'five')
  })
  await expect(forgetful).rejects.toThrow('something waits')
  expect(await noted()).toEqual(['three'])
})

test('of two statements that are sent together, the second sees what the first has waited for', async () => {
  await sql`insert into noted values ('locked')`.execute(db)
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const changing = db.transaction().execute(async (trx) => {
    await sql`update noted set what = 'locked' where what = 'locked'`.execute(trx)
    held.resolve()
    await release.promise
    await sql`insert into noted values ('meanwhile')`.execute(trx)
  })
  await held.promise
  const reading = db
    .transaction()
    .execute((trx) =>
      preparedTogether<object, { what: string }>(
        trx,
        [{ name: 'lock-noted', text: "select what from noted where what = 'locked' for update" }, []],
        [{ name: 'read-noted', text: 'select what from noted order by what' }, []],
      ),
    )
  const watcher = openDatabase({ url: ownerUrl, poolSize: 1 })
  await expect
    .poll(async () => {
      const waiting =
        await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      return (await waiting.execute(watcher)).rows.length
    })
    .toBe(1)
  await watcher.destroy()
  release.resolve()
  await changing
  expect((await reading)[1].map(({ what }) => what)).toEqual(['locked', 'meanwhile'])
})
