import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { leastHash } from '#server/testing/least-hash.ts'
import { isPassword } from './passwords.ts'

test('passwords wait for their turn, so that they cannot hold up everything else; beyond that nobody is kept waiting (PWD-08)', async () => {
  const passwordHash = await leastHash('Right-horse-7!')
  const rush = await Promise.allSettled(
    Array.from({ length: 330 }, () => isPassword('Right-horse-7!', passwordHash)),
  )
  const answered = rush.filter(({ status }) => status === 'fulfilled')
  const turnedAway = rush.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(answered.length).toBeGreaterThan(50)
  expect(answered.every((one) => one.status === 'fulfilled' && one.value)).toBe(true)
  expect(turnedAway.length).toBeGreaterThan(0)
  for (const reason of turnedAway) expect(reason).toMatchObject({ code: 'throttled', retryAfterSeconds: 5 })

  expect(await isPassword('Right-horse-7!', passwordHash)).toBe(true)
  expect(await isPassword('Wrong-horse-7!', passwordHash)).toBe(false)
})

test('the password of nobody is computed like everybody’s, and waits for its turn like theirs (R29)', async () => {
  const ofNobody = (count: number) =>
    Array.from({ length: count }, () => isPassword('Right-horse-7!', undefined))
  const passwordHash = await leastHash('Right-horse-7!')
  // What these are compared with exists from here on, so that they stand in the line in the order in which they come.
  expect(await isPassword('Right-horse-7!', undefined)).toBe(false)
  const first = ofNobody(10)
  await setImmediate()
  const others = Promise.allSettled(
    Array.from({ length: 310 }, () => isPassword('Right-horse-7!', passwordHash)),
  )
  const nobodies = await Promise.allSettled([...first, ...ofNobody(10)])
  await others
  for (const one of nobodies) {
    if (one.status === 'fulfilled') expect(one.value).toBe(false)
    else expect(one.reason).toMatchObject({ code: 'throttled', retryAfterSeconds: 5 })
  }
  expect(new Set(nobodies.map(({ status }) => status)).size).toBe(2)
})
