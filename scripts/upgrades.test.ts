import { expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { tryUpgrade } from './upgrade-trial.ts'

test('an upgrade and the way back lose no request of those who work meanwhile', {
  timeout: 180_000,
}, async () => {
  const database = await testDatabase()
  const { phases, filled } = await tryUpgrade(database, { users: 1_000, perSecond: 8, quiet: 1, tell() {} })
  expect(phases.map(({ name, failed }) => ({ name, failed }))).toEqual(
    ['before', 'upgrade', 'back', 'after'].map((name) => ({ name, failed: [] })),
  )
  expect(filled).toBe(true)
  expect(phases.every(({ sent }) => sent > 0)).toBe(true)
  await database.close()
})
