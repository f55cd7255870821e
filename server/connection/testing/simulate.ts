import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { dice } from '#server/policy/testing/dice.ts'
import type { FrontDoor } from '#server/testing/front-door.ts'
import {
  everyoneOf,
  makeCustomer,
  type SimulatedCustomer,
  triesMicrosoft,
  triesPassword,
} from './simulated-customer.ts'
import { type Day, type Forecast, playDay, upkeep } from './simulated-day.ts'
import { type Made, type Trouble, troubles } from './troubles.ts'

/** Of one customer: its days, and what should not have been. */
export type Simulated = { seed: number; people: number; days: Day[] }

const minute = 60 * 1000
const day = 24 * 60 * minute

/** As many as R36's proof asks for. */
const daysWithTrouble = 10

/**
 * Rolls mandatory authentication out at one generated customer, with the product's own code and its clock moved: a week
 * of rehearsal, then a day for each of ten troubles. Everything follows from the seed.
 */
export async function simulateCustomer(door: FrontDoor, seed: number, size?: number): Promise<Simulated> {
  const { directory } = door.emulator
  const lists = [directory.people, directory.tenants]
  const lengths = lists.map(({ length }) => length)
  const consents = directory.consents
  door.startAgain()
  try {
    directory.consents = [...consents]
    const drawn = dice(seed)
    const customer = await makeCustomer(door, drawn, size)
    const order = shuffled(troubles, drawn).slice(0, daysWithTrouble)
    const standing = await beginStanding(customer, order, drawn)
    const forecast = await rehearse(customer, drawn)
    await plan(customer)
    const days: Day[] = []
    for (const [index, trouble] of order.entries()) {
      await nextMorning(customer)
      const region = customer.regions[index] ?? drawn.pick(customer.regions)
      const known = index < customer.regions.length ? forecast : undefined
      days.push(await playDay(customer, { trouble, region, standing: standing.get(trouble), known }, drawn))
    }
    return { seed, people: everyoneOf(customer).length, days }
  } finally {
    door.emulator.control.reset()
    for (const [index, list] of lists.entries()) list.length = lengths[index] ?? 0
    directory.consents = consents
    directory.servicePrincipals = []
    await door.db.deleteFrom('rollOutWave').execute()
  }
}

/** What is wrong before the first wave begins, in the regions whose day it will be. */
async function beginStanding(
  customer: SimulatedCustomer,
  order: readonly Trouble[],
  drawn: ReturnType<typeof dice>,
): Promise<Map<Trouble, Made>> {
  const made = new Map<Trouble, Made>()
  for (const [index, region] of customer.regions.entries()) {
    const trouble = order[index]
    if (trouble?.isStanding) made.set(trouble, await trouble.begin(customer, region, drawn))
  }
  return made
}

/** A week in which everyone signs in as they like; then TMAS is asked how it would be. */
async function rehearse(customer: SimulatedCustomer, { chance }: ReturnType<typeof dice>): Promise<Forecast> {
  const { scene, manages } = customer
  const path = `/locations/${scene.chainId}/advanced`
  await expectDone(manages('PATCH', path, { rehearsal: true, confirm: true }))
  for (const person of everyoneOf(customer)) {
    if (chance(0.1)) continue
    if (person.hasPassword && chance(0.2)) await triesPassword(customer, person)
    else await triesMicrosoft(customer, person, { answer: chance(0.03) ? 'cancel' : 'accept' })
    scene.door.passTime(minute)
  }
  scene.door.passTime(6 * day)
  await closeUnreturned(scene.door.db, scene.door.now())
  const { body } = await manages('GET', `${path}/rehearsal`)
  const people: { userId: string; state: string; lastAttempt: { actor: string } | null }[] = body.people
  return new Map<string, 'in' | 'out'>(
    people.flatMap(({ userId, state, lastAttempt }): [string, 'in' | 'out'][] => {
      if (state === 'linked') return [[userId, 'in']]
      // What a person did themselves says nothing of the next time.
      return state === 'refused' && lastAttempt?.actor !== 'person' ? [[userId, 'out']] : []
    }),
  )
}

/** A wave for each region, from tomorrow, one a day. */
async function plan({ scene, regions, manages }: SimulatedCustomer): Promise<void> {
  const waves = regions.map(({ id }, index) => ({
    locationIds: [id],
    startsOn: new Date(scene.door.now().getTime() + (index + 1) * day).toISOString().slice(0, 10),
    noticeDaysBefore: 1,
  }))
  await expectDone(manages('PUT', `/locations/${scene.chainId}/advanced/roll-out`, { waves }))
}

/** Eight o'clock of the next day, in UTC; waves whose day has come have begun. */
async function nextMorning({ scene: { door } }: SimulatedCustomer): Promise<void> {
  const today = Math.floor(door.now().getTime() / day) * day
  door.passTime(today + day - door.now().getTime())
  await upkeep(door)
  door.passTime(8 * 60 * minute)
}

function shuffled<T>(values: readonly T[], { below }: ReturnType<typeof dice>): T[] {
  const left = [...values]
  return values.map(() => left.splice(below(left.length), 1)[0] as T)
}

async function expectDone(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the manager could not do it: ${status} ${JSON.stringify(body)}`)
}
