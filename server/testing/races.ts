import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEntra } from '#server/entra/entra.ts'
import { createApp } from '#server/http/app.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation, changeLocation } from '#server/locations/locations.ts'
import { type Db, isUnavailable, openDatabase } from '#server/platform/database.ts'
import { openLog } from '#server/platform/log.ts'
import { Problem } from '#server/platform/problem.ts'
import { openSealer } from '#server/platform/sealing.ts'
import { type Key, refusalAtDoor } from '#server/policy/doors.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { changeUser, unlinkUser } from '#server/users/change-users.ts'
import { addCustomer, createUser } from '#server/users/users.ts'
import type { Role } from '#shared/roles.ts'
import { type Emulator, startEmulator } from '../../emulator/emulator.ts'
import {
  northTenantId,
  sampleDirectory,
  southTenantId,
  tmasClientId,
  tmasClientSecret,
} from '../../emulator/sample.ts'
import { type FrontDoor, signInWithMicrosoft, tmasUrl, visitor } from './front-door.ts'
import { leastHash } from './least-hash.ts'

export type RaceFigures = {
  rounds: number
  changes: Record<string, number>
  /** Changes that a rule refused, such as mandatory authentication without a tenant. */
  changesRefused: number
  admitted: number
  refused: number
  /** Sessions whose door was closed when a round had ended, or whose link was gone. */
  sessionsThatShouldNotBe: number
  /**
   * Answers of 500 and more, and changes that failed otherwise than by a rule: also a conflict that was repeated in vain,
   * which no one may see (R32).
   */
  failures: string[]
  /** Answers of 503 because this machine was too slow for the time limits of the database, by cause. No one got in. */
  tooSlow: Record<string, number>
}

const operator = { kind: 'operator' } as const
const password = 'Harbour-7-lanterns'

/** Rounds are played at so many customers at once, because one round mostly waits for the database. */
const scenesAtOnce = 4

/** The newest sessions of a customer that are looked at after each round. Older ones are deleted now and then. */
const sessionsKept = 150

/**
 * Plays policy changes against sign-ins: in every round one change and three sign-ins start at once, each on an instance
 * of its own choice, with a pool of connections of its own. When all of them have ended, no session may be left behind a
 * door that is closed now (R13, R28), whichever came first.
 *
 * @param url an empty, migrated database of a real PostgreSQL.
 * @param seed decides who does what. In which order the database sees it, no seed decides.
 */
export async function race(
  url: string,
  {
    rounds,
    instances,
    seed,
    onProgress = () => {},
  }: { rounds: number; instances: number; seed: number; onProgress?: (figures: RaceFigures) => void },
): Promise<RaceFigures> {
  const emulator = await startEmulator({ directory: sampleDirectory(tmasUrl) })
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-races-'))
  const causes: Error[] = []
  const doors = Array.from({ length: instances }, () =>
    openInstance(url, emulator, dataDir, { chance: random(seed), causes }),
  )
  try {
    return await play(doors, causes, { rounds, seed, onProgress })
  } finally {
    for (const { db } of doors) await db.destroy()
    await emulator.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** An instance of TMAS, of which only the database is shared. Every request comes from another network. */
export function openInstance(
  url: string,
  emulator: Emulator,
  dataDir: string,
  {
    chance,
    causes,
    now = () => new Date(),
  }: { chance: Chance; causes: Error[]; now?: (() => Date) | undefined },
): FrontDoor {
  const db = openDatabase({ url, poolSize: 6 })
  const entraConfig = {
    authority: emulator.url,
    clientId: tmasClientId,
    credentials: [{ kind: 'secret' as const, secret: tmasClientSecret }],
    redirectUri: `${tmasUrl}/sign-in/microsoft/callback`,
  }
  const entra = createEntra(entraConfig)
  const sealer = openSealer(dataDir)
  const config = { url: tmasUrl, secure: false, entra: entraConfig, trustedProxies: [] }
  const log = openLog('silent')
  log.error = (told: unknown) => {
    const err = typeof told === 'object' && told !== null && 'err' in told ? told.err : told
    causes.push(err instanceof Error ? err : new Error(String(err)))
  }
  const app = createApp({ config, db, entra, log, sealer, now, readiness: async () => undefined })
  const request: typeof app.request = (input, init) => {
    const remoteAddress = `10.${chance(256)}.${chance(256)}.${chance(256)}`
    return app.request(input, init, {
      incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } },
    })
  }
  const fromAnywhere = new Proxy(app, {
    get: (target, name) => (name === 'request' ? request : Reflect.get(target, name)),
  })
  return {
    app: fromAnywhere,
    db,
    url,
    ownerUrl: url,
    asOwner() {
      throw new Error('nothing in a race needs the rights of the owner')
    },
    entra,
    emulator,
    sealer,
    dataDir,
    now,
    passTime() {},
    startAgain() {},
    anotherInstance() {
      throw new Error('the instances of a race are all opened beforehand')
    },
    close: () => db.destroy(),
  }
}

type Person = { id: string; username: string; loginId: string; place: string }
type Scene = { customerId: string; chains: string[]; brand: string; label: string; people: Person[] }

async function play(
  doors: FrontDoor[],
  causes: Error[],
  { rounds, seed, onProgress }: { rounds: number; seed: number; onProgress: (figures: RaceFigures) => void },
): Promise<RaceFigures> {
  const [first] = doors
  if (!first) throw new Error('at least one instance is needed')
  const figures: RaceFigures = {
    rounds: 0,
    changes: {},
    changesRefused: 0,
    admitted: 0,
    refused: 0,
    sessionsThatShouldNotBe: 0,
    failures: [],
    tooSlow: {},
  }
  const scenes: Scene[] = []
  for (let number = 0; number < scenesAtOnce; number += 1) scenes.push(await setUp(first, number))
  await Promise.all(
    scenes.map(async (scene, number) => {
      const chance = random(seed + number)
      const own = Math.ceil((rounds - number) / scenesAtOnce)
      for (let round = 1; round <= own; round += 1) {
        await playRound(doors, scene, chance, figures)
        const wrong = await countWrongSessions(first.db, scene)
        figures.sessionsThatShouldNotBe += wrong
        for (const cause of causes.splice(0)) judge(figures, cause)
        figures.rounds += 1
        if (round % 25 === 0) await forgetOldSessions(first.db, scene)
        onProgress(figures)
      }
    }),
  )
  return figures
}

/** Whether an answer of 500 or more is a fault of ours, or of a machine that has other work to do. */
function judge(figures: RaceFigures, cause: Error) {
  const code = 'code' in cause ? String(cause.code) : ''
  const isConflict = code === '40001' || code === '40P01'
  if (!isUnavailable(cause) || isConflict) figures.failures.push(`${code} ${cause.message}`.trim())
  else figures.tooSlow[cause.message] = (figures.tooSlow[cause.message] ?? 0) + 1
}

async function playRound(
  doors: FrontDoor[],
  scene: Scene,
  chance: Chance,
  figures: RaceFigures,
): Promise<void> {
  const fail = (error: unknown) => figures.failures.push(String(error))
  const [kind, change] = pick(changesOf(scene, chance), chance)
  figures.changes[kind] = (figures.changes[kind] ?? 0) + 1
  const signIns = Array.from({ length: 3 }, () => {
    const [door, person] = [pick(doors, chance), pick(scene.people, chance)]
    return chance(2) === 0 ? byPassword(door, person) : byMicrosoft(door, person)
  })
  await Promise.all([
    ...signIns.map((signIn) =>
      signIn.then((isIn) => {
        if (isIn !== undefined) figures[isIn ? 'admitted' : 'refused'] += 1
      }, fail),
    ),
    later(chance(8)).then(() =>
      change(pick(doors, chance).db).catch((error) => {
        if (error instanceof Problem) figures.changesRefused += 1
        else fail(error)
      }),
    ),
  ])
}

/** A chain with a brand, and a label below it; people of two tenants in them, and a manager who stays. */
async function setUp({ db, emulator, now }: FrontDoor, number: number): Promise<Scene> {
  // Of the least cost: how long a password takes is not what is tried here.
  const passwordHash = await leastHash(password)
  const manager = { username: `race.boss.${number}`, email: 'boss@race.example', passwordHash }
  const { chain } = await addCustomer(db, operator, { name: `Race ${number}` }, manager, now())
  const customerId = chain.id
  const below = (parentId: string, name: string) =>
    addLocation(db, operator, { parentId, type: 'chain', name }, now())
  const brand = await below(customerId, 'Brand')
  const other = await below(customerId, 'Other')
  const label = await below(brand, 'Label')
  const chains = [customerId, brand, label, other]
  const people: Person[] = []
  for (const [index, place] of [...chains, ...chains].entries()) {
    const tenantId = index < chains.length ? northTenantId : southTenantId
    const loginId = `racer.${number}.${index}@${tenantId === northTenantId ? 'north' : 'south'}.example`
    emulator.directory.people.push({ loginId, name: loginId, tenantId, oid: crypto.randomUUID() })
    const memberships = [{ locationId: place, role: 'viewer' as const }]
    const user = { username: loginId, email: loginId, passwordHash, memberships }
    const { id } = await createUser(db, actingIn(customerId), user, now())
    people.push({ id, username: loginId, loginId, place })
  }
  return { customerId, chains, brand, label, people }
}

function actingIn(customerId: string) {
  const memberships = [{ locationId: customerId, role: 'chain_and_user_manager' as const }]
  return { actor: operator, customerId, memberships }
}

type Change = (db: Db) => Promise<unknown>

/** What may change in this round, by its name. What turns something off is as likely as what turns it on. */
function changesOf(scene: Scene, chance: Chance): [kind: string, change: Change][] {
  const now = new Date()
  const acting = actingIn(scene.customerId)
  const [chain, person] = [pick(scene.chains, chance), pick(scene.people, chance)]
  const isOn = chance(2) === 0
  const settings = (change: Parameters<typeof changeAdvancedSettings>[3]) => (db: Db) =>
    changeAdvancedSettings(db, operator, chain, { ...change, confirm: true }, now)
  const tenantId = pick([northTenantId, southTenantId, null], chance)
  const azureTenantId = tenantId === null ? null : { tenantId, verified: true }
  const role = pick(['viewer', 'viewer', 'user_manager', 'chain_and_user_manager'] as const, chance)
  const [moved, to] = chance(2) === 0 ? [scene.brand, pick(scene.chains, chance)] : [scene.label, chain]
  return [
    ['mandatory authentication', settings({ mandatoryAuthentication: isOn })],
    ['mandatory authentication', settings({ mandatoryAuthentication: isOn })],
    ['tenant', settings({ azureTenantId })],
    ['enabled or disabled', (db) => changeUser(db, acting, person.id, { enabled: isOn }, now)],
    ['enabled or disabled', (db) => changeUser(db, acting, person.id, { enabled: true }, now)],
    ['role', (db) => giveRole(db, acting, person, role, now)],
    ['moved user', (db) => giveRole(db, acting, { ...person, place: chain }, 'viewer', now)],
    ['moved chain', (db) => changeLocation(db, operator, moved, { parentId: to, confirm: true }, now)],
    ['unlinked', (db) => unlinkUser(db, acting, person.id, now)],
  ]
}

/** A promotion may take the password (R14): the person sets it again, so that the next rounds can use it. */
async function giveRole(
  db: Db,
  acting: ReturnType<typeof actingIn>,
  { id, place }: Person,
  role: Role,
  now: Date,
) {
  const before = await db.selectFrom('userAccount').select('passwordHash').where('id', '=', id).execute()
  await changeUser(db, acting, id, { memberships: [{ locationId: place, role }] }, now)
  const passwordHash = before[0]?.passwordHash
  await db
    .updateTable('userAccount')
    .set({ passwordHash })
    .where('id', '=', id)
    .where('passwordHash', 'is', null)
    .execute()
}

/** @returns undefined if it was answered 500 or more, whose cause is judged apart. */
async function byPassword(door: FrontDoor, { username }: Person): Promise<boolean | undefined> {
  const answer = await visitor(door).post('/sign-in', { username, password, return_to: '/' })
  if (answer.status >= 500) return undefined
  return answer.headers.get('location') === '/'
}

async function byMicrosoft(door: FrontDoor, { loginId }: Person): Promise<boolean | undefined> {
  const { location, response } = await signInWithMicrosoft(door, visitor(door), loginId)
  if (response.status >= 500) return undefined
  return location === '/'
}

/** Sessions behind a door that is closed now, or that rest on a link which is gone. */
async function countWrongSessions(db: Db, { customerId, people }: Scene): Promise<number> {
  const sessions = await db
    .selectFrom('session')
    .leftJoin('microsoftLink', (join) =>
      join
        .onRef('microsoftLink.userId', '=', 'session.userId')
        .onRef('microsoftLink.tenantId', '=', 'session.tenantId')
        .onRef('microsoftLink.objectId', '=', 'session.objectId')
        .on('microsoftLink.endedAt', 'is', null),
    )
    .select(['session.userId', 'session.door', 'session.tenantId', 'microsoftLink.id as linkId'])
    .where('session.customerId', '=', customerId)
    .execute()
  const standings = new Map(
    (
      await listStandings(
        db,
        people.map(({ id }) => id),
        new Date(),
      )
    ).map((standing) => [standing.userId, standing]),
  )
  return sessions.filter(({ userId, door, tenantId, linkId }) => {
    const standing = standings.get(userId)
    if (!standing) return false
    const key: Key =
      door === 'microsoft' ? { door: 'microsoft', tenantId: tenantId ?? '' } : { door: 'password' }
    return refusalAtDoor(key, standing, new Date()) !== null || (door === 'microsoft' && linkId === null)
  }).length
}

/** Only the newest are of interest, and to look at all of them in every round would take longer and longer. */
async function forgetOldSessions(db: Db, { customerId }: Scene): Promise<void> {
  const newest = db
    .selectFrom('session')
    .select('id')
    .where('customerId', '=', customerId)
    .orderBy('createdAt', 'desc')
    .limit(sessionsKept)
  await db.deleteFrom('session').where('customerId', '=', customerId).where('id', 'not in', newest).execute()
}

export function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** A number from 0 up to this, and not it. */
export type Chance = (below: number) => number

/** The same numbers for the same seed (mulberry32). */
export function random(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function pick<T>(all: readonly T[], chance: Chance): T {
  return all[chance(all.length)] as T
}
