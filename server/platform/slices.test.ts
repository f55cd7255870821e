import { expect, test } from 'vitest'
import { mappedInSlices, openSlices } from './slices.ts'

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
