import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { isUnavailable, openDatabase, type Trx, undone } from './database.ts'

const { ownerUrl, close } = await testDatabase()
// It makes a table of its own, which TMAS's role may not.
const db = openDatabase({ url: ownerUrl, poolSize: 5 })
afterAll(async () => {
  await db.destroy()
  await close()
})

beforeEach(async () => {
  await sql`drop table if exists account`.execute(db)
  await sql`create table account (id int primary key, amount int not null)`.execute(db)
  await sql`insert into account values (1, 0), (2, 0)`.execute(db)
})

const add = (trx: Trx, id: number, amount: number) =>
  sql`update account set amount = amount + ${amount} where id = ${id}`.execute(trx)
const amounts = async () =>
  (await sql<{ amount: number }>`select amount from account order by id`.execute(db)).rows.map(
    ({ amount }) => amount,
  )

test('two transactions that wait for each other are both made: the one that the deadlock ended is repeated (R32)', async () => {
  const tries = { a: 0, b: 0 }
  const bothHoldOne = gate(2)
  const transfer = (name: 'a' | 'b', from: number, to: number) =>
    db.transaction().execute(async (trx) => {
      tries[name] += 1
      await add(trx, from, -1)
      if (tries[name] === 1) await bothHoldOne()
      await add(trx, to, 1)
      return name
    })
  expect(await Promise.all([transfer('a', 1, 2), transfer('b', 2, 1)])).toEqual(['a', 'b'])
  // More than one is repeated only where it comes back before the one that waits for it has woken up.
  expect(tries.a + tries.b).toBeGreaterThanOrEqual(3)
  expect(await amounts()).toEqual([0, 0])
})

test('a statement that is a transaction of its own is repeated after a deadlock (R32)', async () => {
  const [over] = await db.transaction().execute(async (trx) => {
    await add(trx, 2, 10)
    // It takes the first row and waits for the second; then this transaction waits for the first.
    const alone = sql`update account set amount = amount + 1 where id in (1, 2)`.execute(db)
    await waitingOrSettled(db, alone)
    await add(trx, 1, 10)
    return [alone]
  })
  await over
  expect(await amounts()).toEqual([11, 11])
})

test.each(['repeatable read', 'serializable'] as const)(
  'what was read as %s and has changed since is read again, and nothing is lost (R32)',
  async (level) => {
    let tries = 0
    const bothHaveRead = gate(2)
    const raise = () =>
      db
        .transaction()
        .setIsolationLevel(level)
        .execute(async (trx) => {
          tries += 1
          const { rows } = await sql<{ amount: number }>`select amount from account where id = 1`.execute(trx)
          if (tries <= 2) await bothHaveRead()
          await sql`update account set amount = ${(rows[0]?.amount ?? 0) + 1} where id = 1`.execute(trx)
        })
    await Promise.all([raise(), raise()])
    expect(tries).toBe(3)
    expect((await amounts())[0]).toBe(2)
  },
)

test.each(['40001', '40P01'])(
  'a conflict (%s) that does not end is an outage after five tries (R32)',
  async (code) => {
    let tries = 0
    const failed = db.transaction().execute(async (trx) => {
      tries += 1
      await add(trx, 1, 1)
      await sql.raw(`do $$ begin raise exception 'always' using errcode = '${code}'; end $$`).execute(trx)
    })
    expect(isUnavailable(await failed.catch((error: unknown) => error))).toBe(true)
    expect(tries).toBe(5)
    expect(await amounts()).toEqual([0, 0])
  },
)

test('any other error is not tried again', async () => {
  let tries = 0
  const failed = db.transaction().execute(async (trx) => {
    tries += 1
    await sql`insert into account values (1, 0)`.execute(trx)
  })
  await expect(failed).rejects.toMatchObject({ code: '23505' })
  expect(tries).toBe(1)
})

test('what is only tried out is undone, and its answer kept', async () => {
  const found = await undone(db, async (trx) => {
    await add(trx, 1, 5)
    return sql<{ amount: number }>`select amount from account where id = 1`.execute(trx)
  })
  expect(found.rows).toEqual([{ amount: 5 }])
  expect(await amounts()).toEqual([0, 0])
  await expect(undone(db, () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
})

/** Waits until so many have come. */
function gate(count: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return () => {
    here += 1
    if (here === count) resolve()
    return promise
  }
}
