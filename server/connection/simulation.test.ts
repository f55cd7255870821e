/**
 * Roll-outs of generated customers, as `npm run simulate` plays a thousand: the same code, a few of them, by the
 * figures that R36 asks for.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor } from '#server/testing/front-door.ts'
import { type Simulated, simulateCustomer } from './testing/simulate.ts'
import { figuresOf, forecastsToComeTrue, longestAllowed, mostAllowed } from './testing/simulated-figures.ts'

/** Seeds of small customers, who between them meet every trouble. */
const seeds = [11, 12]

let door: FrontDoor
let simulated: Simulated[]
beforeAll(async () => {
  door = await openFrontDoor()
  simulated = []
  for (const seed of seeds) simulated.push(await simulateCustomer(door, seed))
}, 240_000)
afterAll(() => door.close())

test('in a roll-out with ten troubles no one is shut out for more than five minutes, and a wave pauses after ten people at most, never without a cause (R36)', () => {
  const figures = figuresOf(simulated)
  expect(figures.days).toHaveLength(10 * seeds.length)
  expect(figures.longestShutOut).toBeLessThanOrEqual(longestAllowed)
  expect(figures.days.filter(({ beforePause }) => beforePause !== null).length).toBeGreaterThan(0)
  expect(figures.mostKeptOut).toBeLessThanOrEqual(mostAllowed)
  expect(figures.withoutCause).toBe(0)
  const { right, wrong } = figures.forecast
  expect(right).toBeGreaterThan(0)
  expect(right).toBeGreaterThanOrEqual(forecastsToComeTrue * (right + wrong))
})
