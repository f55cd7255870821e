import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { deleteOldAttempts, deleteOldMails } from './retention.queries.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('attempts and mails are deleted once they are older than the operator wants, and what is newer stays (R39)', async () => {
  const { db } = stage
  await signInWithMicrosoft(stage, visitor(stage), bea)
  await visitor(stage).get(`/sign-in/microsoft?chain=${stage.north.chainId}`)
  const common = { customerId: stage.north.chainId, userId: stage.beaId, recipient: bea, subject: 'Old' }
  const at = new Date()
  const mail = { ...common, createdAt: at, nextAttemptAt: at }
  await db
    .insertInto('mail')
    .values([
      { ...mail, id: crypto.randomUUID().replace(/^.{8}/, '00000000'), sentAt: at },
      { ...mail, id: crypto.randomUUID().replace(/^.{8}/, '00000000'), textBody: 'waits', htmlBody: 'waits' },
    ])
    .execute()
  const attempts = await count('signInAttempt')
  expect(attempts).toBeGreaterThanOrEqual(1)

  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
  expect(await deleteOldAttempts(db, yesterday)).toBe(0)
  expect(await deleteOldMails(db, yesterday)).toBe(0)
  expect(await count('signInAttempt')).toBe(attempts)

  // A session leads to its attempt, and is gone long before.
  await db.deleteFrom('session').execute()
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000)
  expect(await deleteOldAttempts(db, tomorrow)).toBe(attempts)
  expect(await count('signInAttempt')).toBe(0)
  expect(await count('signInAttemptCustomer')).toBe(0)
  // What still waits to be sent is no past.
  expect(await deleteOldMails(db, tomorrow)).toBeGreaterThanOrEqual(1)
  const left = db.selectFrom('mail').select('textBody').where('subject', '=', 'Old')
  expect(await left.execute()).toEqual([{ textBody: 'waits' }])
})

async function count(table: 'signInAttempt' | 'signInAttemptCustomer'): Promise<number> {
  return (
    await stage.db
      .selectFrom(table)
      .select((eb) => eb.lit(1).as('one'))
      .execute()
  ).length
}
