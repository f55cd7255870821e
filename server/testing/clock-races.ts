import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeException } from '#server/connection/exceptions.ts'
import { beginDueWaves, planRollOut } from '#server/connection/roll-out.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation } from '#server/locations/locations.ts'
import { dayIn, daysBefore } from '#server/policy/roll-out.ts'
import { addCustomer, createUser } from '#server/users/users.ts'
import type { Role } from '#shared/roles.ts'
import { startEmulator } from '../../emulator/emulator.ts'
import { northTenantId, sampleDirectory } from '../../emulator/sample.ts'
import { type FrontDoor, tmasUrl, type Visitor, visitor } from './front-door.ts'
import { leastHash } from './least-hash.ts'
import { type Chance, later, openInstance, pick, random } from './races.ts'

export type ClockRaceFigures = {
  rounds: number
  /** Sign-ins and requests that were answered before the day, and after it. */
  before: number
  after: number
  /** Sessions that were left after the day to someone whom it shuts out. */
  keptPastTheDay: string[]
  /** People who were refused before the day came, or whom it does not concern. */
  lostBeforeTheDay: string[]
  failures: string[]
}

const operator = { kind: 'operator' } as const
const password = 'Harbour-7-lanterns'

/** Whom a day shuts out with a password, each by another rule; and someone whom it does not concern. */
const kinds = ['wave', 'exception', 'end', 'factor', 'bystander'] as const
type Kind = (typeof kinds)[number]
type Person = { kind: Kind; username: string; browser: Visitor }

/**
 * Lets the clock pass the beginning of a day while people sign in and use their sessions on several instances: the day of a
 * wave (R36), the end of an exception by name (R14) and of an account (R37), and the day from which managers need a second
 * factor (R30). No one may keep a session past the day, and no one may lose one before it.
 *
 * @param url an empty, migrated database of a real PostgreSQL.
 */
export async function raceClock(
  url: string,
  { rounds, instances, seed }: { rounds: number; instances: number; seed: number },
): Promise<ClockRaceFigures> {
  const emulator = await startEmulator({ directory: sampleDirectory(tmasUrl) })
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-clock-races-'))
  const causes: Error[] = []
  const chance = random(seed)
  const clock = { at: new Date() }
  const now = () => clock.at
  const doors = Array.from({ length: instances }, () =>
    openInstance(url, emulator, dataDir, { chance, causes, now }),
  )
  const figures: ClockRaceFigures = {
    rounds: 0,
    before: 0,
    after: 0,
    keptPastTheDay: [],
    lostBeforeTheDay: [],
    failures: [],
  }
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await playDay(doors, clock, round, chance, figures)
      for (const cause of causes.splice(0)) figures.failures.push(String(cause))
      figures.rounds += 1
    }
    return figures
  } finally {
    for (const { db } of doors) await db.destroy()
    await emulator.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** One day begins: a second before it the sign-ins and requests start, and while they run, the clock passes midnight. */
async function playDay(
  doors: FrontDoor[],
  clock: { at: Date },
  round: number,
  chance: Chance,
  figures: ClockRaceFigures,
): Promise<void> {
  const [first] = doors
  if (!first) throw new Error('at least one instance is needed')
  const day = daysBefore(dayIn('UTC', clock.at), -2)
  const midnight = new Date(`${day}T00:00:00Z`)
  clock.at = new Date(midnight.getTime() - 1000)
  const people = await setUp(first, day, round)
  let hasCome = false
  const judge = (kind: Kind, isIn: boolean, what: string) => {
    figures[hasCome ? 'after' : 'before'] += 1
    if (!isIn && (!hasCome || kind === 'bystander')) figures.lostBeforeTheDay.push(`${kind}: ${what}`)
  }
  const tries = people.flatMap(({ kind, username, browser }) => [
    ...[1, 2].map(async () => {
      await later(chance(60))
      const isIn = (await at(pick(doors, chance), browser).session()) !== undefined
      judge(kind, isIn, 'a request')
    }),
    later(chance(60)).then(async () => {
      const other = visitor(pick(doors, chance))
      const answer = await other.post('/sign-in', { username, password, return_to: '/' })
      judge(kind, answer.headers.get('location') === '/', 'a sign-in')
      return other
    }),
  ])
  const passing = later(chance(80)).then(() => {
    clock.at = midnight
    hasCome = true
  })
  const upkeep = doors.map(({ db }) =>
    later(chance(120)).then(() => beginDueWaves(db, { warn() {} }, clock.at)),
  )
  const opened = await Promise.all(tries)
  await Promise.all([passing, ...upkeep])

  const browsers = people.map((person, index) => ({
    ...person,
    browsers: [person.browser, ...opened.slice(index * 3, index * 3 + 3).filter((one) => one !== undefined)],
  }))
  for (const { kind, browsers: own } of browsers)
    for (const browser of own)
      for (const door of doors) {
        const isIn = (await at(door, browser).session()) !== undefined
        if (isIn && kind !== 'bystander') figures.keptPastTheDay.push(kind)
        if (!isIn && kind === 'bystander') figures.lostBeforeTheDay.push('bystander: afterwards')
      }
}

/** The same browser, at another instance. */
function at(door: FrontDoor, { cookies }: Visitor): Visitor {
  const browser = visitor(door)
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** A customer to which everything happens on one day, and a session of each person, opened the day before. */
async function setUp(door: FrontDoor, day: string, round: number): Promise<Person[]> {
  const { db, now } = door
  // Of the least cost: how long a password takes is not what is tried here.
  const passwordHash = await leastHash(password)
  const manager = { username: `day.boss.${round}`, email: 'boss@race.example', passwordHash }
  const { chain } = await addCustomer(db, operator, { name: `Day ${round}` }, manager, now())
  const below = (name: string) =>
    addLocation(db, operator, { parentId: chain.id, type: 'chain', name }, now())
  const places: Record<Kind, string> = {
    wave: await below('Wave'),
    exception: await below('Exception'),
    end: await below('End'),
    factor: await below('Factor'),
    bystander: await below('Bystander'),
  }
  const azureTenantId = { tenantId: northTenantId, verified: true }
  await changeAdvancedSettings(db, operator, chain.id, { azureTenantId }, now())
  const acting = {
    actor: operator,
    customerId: chain.id,
    memberships: [{ locationId: chain.id, role: 'chain_and_user_manager' as const }],
  }
  const userIds = {} as Record<Kind, string>
  for (const kind of kinds) {
    const username = nameOf(kind, round)
    const role: Role = kind === 'factor' ? 'chain_manager' : 'viewer'
    const user = {
      username,
      email: `${username}@race.example`,
      passwordHash,
      memberships: [{ locationId: places[kind], role }],
      ...(kind === 'end' && { endsOn: day }),
    }
    userIds[kind] = (await createUser(db, acting, user, now())).id
  }
  const waves = [{ locationIds: [places.wave], startsOn: day, noticeDaysBefore: 0 }]
  // Planned in time: a wave starts tomorrow at the earliest.
  await planRollOut(db, operator, chain.id, { waves }, now())
  const excepted = { userId: userIds.exception, reason: 'Trial', endsOn: day, origin: tmasUrl }
  await makeException(db, operator, places.exception, excepted, now())
  const on = { mandatoryAuthentication: true, confirm: true }
  await changeAdvancedSettings(db, operator, places.exception, on, now())
  await changeAdvancedSettings(db, operator, places.factor, { secondFactorRequiredFrom: day }, now())
  const people: Person[] = []
  for (const kind of kinds) {
    const username = nameOf(kind, round)
    const browser = visitor(door)
    const answer = await browser.post('/sign-in', { username, password, return_to: '/' })
    if (answer.headers.get('location') !== '/')
      throw new Error(`${username} could not sign in the day before`)
    people.push({ kind, username, browser })
  }
  return people
}

const nameOf = (kind: Kind, round: number) => `day.${kind}.${round}`
