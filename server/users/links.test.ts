import { randomUUIDv7 } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { lockCandidates } from './links.queries.ts'
import { addCustomer } from './users.ts'

const { db, close } = await testDatabase()
afterAll(close)

test('a sign-in that waits for a change of its customer holds nothing that the change still needs (R13)', async () => {
  const boss = { username: 'boss', email: 'boss@north.example' }
  const { chain, manager } = await addCustomer(db, { kind: 'operator' }, { name: 'North' }, boss, new Date())
  const account = { tenantId: randomUUIDv7(), objectId: randomUUIDv7(), loginId: boss.email }

  const { signIn } = await db.transaction().execute(async (change) => {
    await lockCustomerPolicy(change, chain.id)
    const signIn = db.transaction().execute((trx) => lockCandidates(trx, account))
    await waitingOrSettled(db, signIn)
    await change.updateTable('userAccount').set({ title: 'Chief' }).where('id', '=', manager.id).execute()
    return { signIn }
  })
  expect(await signIn).toMatchObject([{ userId: manager.id }])
})
