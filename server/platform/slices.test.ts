import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParts, mappedInSlices, openSlices } from './slices.ts'
import { inTurn } from './turns.ts'

/** Keeps the process for so many milliseconds. */
function work(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

test('long work in slices does everything in its order, and others have their turn long before its end', async () => {
  const done: number[] = []
  let others = 0
  const timer = setInterval(() => {
    others += 1
  }, 1)
  const items = Array.from({ length: 40 }, (_, index) => index)
  const results = await mappedInSlices(items, (item, index) => {
    work(1)
    done.push(item)
    return item + index
  })
  clearInterval(timer)
  expect(done).toEqual(items)
  expect(results).toEqual(items.map((item) => 2 * item))
  expect(others).toBeGreaterThan(2)
})

test('no work at all is done, too', async () => {
  expect(await mappedInSlices([], () => expect.fail('there is nothing to do'))).toEqual([])
})

test('long work rests while others are served, and goes on at once where no one asks for anything', async () => {
  /** How often others had the thread while long work rested once. */
  const turnsOfOthers = async () => {
    const slices = openSlices()
    work(30)
    let turns = 0
    let isResting = true
    const others = () => {
      turns += 1
      if (isResting) setImmediate(others)
    }
    setImmediate(others)
    await slices.rest()
    isResting = false
    return turns
  }
  // Others that this process has served, in another test, are over.
  await setTimeout(1100)
  inTurn({ share: 'background' }, () => {})
  const alone = await turnsOfOthers()
  inTurn({ share: 'lookups', of: 'someone' }, () => {})
  expect(await turnsOfOthers()).toBeGreaterThan(3 * alone)
})

test('many rows are done in parts, in their order, and no rows are no part', async () => {
  const parts: [number, number][] = []
  await inParts(Array.from({ length: 250 }), async (some, done) => parts.push([some.length, done]))
  await inParts([], async () => expect.fail('there is nothing to do'))
  expect(parts).toEqual([
    [100, 0],
    [100, 100],
    [50, 200],
  ])
})

test('several who work rest one after the other, and each of them comes to its end', async () => {
  const slices = [openSlices(), openSlices(), openSlices()]
  const ended = slices.map(async (one, index) => {
    for (let step = 0; step < 5; step += 1) {
      work(4)
      await one.rest()
    }
    return index
  })
  expect(await Promise.all(ended)).toEqual([0, 1, 2])
})

test('work that fails says so, and keeps no one else from going on', async () => {
  const failing = mappedInSlices([1, 2, 3], () => {
    work(4)
    throw new Error('it is broken')
  })
  await expect(failing).rejects.toThrow('it is broken')
  expect(await mappedInSlices([1, 2], (one) => one)).toEqual([1, 2])
})
