import { expect, test } from 'vitest'
import { raceClock } from '#server/testing/clock-races.ts'
import { race } from '#server/testing/races.ts'
import { testDatabase } from '#server/testing/test-database.ts'

// A short run of `npm run races`, with another seed every time.
test.each([2, 4])(
  'on %i instances, no change of policy leaves a session that should not be (R13, R28)',
  async (instances) => {
    const { url, close } = await testDatabase()
    const seed = Math.trunc(Math.random() * 2 ** 31)
    const figures = await race(url, { rounds: 60, instances, seed })
    await close()
    expect({ seed, ...figures }).toMatchObject({
      seed,
      rounds: 60,
      sessionsThatShouldNotBe: 0,
      failures: [],
    })
    expect(figures.admitted).toBeGreaterThan(0)
    expect(figures.refused).toBeGreaterThan(0)
  },
  120_000,
)

test('while the clock passes a day on two instances, no one keeps a session past it, and no one loses one before it (R14, R30, R36, R37)', async () => {
  const { url, close } = await testDatabase()
  const seed = Math.trunc(Math.random() * 2 ** 31)
  const figures = await raceClock(url, { rounds: 6, instances: 2, seed })
  await close()
  expect({ seed, ...figures }).toMatchObject({
    seed,
    rounds: 6,
    keptPastTheDay: [],
    lostBeforeTheDay: [],
    failures: [],
  })
  expect(figures.before).toBeGreaterThan(0)
  expect(figures.after).toBeGreaterThan(0)
}, 120_000)
