import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { isUnavailable, openDatabase, poolFigures, type Trx } from './database.ts'
import { unlessHeld } from './held-locks.ts'

const { ownerUrl, close } = await testDatabase()
// It makes a table of its own, which TMAS's role may not.
// Without time limits, what waits does so until a test lets it go.
const db = openDatabase({ url: ownerUrl, poolSize: 5, timeLimits: false })
const hasty = openDatabase({ url: ownerUrl, poolSize: 2 })
const holder = openDatabase({ url: ownerUrl, poolSize: 2, timeLimits: false })
afterAll(async () => {
  await Promise.all([db.destroy(), hasty.destroy()])
  await holder.destroy()
  await close()
})

beforeEach(async () => {
  await sql`drop table if exists shop`.execute(db)
  await sql`create table shop (id text primary key, visits int not null default 0)`.execute(db)
  await sql`insert into shop values ('a'), ('b')`.execute(db)
})

const slow = { timeout: 20_000 }

const lock = (trx: Trx, id: string) =>
  unlessHeld(id, sql`select from shop where id = ${id} for no key update nowait`.execute(trx))
const visit = (id: string, through = db) =>
  through.transaction().execute(async (trx) => {
    await lock(trx, id)
    await sql`update shop set visits = visits + 1 where id = ${id}`.execute(trx)
  })
const visitsOf = async (id: string) =>
  (await sql<{ visits: number }>`select visits from shop where id = ${id}`.execute(db)).rows[0]?.visits

/** Holds the lock of a shop until it is let go. */
async function hold(id: string): Promise<() => Promise<unknown>> {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const over = holder.transaction().execute(async (trx) => {
    await lock(trx, id)
    held.resolve()
    await free.promise
  })
  await held.promise
  return () => {
    free.resolve()
    return over
  }
}

test('many who wait for a held lock hold no connections, and others come through; once it is free, each is done once', async () => {
  const letGo = await hold('a')
  const waiting = Array.from({ length: 50 }, () => visit('a'))
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(50)
  await Promise.all(Array.from({ length: 10 }, () => visit('b')))
  // Of a line, two at most try again, and never wait in the database.
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    holder,
  )
  expect(rows).toEqual([])
  expect(poolFigures(db).busy).toBeLessThanOrEqual(2)
  await letGo()
  await Promise.all(waiting)
  expect([await visitsOf('a'), await visitsOf('b'), poolFigures(db).waitingForLocks]).toEqual([50, 10, 0])
})

test('a lock that is held for too long is an outage, and nothing was done', async () => {
  const letGo = await hold('a')
  const failed = [1, 2, 3, 4].map(() => visit('a', hasty).catch((error: unknown) => error))
  expect((await Promise.all(failed)).map(isUnavailable)).toEqual([true, true, true, true])
  await letGo()
  expect([await visitsOf('a'), poolFigures(hasty).waitingForLocks]).toEqual([0, 0])
  await visit('a', hasty)
  expect(await visitsOf('a')).toBe(1)
})

test('of one customer, only so many wait; the next is turned away at once, and another customer is not', async () => {
  const letGo = [await hold('a'), await hold('b')]
  const waiting = Array.from({ length: 202 }, () => visit('a').catch(() => 'turned away'))
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(202)
  const other = visit('b')
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(203)
  expect(isUnavailable(await visit('a').catch((error: unknown) => error))).toBe(true)
  await Promise.all(letGo.map((free) => free()))
  await other
  await Promise.all(waiting)
})

test('whose lock it is may be asked for once it is held, and any other error is thrown as it is', async () => {
  let asked = 0
  const find = async () => {
    asked += 1
    return 'a'
  }
  const letGo = await hold('a')
  const waiting = db.transaction().execute(async (trx) => {
    await unlessHeld(find, sql`select from shop where id = 'a' for share nowait`.execute(trx))
  })
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(1)
  await letGo()
  await waiting
  expect(asked).toBe(1)
  const failed = db.transaction().execute((trx) => unlessHeld('a', sql`select from nothing`.execute(trx)))
  await expect(failed).rejects.toMatchObject({ code: '42P01' })
})
