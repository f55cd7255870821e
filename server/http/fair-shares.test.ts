import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveWaves } from '#server/connection/roll-out.queries.ts'
import { connectionShares } from '#server/platform/connection-shares.ts'
import { type Db, poolFigures } from '#server/platform/database.ts'
import type { Share } from '#server/platform/turns.ts'
import { openReadiness } from '#server/readiness.ts'
import { type ApiClient, apiOf, signedInWith } from '#server/testing/api-client.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { setUpApp } from '#server/testing/second-factors.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

type Manager = { id: string; chainId: string; api: ApiClient }

let door: FrontDoor
/** An instance with the connections of a server, on which whatever waits in the database waits until it is let go. */
let busy: FrontDoor & { db: Db }
let north: Manager
let south: Manager

beforeAll(async () => {
  door = await openFrontDoor()
  busy = { ...door, ...door.anotherInstance({ timeLimits: false }) }
  north = await managerOf('North', northTenantId, 'ada.linked@north.example')
  south = await managerOf('South', southTenantId, 'emil.other@south.example')
})
afterAll(() => door.close())

/** The manager of a new customer, and the ID of a user of it who signs in with Microsoft. */
async function managerOf(name: string, tenantId: string, email: string): Promise<Manager> {
  const { chainId } = await customerWithTenant(door, name, tenantId)
  const { browser } = await signedInWith(door, 'chain_and_user_manager', chainId)
  const { id } = await userIn(door, chainId, email)
  return { id, chainId, api: apiOf(busy, browser) }
}

test('what one customer’s managers wait for holds up no sign-in, no look-up, no other customer’s managers and no readiness', async () => {
  const letGo = await hold('api_key')
  const waiting = Array.from({ length: 10 }, () => north.api('GET', '/api-keys'))
  await expect.poll(() => figuresOf('administration').busy).toBe(connectionShares.administration - 1)
  const readiness = openReadiness(door.url, door.now, { info() {}, error() {} })
  try {
    expect((await south.api('GET', '/session')).status).toBe(200)
    expect((await north.api('GET', '/session')).status).toBe(200)
    expect((await south.api('GET', '/locations')).status).toBe(200)
    expect((await signInWithMicrosoft(busy, visitor(busy), 'emil.other@south.example')).location).toBe('/')
    expect(await readiness.ask()).toBeUndefined()
    // North still waits, as before.
    expect(figuresOf('administration').busy).toBe(connectionShares.administration - 1)
  } finally {
    await letGo()
    await readiness.close()
  }
  // Those who had a connection have their answer. Those who waited for one too long were told to come again.
  const answers = await Promise.all(waiting)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(
    connectionShares.administration - 1,
  )
  for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('unavailable')
})

test('sign-ins that wait keep no one who is signed in from working', async () => {
  const letGo = await hold('sign_in_attempt')
  const waiting = Array.from({ length: 20 }, () => visitor(busy).get('/sign-in/microsoft'))
  await expect.poll(() => figuresOf('signIns').busy).toBeGreaterThan(1)
  try {
    for (const { api } of [north, south]) {
      expect((await api('GET', '/session')).status).toBe(200)
      expect((await api('GET', '/users')).status).toBe(200)
    }
  } finally {
    await letGo()
  }
  for (const answer of await Promise.all(waiting)) {
    expect([303, 503]).toContain(answer.status)
    if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

test.each([
  ['the row of a customer, as a change of its policy does', 'customer', () => north.chainId],
  ['the row of one user', 'user_account', () => north.id],
])(
  'what holds %s makes those who sign in there wait in memory but for the first, and no one else',
  async (_, table, id) => {
    const letGo = await hold(`${table} where id = '${id()}'`)
    const browsers = Array.from({ length: 30 }, () => visitor(busy))
    const waiting: Promise<unknown>[] = browsers.map((browser) =>
      signInWithMicrosoft(busy, browser, 'ada.linked@north.example'),
    )
    if (table === 'customer') {
      const place = { parentId: north.chainId, type: 'store', name: crypto.randomUUID() }
      waiting.push(...Array.from({ length: 10 }, () => north.api('POST', '/locations', place)))
    }
    await expect.poll(() => poolFigures(busy.db).waitingForLocks, { timeout: 20_000 }).toBe(waiting.length)
    try {
      expect((await signInWithMicrosoft(busy, visitor(busy), 'emil.other@south.example')).location).toBe('/')
      expect((await south.api('POST', '/locations', newStore())).status).toBe(201)
      expect((await north.api('GET', '/session')).status).toBe(200)
      expect(poolFigures(busy.db).waitingForLocks).toBe(waiting.length)
    } finally {
      await letGo()
    }
    await Promise.all(waiting)
    const sessions = await Promise.all(browsers.map((browser) => browser.session()))
    // More than 20 sessions of one person end the first ones.
    expect(sessions.filter((session) => session !== undefined).length).toBeGreaterThanOrEqual(20)
  },
)

test('a password waits for its customer, too', async () => {
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(door, north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
  const letGo = await hold(`customer where id = '${north.chainId}'`)
  const browser = visitor(busy)
  const signingIn = browser.post('/sign-in', { username: 'pat', password: 'Front-Door-1', return_to: '/' })
  await expect.poll(() => poolFigures(busy.db).waitingForLocks, { timeout: 20_000 }).toBe(1)
  await letGo()
  expect((await signingIn).headers.get('location')).toBe('/')
})

test('a look-up waits for no one who changes or ends its session', async () => {
  const letGo = await hold(`session where user_id = '${north.id}' or customer_id = '${north.chainId}'`)
  // Long enough that its use would be noted.
  door.passTime(2 * 60 * 1000)
  try {
    expect((await north.api('GET', '/session')).status).toBe(200)
  } finally {
    await letGo()
  }
  expect((await north.api('GET', '/session')).status).toBe(200)
})

test('a look-up that finds a session closed takes no connection of look-ups or administration for ending it', async () => {
  const { id } = await userIn(door, south.chainId, 'sue@south.example', {
    username: 'sue',
    passwordHash: await leastHash('Front-Door-1'),
  })
  const browser = await signedInWithPassword(busy, 'sue', 'Front-Door-1')
  // The day of their wave has come, and nothing has begun it yet.
  const wave = {
    id: randomUUIDv7(),
    locationIds: [south.chainId],
    startsOn: new Date(door.now().getTime() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
    noticeDaysBefore: 0,
    begunAt: null,
    noticedAt: null,
    noticedUpTo: null,
    pausedAt: null,
    pausedBecause: null,
  }
  const ofSouth = { id: south.chainId, customerId: south.chainId }
  await door.db.transaction().execute((trx) => saveWaves(trx, ofSouth, [wave], door.now()))
  const letGo = await hold(`customer where id = '${south.chainId}'`)
  const lookingUp = Array.from({ length: 5 }, () => browser.session())
  await expect.poll(() => poolFigures(busy.db).waitingForLocks, { timeout: 20_000 }).toBe(5)
  try {
    expect(figuresOf('lookups').busy).toBe(0)
    expect(figuresOf('administration').busy).toBe(0)
    expect((await north.api('GET', '/session')).status).toBe(200)
  } finally {
    await letGo()
  }
  expect(await Promise.all(lookingUp)).toEqual(Array(5).fill(undefined))
  expect(await door.db.selectFrom('session').select('id').where('userId', '=', id).execute()).toEqual([])
})

test('a code that no one looked at, because its customer was held, was no guess (R29, R30)', async () => {
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(door, north.chainId, 'kim@north.example', { username: 'kim', passwordHash })
  const phone = await setUpApp(door, await signedInWithPassword(door, 'kim', 'Front-Door-1'))
  const hasty = { ...door, ...door.anotherInstance() }
  const withCode = (code: string) =>
    callApi(visitor(hasty), 'POST', '/session', { username: 'kim', password: 'Front-Door-1', code })
  const letGo = await hold(`customer where id = '${north.chainId}'`)
  const inVain = await Promise.all(Array.from({ length: 10 }, () => withCode('000000')))
  await letGo()
  expect(inVain.map(({ status }) => status)).toEqual(Array(10).fill(503))
  // Ten that count would have closed the door to the eleventh.
  expect((await withCode(phone.code())).status).toBe(201)
})

const newStore = () => ({ parentId: south.chainId, type: 'store', name: crypto.randomUUID() })

const figuresOf = (share: Share) => {
  const { shares } = poolFigures(busy.db)
  if (!shares) throw new Error('this instance has no shares')
  return shares[share]
}

/** Whatever needs this row waits, or whatever reads or writes this table, until it is let go. */
async function hold(what: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: door.ownerUrl })
  await holder.connect()
  const lock = what.includes(' ')
    ? `select from ${what} for no key update`
    : `lock table ${what} in access exclusive mode`
  await holder.query(`begin; ${lock}`)
  return () => holder.end()
}
