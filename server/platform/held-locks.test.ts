import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { isUnavailable, openDatabase, poolFigures, type Trx } from './database.ts'
import { lockRows } from './held-locks.queries.ts'
import { inTurn } from './turns.ts'

const { ownerUrl, close } = await testDatabase()
// It makes a table of its own, which TMAS's role may not.
// Without time limits, what waits does so until a test lets it go.
const db = openDatabase({ url: ownerUrl, poolSize: 8, timeLimits: false })
const hasty = openDatabase({ url: ownerUrl, poolSize: 2 })
const holder = openDatabase({ url: ownerUrl, poolSize: 2, timeLimits: false })
afterAll(async () => {
  await Promise.all([db.destroy(), hasty.destroy()])
  await holder.destroy()
  await close()
})

beforeAll(async () => {
  await sql`insert into customer (id, created_at) values (${a}, now()), (${b}, now())`.execute(db)
})
beforeEach(async () => {
  await sql`drop table if exists visit`.execute(db)
  await sql`create table visit (customer_id uuid primary key, count int not null default 0)`.execute(db)
  await sql`insert into visit values (${a}), (${b})`.execute(db)
})

const [a, b] = ['019ad000-0000-7000-8000-00000000000a', '019ad000-0000-7000-8000-00000000000b'] as const

const slow = { timeout: 20_000 }

const lock = (trx: Trx, id: string, isShared = false) =>
  lockRows(trx, { what: { table: 'customer', id }, table: 'customer', isShared, ids: sql`${id}::uuid` })
const visit = (id: string, through = db) =>
  through.transaction().execute(async (trx) => {
    await lock(trx, id)
    await sql`update visit set count = count + 1 where customer_id = ${id}`.execute(trx)
  })
const visitsOf = async (id: string) =>
  (await sql<{ count: number }>`select count from visit where customer_id = ${id}`.execute(db)).rows[0]?.count

/** Takes the lock of a customer, and holds it until it is let go. */
async function hold(id: string, through = holder, isShared = false): Promise<() => Promise<unknown>> {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const over = through.transaction().execute(async (trx) => {
    await lock(trx, id, isShared)
    held.resolve()
    await free.promise
  })
  await held.promise
  return () => {
    free.resolve()
    return over
  }
}

const waitingInPostgres = async () =>
  (
    await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      holder,
    )
  ).rows.length

test('many who wait for a held lock hold one connection, and others come through; once it is free, each is done once', async () => {
  const letGo = await hold(a)
  const waiting = Array.from({ length: 50 }, () => visit(a))
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(50)
  await Promise.all(Array.from({ length: 10 }, () => visit(b)))
  // One waits in PostgreSQL, which hands it the lock, and where an administrator sees who keeps whom waiting.
  await expect.poll(waitingInPostgres, slow).toBe(1)
  expect(poolFigures(db).busy).toBe(1)
  await letGo()
  await Promise.all(waiting)
  expect([await visitsOf(a), await visitsOf(b), poolFigures(db).waitingForLocks]).toEqual([50, 10, 0])
})

test('a lock that is held for too long is an outage, and nothing was done', async () => {
  const letGo = await hold(a)
  const failed = [1, 2, 3, 4].map(() => visit(a, hasty).catch((error: unknown) => error))
  expect((await Promise.all(failed)).map(isUnavailable)).toEqual([true, true, true, true])
  await letGo()
  expect([await visitsOf(a), poolFigures(hasty).waitingForLocks]).toEqual([0, 0])
  await visit(a, hasty)
  expect(await visitsOf(a)).toBe(1)
})

test('of one customer, only so many wait; the next is turned away at once, and another customer is not', async () => {
  const letGo = [await hold(a), await hold(b)]
  // The first one waits in PostgreSQL.
  const waiting = Array.from({ length: 201 }, () => visit(a).catch(() => 'turned away'))
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(201)
  const other = visit(b)
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(202)
  expect(isUnavailable(await visit(a).catch((error: unknown) => error))).toBe(true)
  await Promise.all(letGo.map((free) => free()))
  await other
  await Promise.all(waiting)
})

test('when one shares the lock, all who would share it follow, even while those who change wait', async () => {
  const letGo = await hold(a)
  const all = Promise.withResolvers<void>()
  let inside = 0
  // None of them lets go of it before all have it.
  const signingIn = Array.from({ length: 6 }, () =>
    db.transaction().execute(async (trx) => {
      await lock(trx, a, true)
      inside += 1
      if (inside === 6) all.resolve()
      await all.promise
    }),
  )
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(6)
  // Someone else waits in PostgreSQL to change it, and would have it next and hold it.
  await expect.poll(waitingInPostgres, slow).toBe(1)
  const change = new pg.Client({ connectionString: ownerUrl })
  await change.connect()
  await change.query('begin')
  const changing = change.query('select from customer where id = $1 for no key update', [a])
  await expect.poll(waitingInPostgres, slow).toBe(2)
  await letGo()
  await Promise.all(signingIn)
  await changing
  await change.end()
  expect(poolFigures(db).waitingForLocks).toBe(0)
})

test('those who wait for one customer take turns as one, from however many networks they come', async () => {
  const shares = { lookups: 1, signIns: 3, administration: 1, background: 1 }
  const serving = openDatabase({ url: ownerUrl, shares, timeLimits: false })
  const letGo = await hold(a)
  const free = Promise.withResolvers<void>()
  let inside = 0
  const signingIn = Array.from({ length: 6 }, (_, network) =>
    inTurn({ share: 'signIns', of: `198.51.${network}.0` }, () =>
      serving.transaction().execute(async (trx) => {
        await lock(trx, a, true)
        inside += 1
        await free.promise
      }),
    ),
  )
  await expect.poll(() => poolFigures(serving).waitingForLocks, slow).toBe(6)
  await letGo()
  await expect.poll(() => inside, slow).toBe(2)
  // Another customer's sign-in has the connection that they leave.
  await inTurn({ share: 'signIns', of: '203.0.113.0' }, () => visit(b, serving))
  expect(inside).toBe(2)
  free.resolve()
  await Promise.all(signingIn)
  expect(inside).toBe(6)
  await serving.destroy()
})

test('those who come later stand behind those who wait', async () => {
  const letGo = await hold(a)
  const order: string[] = []
  const changes = ['first', 'second', 'third'].map((name) =>
    db.transaction().execute(async (trx) => {
      await lock(trx, a)
      order.push(name)
    }),
  )
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(3)
  await letGo()
  const late = db.transaction().execute(async (trx) => {
    await lock(trx, a)
    order.push('late')
  })
  await Promise.all([...changes, late])
  expect(order.at(-1)).toBe('late')
})

test('what is held may be asked for once it is, and any other error is thrown as it is', async () => {
  let asked = 0
  const what = async () => {
    asked += 1
    return { table: 'customer' as const, id: a }
  }
  const letGo = await hold(a)
  const waiting = db.transaction().execute(async (trx) => {
    await lockRows(trx, { what, table: 'customer', isShared: true, ids: sql`${a}::uuid` })
  })
  await expect.poll(() => poolFigures(db).waitingForLocks, slow).toBe(1)
  await letGo()
  await waiting
  expect(asked).toBe(1)
  const failed = db
    .transaction()
    .execute((trx) => lockRows(trx, { what, table: 'customer', isShared: true, ids: sql`select nothing` }))
  await expect(failed).rejects.toMatchObject({ code: '42703' })
})
