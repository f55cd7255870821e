import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { openDatabase, poolFigures } from './database.ts'
import { signingKey } from './signing-keys.ts'
import { inTurn } from './turns.ts'

const database = await testDatabase()
const shares = { lookups: 1, signIns: 1, administration: 1, background: 1 }
const opened = [database, database].map(({ url }) => openDatabase({ url, shares }))
const [here, there] = opened as [(typeof opened)[0], (typeof opened)[0]]
afterAll(async () => {
  await Promise.all(opened.map((db) => db.destroy()))
  await database.close()
})

test('a key that everyone waits for is asked for in no one’s turn, so that whoever came first keeps no one waiting', async () => {
  const free = Promise.withResolvers<void>()
  const signIn = { share: 'signIns' as const, of: '192.0.2.0' }
  const held = inTurn(signIn, () => here.transaction().execute(() => free.promise))
  // A transaction takes its connection at once, although it sends nothing yet.
  await expect.poll(() => poolFigures(here).shares?.signIns.busy).toBe(1)
  const key = await inTurn(signIn, () => signingKey(here, 'trial'))
  expect(key).toHaveLength(32)
  expect(poolFigures(here).shares?.signIns).toMatchObject({ busy: 1, waiting: 0 })
  free.resolve()
  await held
})

test('all instances have the same key for a purpose, and each purpose has its own', async () => {
  const [one, same, elsewhere, other] = await Promise.all([
    signingKey(here, 'trial'),
    signingKey(here, 'trial'),
    signingKey(there, 'trial'),
    signingKey(there, 'other'),
  ])
  expect(same).toEqual(one)
  expect(elsewhere).toEqual(one)
  expect(other).not.toEqual(one)
})
