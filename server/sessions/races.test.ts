import { expect, test } from 'vitest'
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
