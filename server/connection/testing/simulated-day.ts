import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { openLog } from '#server/platform/log.ts'
import type { dice } from '#server/policy/testing/dice.ts'
import type { FrontDoor } from '#server/testing/front-door.ts'
import type { PauseCause } from '../roll-out.queries.ts'
import { beginDueWaves } from '../roll-out.ts'
import { pauseTroubledWaves } from '../watch-waves.ts'
import { tellComingWaves } from '../wave-notices.ts'
import {
  type Employee,
  type Region,
  type SimulatedCustomer,
  triesMicrosoft,
  triesPassword,
} from './simulated-customer.ts'
import { helps } from './simulated-manager.ts'
import type { Made, Trouble } from './troubles.ts'

/** What came of one day of a roll-out, on which one thing went wrong. */
export type Day = {
  trouble: string
  /** How many people the wave has. */
  people: number
  /**
   * How many people were kept out before the wave was paused, how many were refused in all, those included who have no
   * password, whom a pause does not help, and whether Microsoft really kept one of those out whom its mail names; null:
   * it was not paused.
   */
  beforePause: { people: number; inAll: number; hasCause: boolean } | null
  /**
   * Milliseconds for which each person was shut out whom mandatory authentication alone kept out: who has a password,
   * from the first refusal until a way in was open to them.
   */
  shutOut: number[]
  /** Of people about whom the rehearsal said something, and for whom nothing has changed since. */
  forecast: { right: number; wrong: number; none: number }
}

/** What the rehearsal says of a person; of others it says nothing. */
export type Forecast = ReadonlyMap<string, 'in' | 'out'>

const second = 1000
const minute = 60 * second

/** Milliseconds after a first refusal until a manager who was told has looked. */
const managersAnswer = 3 * minute

/** When a person tries again, in minutes after the first refusal. */
const triesAgain = [1, 2, 3, 4, 5, 6, 10, 20, 40, 59]

/**
 * Milliseconds between two looks of TMAS's at its waves. In a small one, where little happens, it is slower than it is.
 */
const watchAs = ({ people }: Region) => (people.length >= 60 ? 5 : 30) * second

/** And of those who have been refused for a while, less often still. */
const forAWhile = 6 * minute

const log = openLog('silent')

/** What TMAS does by itself every few seconds. */
export async function upkeep(door: FrontDoor): Promise<void> {
  const [db, now] = [door.db, door.now()]
  await closeUnreturned(db, now)
  await placeHints(db, now)
  await beginDueWaves(db, log, now)
  await tellComingWaves(db, log, 'http://localhost:3000', now)
  await pauseTroubledWaves(db, log, now)
}

/** Someone on their way in: when they try next, and since when they are refused. */
type Coming = {
  person: Employee
  at: number
  tried: number
  refusedAt: number | null
  isHelped: boolean
  isIn: boolean
}

/** What happens next: someone tries, a manager who was told helps, or TMAS looks at its waves. */
type Next = { what: 'try' | 'help' | 'watch'; at: number; one: Coming }

/** @param known what the rehearsal said, if this is the first day of the region's wave. */
export type Plot = {
  trouble: Trouble
  region: Region
  standing: Made | undefined
  known: Forecast | undefined
}

/** The hour from eight to nine in which the people of a region come to work, and something is wrong. */
export async function playDay(
  customer: SimulatedCustomer,
  plot: Plot,
  drawn: ReturnType<typeof dice>,
): Promise<Day> {
  const { scene, manages } = customer
  const { trouble, region } = plot
  const made = plot.standing ?? (await trouble.begin(customer, region, drawn))
  const morning = new Morning(customer, plot, made, drawn)
  const day = await morning.play()
  await made.end()
  // What is over is resumed; where nothing is paused, there is nothing to resume.
  const { status } = await manages('POST', `/locations/${scene.chainId}/advanced/roll-out/resume`)
  if (status >= 300 && (status !== 404 || day.beforePause))
    throw new Error(`the wave was not resumed: ${status}`)
  // The next day begins as if no one had been excepted, or was still waiting.
  for (const person of morning.refused) await triesMicrosoft(customer, person)
  await scene.door.db.deleteFrom('passwordException').where('customerId', '=', scene.chainId).execute()
  return day
}

class Morning {
  readonly #customer: SimulatedCustomer
  readonly #plot: Plot
  readonly #made: Made
  readonly #drawn: ReturnType<typeof dice>
  readonly #concerned: ReadonlySet<Employee>
  readonly #coming: Coming[]
  readonly #ends: number
  /** Everyone who was refused this morning. */
  readonly refused = new Set<Employee>()
  #watchedAt: number
  readonly #day: Day

  constructor(customer: SimulatedCustomer, plot: Plot, made: Made, drawn: ReturnType<typeof dice>) {
    const began = customer.scene.door.now().getTime()
    this.#customer = customer
    this.#plot = plot
    this.#made = made
    this.#drawn = drawn
    this.#concerned = new Set(made.concerns)
    this.#ends = began + 61 * minute
    this.#watchedAt = began
    this.#coming = plot.region.people.map((person) => ({
      person,
      at: began + drawn.below(60 * 60) * second,
      tried: 0,
      refusedAt: null,
      isHelped: false,
      isIn: false,
    }))
    this.#day = {
      trouble: plot.trouble.name,
      people: plot.region.people.length,
      beforePause: null,
      shutOut: [],
      forecast: { right: 0, wrong: 0, none: 0 },
    }
  }

  async play(): Promise<Day> {
    const { door } = this.#customer.scene
    for (let next = this.#next(); next; next = this.#next()) {
      door.passTime(Math.max(0, next.at - door.now().getTime()))
      if (next.what === 'help') await this.#help(next.one)
      else if (next.what === 'try') await this.#try(next.one)
      else await this.#watch()
    }
    for (const one of this.#coming) if (!one.isIn) this.#letIn(one)
    return this.#day
  }

  #next(): Next | undefined {
    const withoutManager = this.#plot.trouble.withoutManager === true
    const waiting = this.#coming.filter(({ isIn }) => !isIn)
    const all = waiting.flatMap((one): Next[] => {
      const tries: Next = { what: 'try', at: one.at, one }
      if (one.refusedAt === null || one.isHelped || withoutManager) return [tries]
      return [tries, { what: 'help', at: one.refusedAt + managersAnswer, one }]
    })
    const [longest, ...others] = waiting.filter(({ refusedAt }) => refusedAt !== null)
    if (longest && !this.#day.beforePause) {
      const newest = Math.max(...[longest, ...others].map(({ refusedAt }) => refusedAt ?? 0))
      const pace = this.#watchedAt < newest + forAWhile ? watchAs(this.#plot.region) : minute
      all.push({ what: 'watch', at: this.#watchedAt + pace, one: longest })
    }
    return all.filter(({ at }) => at <= this.#ends).toSorted((a, b) => a.at - b.at)[0]
  }

  async #try(one: Coming): Promise<void> {
    const { person } = one
    const isFirst = one.tried === 0
    const answer = isFirst && this.#concerned.has(person) ? this.#made.answer : undefined
    const beginsAtMicrosoft = isFirst && this.#drawn.chance(0.8)
    const isInByPassword =
      person.hasPassword && !beginsAtMicrosoft && (await triesPassword(this.#customer, person)).isIn
    const isIn =
      isInByPassword || (await triesMicrosoft(this.#customer, person, answer ? { answer } : {})).isIn
    if (isFirst && !isInByPassword && !answer) this.#compare(person, isIn)
    const now = this.#customer.scene.door.now().getTime()
    one.tried += 1
    one.isIn = isIn
    if (isIn) this.#letIn(one)
    else {
      this.refused.add(person)
      one.refusedAt ??= now
      one.at = one.refusedAt + (triesAgain[one.tried - 1] ?? Number.POSITIVE_INFINITY) * minute
    }
  }

  /** Whether it was as the rehearsal said, unless something has changed for this person since. */
  #compare({ userId, ...person }: Employee, isIn: boolean): void {
    const said = this.#plot.known?.get(userId)
    const hasChanged =
      !this.#plot.standing && [...this.#concerned].some(({ email }) => email === person.email)
    const { forecast } = this.#day
    if (said === undefined || hasChanged) forecast.none += 1
    else if ((said === 'in') === isIn) forecast.right += 1
    else forecast.wrong += 1
  }

  async #help(one: Coming): Promise<void> {
    one.isHelped = true
    await placeHints(this.#customer.scene.door.db, this.#customer.scene.door.now())
    await helps(this.#customer, one.person)
    one.at = this.#customer.scene.door.now().getTime()
  }

  /** TMAS looks at its waves. Whose wave is paused can use the password from that moment on. */
  async #watch(): Promise<void> {
    const { door, chainId } = this.#customer.scene
    const now = door.now()
    this.#watchedAt = now.getTime()
    await closeUnreturned(door.db, now)
    await placeHints(door.db, now)
    await pauseTroubledWaves(door.db, log, now)
    const paused = await door.db
      .selectFrom('rollOutWave')
      .innerJoin('rollOutBranch as branch', 'branch.waveId', 'rollOutWave.id')
      .select((of) => of.ref('pausedBecause').$castTo<PauseCause>().as('because'))
      .where('rollOutWave.customerId', '=', chainId)
      .where('branch.locationId', '=', this.#plot.region.id)
      .where('pausedAt', 'is not', null)
      .executeTakeFirst()
    if (!paused) return
    const inAll = this.refused.size
    const people = [...this.refused].filter(({ hasPassword }) => hasPassword).length
    this.#day.beforePause = { people, inAll, hasCause: await this.#isKeptOut(paused.because) }
    for (const one of this.#coming) {
      if (one.refusedAt === null) continue
      if (one.person.hasPassword) this.#letIn(one)
      one.at = now.getTime()
    }
  }

  /** Whether Microsoft keeps one of them out who are said to be stuck: someone who goes along with everything. */
  async #isKeptOut(because: PauseCause): Promise<boolean> {
    const stuck = new Set(because.causes.flatMap(({ userIds }) => userIds))
    for (const { person } of this.#coming)
      if (stuck.has(person.userId) && !(await triesMicrosoft(this.#customer, person)).isIn) return true
    return false
  }

  /** A way in is open to them. */
  #letIn(one: Coming): void {
    if (one.refusedAt !== null && one.person.hasPassword)
      this.#day.shutOut.push(this.#customer.scene.door.now().getTime() - one.refusedAt)
    one.refusedAt = null
  }
}
