import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { findLocation, insertLocation } from '#server/locations/locations.queries.ts'
import { openLog } from '#server/platform/log.ts'
import { newReference } from '#server/platform/secret.ts'
import { startOf } from '#server/policy/start-day.ts'
import { findSession, startSession } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { signInAs } from '../../emulator/person.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { saveWaves } from './roll-out.queries.ts'
import { beginDueWaves, pauseWave } from './roll-out.ts'
import { pauseTroubledWaves } from './watch-waves.ts'
import { tellComingWaves } from './wave-notices.ts'

const log = openLog('silent')
const day = 24 * 60 * 60 * 1000

let door: FrontDoor
let chainId: string
let north: string
let south: string
let store: string
let manager: Awaited<ReturnType<typeof signedInWith>>

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

let customers = 0
beforeEach(async () => {
  customers += 1
  chainId = (await customerWithTenant(door, `Waves ${customers}`, northTenantId)).chainId
  manager = await signedInWith(door, 'chain_and_user_manager', chainId)
  north = await below(chainId, 'region', 'North')
  south = await below(chainId, 'region', 'South')
  store = await below(north, 'store', 'Harbour')
})

async function below(parentId: string, type: string, name: string): Promise<string> {
  return (await manager.api('POST', '/locations', { parentId, type, name })).body.id
}

const path = () => `/locations/${chainId}/advanced/roll-out`
const inDays = (days: number) => new Date(door.now().getTime() + days * day).toISOString().slice(0, 10)
const plan = (waves: object[], headers?: Record<string, string>, api: ApiClient = manager.api) =>
  api('PUT', path(), { waves }, headers)
const wave = (locationIds: string[], days: number) => ({
  locationIds,
  startsOn: inDays(days),
  noticeDaysBefore: 3,
})
const isSignedIn = async (who: { browser: { session(): Promise<unknown> } }) =>
  (await who.browser.session()) !== undefined
const mayUsePassword = async (username: string) => {
  const response = await door.app.request('http://localhost:3000/api/v1/session', {
    method: 'POST',
    headers: { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'Front-Door-1' }),
  })
  return response.status === 201 ? true : (await response.json()).code
}
const untilStartOf = (startsOn: string) =>
  startOf({ startsOn, timeZone: 'UTC' }).getTime() - door.now().getTime()
const records = async () =>
  (
    await sql<{ action: string }>`select action from audit_record where customer_id = ${chainId}
    and action like 'roll-out.%' order by id`.execute(door.db)
  ).rows.map(({ action }) => action)

test('a plan is answered as it was made, recorded, and mailed to every manager (R23, R27, R36)', async () => {
  const other = await signedInWith(door, 'chain_manager', chainId)
  expect((await manager.api('GET', path())).body).toEqual({
    timeZone: 'UTC',
    waves: [],
    state: 'planned',
    pausedBecause: null,
  })
  const { status, body } = await plan([wave([south], 9), wave([store], 2)])
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      state: 'planned',
      pausedBecause: null,
      waves: [
        { ...wave([store], 2), state: 'planned' },
        { ...wave([south], 9), state: 'planned' },
      ],
    },
  })
  expect(await records()).toEqual(['roll-out.planned'])
  const [mail] = await mailsTo(door, other.username)
  expect(mail?.textBody).toContain('Harbour')
  expect((await manager.api('DELETE', path())).status).toBe(204)
  expect((await manager.api('DELETE', path())).status).toBe(404)
  expect(await records()).toEqual(['roll-out.planned', 'roll-out.removed'])
})

test('a plan that cannot be is refused in clear words, and changes nothing (R36)', async () => {
  const rival = (await customerWithTenant(door, `Rival ${customers}`, northTenantId)).chainId
  const errors = async (...waves: object[]) => {
    const { status, body } = await plan(waves)
    return { status, errors: body.errors }
  }
  expect(await errors(wave([rival], 2))).toEqual({
    status: 400,
    errors: { 'waves.0.locationIds.0': 'This branch does not exist.' },
  })
  expect(await errors(wave([south], 2), wave([south], 3))).toEqual({
    status: 400,
    errors: { 'waves.1.locationIds.0': 'South is already in the plan. Keep it in one wave only.' },
  })
  expect(await errors(wave([south], -1))).toMatchObject({
    errors: { 'waves.0.startsOn': expect.stringContaining('Choose tomorrow or a later day') },
  })
  const brand = await below(chainId, 'chain', 'Brand')
  const chiefOfBrand = await signedInWith(door, 'chain_manager', brand)
  const { body } = await chiefOfBrand.api('PUT', `/locations/${brand}/advanced/roll-out`, {
    waves: [wave([south], 2)],
  })
  expect(body.errors).toEqual({ 'waves.0.locationIds.0': 'South is not in Brand.' })
  expect((await chiefOfBrand.api('PUT', path(), { waves: [wave([brand], 2)] })).status).toBe(403)
  expect((await manager.api('GET', path())).body.waves).toEqual([])
})

test('a chain without a tenant plans nothing, and a planned one keeps its tenant (R36)', async () => {
  await plan([wave([south], 2)])
  const cleared = await manager.api('PATCH', `/locations/${chainId}/advanced`, {
    azureTenantId: null,
    confirm: true,
  })
  expect(cleared).toMatchObject({ status: 409, body: { code: 'mandatory_authentication_is_on' } })
  await manager.api('DELETE', path())
  await setTenant(door, chainId, null)
  expect(await plan([wave([south], 2)])).toMatchObject({ status: 409, body: { code: 'tenant_required' } })
})

test('what is on for the whole chain is not rolled out, and turning it on ends the plan (R36)', async () => {
  await plan([wave([south], 2)])
  await manager.api('PATCH', `/locations/${chainId}/advanced`, {
    mandatoryAuthentication: true,
    confirm: true,
  })
  expect((await manager.api('GET', path())).body.waves).toEqual([])
  expect(await records()).toEqual(['roll-out.planned', 'roll-out.removed'])
  expect(await plan([wave([south], 2)])).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
})

test('the people of each wave are shown with how far they have come, and managers are none of them (R15, R36)', async () => {
  const { username } = await signedInWith(door, 'viewer', store)
  await signedInWith(door, 'viewer', south)
  await plan([wave([north], 2), wave([store], 5), wave([south], 9)])
  const { status, body } = await manager.api('GET', `${path()}/readiness`)
  expect(status).toBe(200)
  const counts = { affected: 1, linked: 0, neverTried: 1, refused: 0 }
  expect(body.waves).toMatchObject([
    { counts, notReady: [{ username, state: 'never_tried', lastAttempt: null }] },
    { counts, notReady: [{ username }] },
    { counts },
  ])
})

test('a rehearsal is shown by wave: who in each branch would have been refused, and how often (R15, R36)', async () => {
  const inNorth = await signedInWith(door, 'viewer', store)
  const inSouth = await signedInWith(door, 'viewer', south)
  await plan([wave([north], 2), wave([store], 5), wave([south], 9)])
  const rehearsal = async () => (await manager.api('GET', `${path()}/rehearsal`)).body
  expect(await rehearsal()).toMatchObject({
    rehearsal: false,
    since: null,
    waves: [{ wouldBeRefused: [] }, {}, {}],
  })
  await manager.api('PATCH', `/locations/${chainId}/advanced`, { rehearsal: true })
  for (let i = 0; i < 2; i += 1) expect(await mayUsePassword(inNorth.username)).toBe(true)
  const refused = {
    counts: { affected: 1, ready: 0, neverTried: 1, lastRefused: 0, wouldBeRefused: 1 },
    wouldBeRefused: [{ userId: inNorth.id, wouldBeRefused: 2, lastPasswordSignInAt: expect.any(String) }],
  }
  const { waves } = (await manager.api('GET', path())).body
  const ids = waves.map(({ id }: { id: string }) => id)
  expect(await rehearsal()).toMatchObject({
    rehearsal: true,
    since: expect.any(String),
    waves: [
      { waveId: ids[0], ...refused },
      { waveId: ids[1], ...refused },
      { waveId: ids[2], counts: { affected: 1, neverTried: 1, wouldBeRefused: 0 }, wouldBeRefused: [] },
    ],
  })
  expect(await mayUsePassword(inSouth.username)).toBe(true)
  expect((await rehearsal()).waves[2].wouldBeRefused).toMatchObject([{ userId: inSouth.id }])
})

test('two managers do not undo each other’s plan (R32)', async () => {
  const etag = async () => (await manager.browser.get(`/api/v1${path()}`)).headers.get('etag') ?? ''
  const first = await etag()
  expect((await plan([wave([south], 2)], { 'if-match': first })).status).toBe(200)
  const refused = await plan([wave([north], 2)], { 'if-match': first })
  expect(refused).toMatchObject({
    status: 412,
    body: { changes: { waves: { theirs: [wave([south], 2)], yours: [wave([north], 2)] } } },
  })
  expect((await manager.api('DELETE', path(), undefined, { 'if-match': first })).status).toBe(412)
  expect((await plan([wave([north], 2)], { 'if-match': await etag() })).status).toBe(200)
})

test('no user keeps a session past their wave or loses one before it: the clock alone ends it (R13, R36)', async () => {
  const inWave = await signedInWith(door, 'viewer', store)
  const elsewhere = await signedInWith(door, 'viewer', south)
  const [first] = (await plan([wave([north], 1), wave([south], 20)])).body.waves
  const almost = untilStartOf(first.startsOn) - 60_000
  door.passTime(almost)
  // Their sessions are as old as the clock has moved: they sign in again, a minute before the day.
  for (const who of [inWave, elsewhere, manager])
    expect(
      (await who.api('POST', '/session', { username: who.username, password: 'Front-Door-1' })).status,
    ).toBe(201)
  expect(await isSignedIn(inWave)).toBe(true)

  door.passTime(60_000)
  expect(await isSignedIn(inWave)).toBe(false)
  expect(await mayUsePassword(inWave.username)).toBe('microsoft_required')
  expect([await isSignedIn(elsewhere), await isSignedIn(manager)]).toEqual([true, true])
  expect(await mayUsePassword(elsewhere.username)).toBe(true)
  expect(await (await inWave.browser.get('/sign-in')).text()).toContain('Microsoft')

  // Writing it down changes nothing for anyone, and happens once.
  await beginDueWaves(door.db, log, door.now())
  await beginDueWaves(door.db, log, door.now())
  expect(await isSignedIn(elsewhere)).toBe(true)
  expect(await mayUsePassword(inWave.username)).toBe('microsoft_required')
  expect(await records()).toEqual(['roll-out.planned', 'roll-out.begun'])
  expect((await manager.api('GET', path())).body).toMatchObject({
    state: 'running',
    waves: [{ state: 'running' }, { state: 'planned' }],
  })
})

test('a pause that came since the page was loaded is not lifted unseen, and one judged before a resume is not made (R32, R36)', async () => {
  const { waves } = (await plan([wave([north], 1), wave([south], 2)])).body
  door.passTime(untilStartOf(waves[1].startsOn))
  await beginDueWaves(door.db, log, door.now())
  await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
  const etag = async () => (await manager.browser.get(`/api/v1${path()}`)).headers.get('etag') ?? ''
  const pause = (waveId: string, version: string) =>
    manager.api('POST', `${path()}/pause`, { waveId }, { 'if-match': version })
  const resume = (version: string) =>
    manager.api('POST', `${path()}/resume`, undefined, { 'if-match': version })
  const running = await etag()
  expect((await pause(waves[0].id, running)).status).toBe(200)
  const onePaused = await etag()
  await pauseWave(door.db, { kind: 'operator' }, chainId, { waveId: waves[1].id, because: null }, door.now())
  expect(await resume(onePaused)).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
  expect((await pause(waves[1].id, running)).status).toBe(412)
  const both = [{ state: 'paused' }, { state: 'paused' }]
  expect((await manager.api('GET', path())).body.waves).toMatchObject(both)
  const { begunAt } = await door.db
    .selectFrom('rollOutWave')
    .select('begunAt')
    .where('id', '=', waves[0].id)
    .executeTakeFirstOrThrow()
  door.passTime(1000)
  expect((await resume(await etag())).status).toBe(200)
  const late = { waveId: waves[0].id, because: null, begunAt: begunAt ?? door.now() }
  await pauseWave(door.db, { kind: 'operator' }, chainId, late, door.now())
  expect((await manager.api('GET', path())).body.state).toBe('done')
})

test('a paused wave gives the password back at once, holds the next one, and resumes at once (R36)', async () => {
  const inWave = await signedInWith(door, 'viewer', store)
  const next = await signedInWith(door, 'viewer', south)
  const { waves } = (await plan([wave([north], 1), wave([south], 2)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
  expect(await mayUsePassword(inWave.username)).toBe('microsoft_required')

  const { username } = inWave
  const { id: userId } = await door.db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const because = { refused: 1, causes: [{ code: 'not_assigned' as const, userIds: [userId] }] }
  await pauseWave(door.db, { kind: 'operator' }, chainId, { waveId: waves[0].id, because }, door.now())
  expect(await mayUsePassword(inWave.username)).toBe(true)
  expect((await manager.api('GET', path())).body).toMatchObject({
    state: 'paused',
    pausedBecause: { refused: 1, causes: [{ code: 'not_assigned', usernames: [username] }] },
  })
  door.passTime(untilStartOf(waves[1].startsOn))
  await beginDueWaves(door.db, log, door.now())
  expect(await mayUsePassword(next.username)).toBe(true)
  const [mail] = await mailsTo(door, manager.username)
  expect(mail?.textBody).toContain(inWave.username)

  await inWave.api('POST', '/session', { username: inWave.username, password: 'Front-Door-1' })
  expect(await isSignedIn(inWave)).toBe(true)
  await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
  expect((await manager.api('POST', `${path()}/resume`)).body).toMatchObject({
    state: 'done',
    pausedBecause: null,
  })
  expect(await mayUsePassword(inWave.username)).toBe('microsoft_required')
  expect(await mayUsePassword(next.username)).toBe('microsoft_required')
  expect(await isSignedIn(inWave)).toBe(false)
  expect((await manager.api('POST', `${path()}/resume`)).status).toBe(404)
  expect(await records()).toEqual([
    'roll-out.planned',
    'roll-out.begun',
    'roll-out.paused',
    'roll-out.begun',
    'roll-out.resumed',
  ])
})

test('the day is the one in the chain’s time zone, which is the name of one (R36)', async () => {
  const set = (timeZone: string | null) =>
    manager.api('PATCH', `/locations/${chainId}/advanced`, { timeZone })
  for (const wrong of ['Paris', '+02:00', 'Europe/Atlantis', ''])
    expect(await set(wrong)).toMatchObject({
      status: 400,
      body: { errors: { timeZone: expect.any(String) } },
    })
  expect(await set('Pacific/Kiritimati')).toMatchObject({
    status: 200,
    body: { timeZone: 'Pacific/Kiritimati' },
  })
  const inWave = await signedInWith(door, 'viewer', store)
  const { waves } = (await plan([wave([north], 2)])).body
  door.passTime(untilStartOf(waves[0].startsOn) - 14 * 60 * 60 * 1000 - 1000)
  expect(await mayUsePassword(inWave.username)).toBe(true)
  door.passTime(1000)
  expect(await mayUsePassword(inWave.username)).toBe('microsoft_required')
})

/** The right password, which is refused because of the wave, and then Microsoft, which does not let them through. */
async function isStopped(username: string): Promise<void> {
  const browser = visitor(door)
  await browser.post('/sign-in', { username, password: 'Front-Door-1', return_to: '/' })
  await isSentBack(browser)
}

/** A sign-in with Microsoft that ends without saying who it was. */
async function isSentBack(
  browser: Visitor,
  headers: Record<string, string> = {},
  loginId = 'dora.capital@north.example',
  typed = loginId,
): Promise<void> {
  const referer = 'http://localhost:3000/sign-in'
  const start = `/sign-in/microsoft?${new URLSearchParams({ login_hint: typed })}`
  const started = await browser.get(start, { referer, ...headers })
  const address = started.headers.get('location') ?? ''
  const ending = await signInAs(door.emulator, address, loginId)
  if (ending.kind !== 'returned') throw new Error(`Microsoft keeps them on its page ${ending.page}`)
  await browser.get(ending.url, headers)
}

/** Microsoft sends everyone back: no one is assigned. */
function noOneIsAssigned() {
  door.emulator.control.tamper.callback = (parameters) => [
    ...parameters.filter(([name]) => name === 'state'),
    ['error', 'access_denied'],
    ['error_description', 'AADSTS50105: Not assigned. Trace ID: 1 Correlation ID: 2'],
  ]
}

test('a wave whose people are refused pauses by itself: the password is back, and one mail says why and who (R36)', async () => {
  const stuck = [await signedInWith(door, 'viewer', store), await signedInWith(door, 'viewer', north)]
  const third = await signedInWith(door, 'location_manager', store)
  const { waves } = (await plan([wave([north], 1), wave([south], 2)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  const mailsBefore = (await mailsTo(door, manager.username)).length
  noOneIsAssigned()
  for (const { username } of stuck) await isStopped(username)
  await pauseTroubledWaves(door.db, log, door.now())
  expect(await mayUsePassword(third.username)).toBe('microsoft_required')
  await isStopped(third.username)
  door.emulator.control.reset()
  await pauseTroubledWaves(door.db, log, door.now())
  await pauseTroubledWaves(door.db, log, door.now())

  for (const { username } of [...stuck, third]) expect(await mayUsePassword(username)).toBe(true)
  await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
  const usernames = [...stuck, third].map(({ username }) => username).sort()
  expect((await manager.api('GET', path())).body).toMatchObject({
    state: 'paused',
    pausedBecause: { refused: 3, causes: [{ code: 'not_assigned', usernames }] },
  })
  const [mail, ...older] = await mailsTo(door, manager.username)
  expect(older).toHaveLength(mailsBefore)
  for (const username of usernames) expect(mail?.textBody).toContain(username)

  // What they had is over once it goes on.
  await third.api('POST', '/session', { username: third.username, password: 'Front-Door-1' })
  expect(await isSignedIn(third)).toBe(true)
  await manager.api('POST', `${path()}/resume`)
  expect(await isSignedIn(third)).toBe(false)
  await pauseTroubledWaves(door.db, log, door.now())
  expect(await mayUsePassword(third.username)).toBe('microsoft_required')
})

test.each<[string, boolean, (userIds: string[]) => Promise<unknown>]>([
  ['nothing', true, async () => undefined],
  [
    'their names',
    true,
    (ids) => Promise.all(ids.map((id) => manager.api('PATCH', `/users/${id}`, { firstName: 'Renamed' }))),
  ],
  [
    'another setting',
    true,
    () => manager.api('PATCH', `/locations/${chainId}/advanced`, { sharedDeviceIdleMinutes: 7 }),
  ],
  [
    'their addresses',
    false,
    (ids) =>
      Promise.all(
        ids.map((id, n) =>
          manager.api('PATCH', `/users/${id}`, { email: `right.${n}.${customers}@north.example` }),
        ),
      ),
  ],
  [
    'the address of one of them',
    false,
    ([id]) => manager.api('PATCH', `/users/${id}`, { email: `right.${customers}@north.example` }),
  ],
  [
    'the case of their addresses',
    true,
    (ids) =>
      Promise.all(
        ids.map(async (id) => {
          const { email } = (await manager.api('GET', `/users/${id}`)).body
          return manager.api('PATCH', `/users/${id}`, { email: email.toUpperCase() })
        }),
      ),
  ],
  [
    'who is excepted',
    false,
    (ids) =>
      Promise.all(
        ids.map((id) =>
          manager.api('PUT', `/locations/${chainId}/advanced/exceptions/${id}`, {
            reason: 'New',
            endsOn: inDays(9),
          }),
        ),
      ),
  ],
  [
    'their roles',
    false,
    (ids) =>
      Promise.all(
        ids.map((id) =>
          manager.api('PATCH', `/users/${id}`, {
            memberships: [{ locationId: store, role: 'location_manager' }],
          }),
        ),
      ),
  ],
  [
    'the tenant ID',
    false,
    () =>
      manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: southTenantId, confirm: true }),
  ],
])(
  'refusals count against a wave until a manager changes what caused them: %s (R36)',
  async (_, isPaused, change) => {
    expect(await isPausedAlthough([store, north, store], change)).toBe(isPaused)
  },
)

test.each([
  ['that chain’s', false],
  ['the chain’s above', true],
])(
  'refusals in a chain with a tenant ID of its own count until it is changed: %s (R5, R36)',
  async (_, isPaused) => {
    const brand = await below(chainId, 'chain', 'Brand')
    await setTenant(door, brand, northTenantId)
    const path = `/locations/${isPaused ? chainId : brand}/advanced`
    const change = () => manager.api('PATCH', path, { azureTenantId: southTenantId, confirm: true })
    expect(await isPausedAlthough([brand, brand, brand], change, brand)).toBe(isPaused)
  },
)

/** Three people are refused, and then something is changed for some of them, before TMAS looks at the wave. */
async function isPausedAlthough(
  places: string[],
  change: (userIds: string[]) => Promise<unknown>,
  branch = north,
): Promise<boolean> {
  const stuck: Awaited<ReturnType<typeof signedInWith>>[] = []
  for (const place of places) stuck.push(await signedInWith(door, 'viewer', place))
  const { waves } = (await plan([wave([branch], 1)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  noOneIsAssigned()
  for (const { username } of stuck) await isStopped(username)
  door.emulator.control.reset()
  await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
  door.passTime(1000)
  const answers = [await change(stuck.map(({ id }) => id))].flat()
  for (const answer of answers) if (answer) expect(answer).toMatchObject({ status: 200 })
  door.passTime(1000)
  await pauseTroubledWaves(door.db, log, door.now())
  return (await manager.api('GET', path())).body.state === 'paused'
}

test('a stranger who starts sign-ins with their addresses pauses nothing (R34, R36)', async () => {
  const people: string[] = []
  for (let n = 0; n < 3; n += 1) people.push((await signedInWith(door, 'viewer', store)).username)
  const { waves } = (await plan([wave([north], 1)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  noOneIsAssigned()
  const stranger = { 'user-agent': 'Stranger/1.0' }
  const browser = visitor(door)
  for (const username of people) {
    expect(await mayUsePassword(username)).toBe('microsoft_required')
    for (const password of ['Not-Theirs-1', 'Not-Theirs-2']) {
      await browser.post('/sign-in', { username, password, return_to: '/' }, stranger)
      await isSentBack(browser, stranger)
    }
  }
  await placeHints(door.db, door.now())
  door.emulator.control.reset()
  door.passTime(10 * 60 * 1000)
  await pauseTroubledWaves(door.db, log, door.now())
  for (const username of people) expect(await mayUsePassword(username)).toBe('microsoft_required')
})

type AtHome = {
  /** What they type; otherwise their own address. */
  types?: (name: string) => string
  /** Of the request that begins the sign-in. */
  headers?: Record<string, string>
  /** Someone else has signed in there, too. */
  isShared?: true
  /** A colleague types their right password there first. */
  afterColleague?: true
}
const colleague = 'colleague@north.example'

test.each<[string, boolean, AtHome]>([
  ['their own', true, {}],
  ['their own, with an address that no user has', true, { types: (name) => `x${name}` }],
  ['their own, with an address that another customer has, too', true, { types: (name) => name }],
  ['their own, with a colleague’s address', false, { types: () => colleague }],
  ['their own, after a colleague’s right password', true, { afterColleague: true }],
  [
    'their own, with an address that no user has, after a colleague’s right password',
    false,
    { afterColleague: true, types: (name) => `x${name}` },
  ],
  ['their own, led there by another page', false, { headers: { referer: 'https://elsewhere.example/' } }],
  ['a shared one', false, { isShared: true }],
])(
  'without a password, a browser says who was refused if no one else has signed in there: %s (R34, R36)',
  async (where, isCounted, { types = (name) => name, headers = {}, isShared, afterColleague }) => {
    const names = Array.from({ length: 19 }, (_, n) => `n${n}.${customers}@north.example`)
    for (const name of names) await userIn(door, store, name)
    const { username } = await signedInWith(door, 'viewer', store)
    await userIn(door, store, colleague)
    if (where.includes('another customer')) {
      const other = await customerWithTenant(door, `Others ${customers}`, southTenantId)
      for (const name of names) await userIn(door, other.chainId, name)
    }
    const browsers = names.slice(0, 3).map(() => visitor(door))
    const sharers = isShared ? browsers : []
    const { waves } = (await plan([wave([north], 1)])).body
    door.passTime(untilStartOf(waves[0].startsOn))
    await beginDueWaves(door.db, log, door.now())
    for (const [n, name] of names.entries())
      await signInWithMicrosoftAs(name, browsers[n] ?? sharers[n - browsers.length])
    door.passTime(60 * 60 * 1000)
    noOneIsAssigned()
    for (const [n, browser] of browsers.entries()) {
      if (afterColleague)
        await browser.post('/sign-in', { username, password: 'Front-Door-1', return_to: '/' })
      await isSentBack(browser, headers, names[n], types(names[n] ?? ''))
    }
    door.emulator.control.reset()
    await placeHints(door.db, door.now())
    await pauseTroubledWaves(door.db, log, door.now())
    await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
    expect((await manager.api('GET', path())).body.state === 'paused').toBe(isCounted)
  },
)

test.each([
  ['their own tenant', true],
  ['another', false],
])(
  'in a person’s own browser, an account of %s that no user has any more counts if the tenant is theirs (R34, R36)',
  async (where, isCounted) => {
    const [tenantId, elsewhere] = [randomUUIDv7(), randomUUIDv7()]
    const ids = [tenantId, elsewhere]
    for (const id of ids)
      door.emulator.directory.tenants.push({ id, name: id, domains: [`${id}.example`], region: 'EU' })
    await setTenant(door, chainId, tenantId)
    const names = Array.from({ length: 12 }, (_, n) => `gone${n}@${tenantId}.example`)
    const userIds: string[] = []
    for (const name of names) userIds.push((await userIn(door, store, name)).id)
    const { waves } = (await plan([wave([north], 1)])).body
    door.passTime(untilStartOf(waves[0].startsOn))
    await beginDueWaves(door.db, log, door.now())
    const browsers = names.map(() => visitor(door))
    for (const [n, name] of names.entries()) await signInWithMicrosoftAs(name, browsers[n], tenantId)
    await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
    for (const userId of userIds.slice(0, 3)) {
      await manager.api('DELETE', `/users/${userId}/microsoft-link`)
      await manager.api('PATCH', `/users/${userId}`, { email: `wrong-${userId}@${tenantId}.example` })
    }
    door.passTime(60 * 60 * 1000)
    for (const [n, browser] of browsers.slice(0, 3).entries()) {
      if (where === 'another')
        await signInWithMicrosoftAs(`guest${n}@${elsewhere}.example`, browser, elsewhere)
      else await signInWithMicrosoft(door, browser, names[n] ?? '')
    }
    await pauseTroubledWaves(door.db, log, door.now())
    await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
    const { state, pausedBecause } = (await manager.api('GET', path())).body
    expect(state === 'paused').toBe(isCounted)
    if (isCounted) expect(pausedBecause.causes).toMatchObject([{ code: 'unknown_user' }])
  },
)

test.each([
  ['without a word', null],
  ['and says what it said', 'Need admin approval'],
])(
  'in a browser of their own, who left Microsoft’s page %s is counted for what they say (R17, R36)',
  async (_, text) => {
    const names = Array.from({ length: 19 }, (_, n) => `left${n}.${customers}@north.example`)
    for (const name of names) await userIn(door, store, name)
    const browsers = names.slice(0, 3).map(() => visitor(door))
    const { waves } = (await plan([wave([north], 1)])).body
    door.passTime(untilStartOf(waves[0].startsOn))
    await beginDueWaves(door.db, log, door.now())
    for (const [n, name] of names.entries()) await signInWithMicrosoftAs(name, browsers[n])
    door.passTime(60 * 60 * 1000)
    for (const [n, browser] of browsers.entries()) {
      const referer = 'http://localhost:3000/sign-in'
      const start = `/sign-in/microsoft?${new URLSearchParams({ login_hint: names[n] ?? '' })}`
      await browser.get(start, { referer })
      if (text === null) continue
      const page = await (await browser.get('/sign-in')).text()
      const reference = /name="reference" value="([0-9A-Z]+)"/.exec(page)?.[1] ?? ''
      await browser.post('/sign-in/returned', { reference, return_to: '/', text })
    }
    door.passTime(60 * 60 * 1000)
    await closeUnreturned(door.db, door.now())
    await placeHints(door.db, door.now())
    await pauseTroubledWaves(door.db, log, door.now())
    await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
    const { state, pausedBecause } = (await manager.api('GET', path())).body
    expect(state === 'paused').toBe(text !== null)
    if (text !== null) expect(pausedBecause.causes).toMatchObject([{ code: 'admin_consent_required' }])
  },
)

test('whom managers help one by one are counted, so that the eighth who is refused pauses the wave (R36)', async () => {
  const out = Array.from({ length: 8 }, (_, n) => `out${n}.${customers}@north.example`)
  const others = Array.from({ length: 12 }, (_, n) => `in${n}.${customers}@north.example`)
  const people: { id: string; username: string }[] = []
  for (const name of out) {
    await signInWithMicrosoftAs(name)
    people.push(await signedInWith(door, 'viewer', store))
  }
  for (const name of others) await userIn(door, store, name)
  const { waves } = (await plan([wave([north], 1)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  for (const name of others) await signInWithMicrosoftAs(name)
  const isPaused = async () => {
    await placeHints(door.db, door.now())
    await pauseTroubledWaves(door.db, log, door.now())
    await manager.api('POST', '/session', { username: manager.username, password: 'Front-Door-1' })
    return (await manager.api('GET', path())).body.state === 'paused'
  }
  for (const [n, { id, username }] of people.entries()) {
    const browser = visitor(door)
    noOneIsAssigned()
    await browser.post('/sign-in', { username, password: 'Front-Door-1', return_to: '/' })
    await isSentBack(browser, {}, out[n])
    door.emulator.control.reset()
    expect(await isPaused(), out[n]).toBe(n === 7)
    door.passTime(60 * 1000)
    await manager.api('PATCH', `/users/${id}`, { email: out[n] })
    await signInWithMicrosoft(door, browser, out[n] ?? '')
  }
})

test('one person’s password, which may be stolen, and a refusal in the same browser pause no wave (R13, R36)', async () => {
  const person = await signedInWith(door, 'viewer', store)
  const { waves } = (await plan([wave([north], 1)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  noOneIsAssigned()
  for (let tries = 0; tries < 4; tries += 1) await isStopped(person.username)
  door.emulator.control.reset()
  door.passTime(10 * 60 * 1000)
  await pauseTroubledWaves(door.db, log, door.now())
  expect(await mayUsePassword(person.username)).toBe('microsoft_required')
})

test('an outage that TMAS meets itself pauses a wave for one person; one that a browser tells of does not (R13, R34, R36)', async () => {
  const person = await signedInWith(door, 'viewer', store)
  const { waves } = (await plan([wave([north], 1)])).body
  door.passTime(untilStartOf(waves[0].startsOn))
  await beginDueWaves(door.db, log, door.now())
  const isPausedAfter = async (disturb: () => void) => {
    disturb()
    await isStopped(person.username)
    door.passTime(3 * 60 * 1000)
    await isStopped(person.username)
    door.emulator.control.reset()
    await pauseTroubledWaves(door.db, log, door.now())
    return (await mayUsePassword(person.username)) === true
  }
  const { control } = door.emulator
  for (const error of ['temporarily_unavailable', 'server_error', 'invalid_client', 'invalid_resource'])
    expect(
      await isPausedAfter(() => {
        control.tamper.callback = (parameters) => [
          ...parameters.filter(([name]) => name === 'state'),
          ['error', error],
        ]
      }),
      error,
    ).toBe(false)
  expect(
    await isPausedAfter(() => {
      control.faults.token = { outage: true }
    }),
  ).toBe(true)
})

test('before the day everyone is told once, in their language, by what they have to do; managers are told who cannot match (R24, R36)', async () => {
  await userIn(door, store, `linked.${customers}@north.example`)
  await signInWithMicrosoftAs(`linked.${customers}@north.example`)
  await userIn(door, store, `new.${customers}@north.example`, { language: 'fr' })
  const odd = await userIn(door, store, `odd.${customers}@gmail.example`)
  const { waves } = (await plan([wave([north], 5)])).body
  const told = async (address: string) =>
    (await mailsTo(door, address)).filter(({ subject }) => /Microsoft$/.test(subject))
  const all = async () =>
    (await Promise.all(['linked', 'new'].map((name) => told(`${name}.${customers}@north.example`)))).map(
      ({ length }) => length,
    )

  door.passTime(untilStartOf(waves[0].startsOn) - 3 * day - 1000)
  await tellComingWaves(door.db, log, 'http://localhost:3000', door.now())
  expect(await all()).toEqual([0, 0])
  door.passTime(1000)
  await tellComingWaves(door.db, log, 'http://localhost:3000', door.now())
  await tellComingWaves(door.db, log, 'http://localhost:3000', door.now())
  expect(await all()).toEqual([1, 1])
  const text = async (address: string) => (await told(address))[0]?.textBody ?? ''
  expect(await text(`linked.${customers}@north.example`)).toContain('nothing to prepare')
  expect(await text(`new.${customers}@north.example`)).toContain('Connectez-vous une fois avec Microsoft')
  expect(await text(`new.${customers}@north.example`)).toContain('http://localhost:3000/sign-in?chain=')
  expect(await text(`odd.${customers}@gmail.example`)).toContain('Your TMAS manager')
  const [toManager] = await mailsTo(door, manager.username)
  expect(toManager?.textBody).toContain(odd.username)
})

test('a mailbox that has had its mails for the day is told later, and the people of another customer in the same round (R35, R36)', async () => {
  const shared = `shared.${customers}@north.example`
  // One mailbox for more people than it gets mails in a day.
  for (let number = 0; number < 12; number += 1)
    await userIn(door, store, shared.replace('@', `+${number}@`), { username: `s.${number}.${customers}` })
  const other = await customerWithTenant(door, `Others ${customers}`, northTenantId)
  const boss = await signedInWith(door, 'chain_and_user_manager', other.chainId)
  await userIn(door, other.chainId, `elsewhere.${customers}@north.example`)
  const { waves } = (await plan([wave([north], 5)])).body
  await boss.api('PUT', `/locations/${other.chainId}/advanced/roll-out`, {
    waves: [wave([other.chainId], 5)],
  })

  door.passTime(untilStartOf(waves[0].startsOn) - 3 * day)
  await sql`
    insert into mail_caused (id, customer_id, recipient, caused_at, due_at, to_stranger, is_notice)
    select gen_random_uuid(), ${chainId}::uuid, ${shared}, ${door.now()}::timestamptz, ${door.now()}::timestamptz, true, false
    from generate_series(1, 5)`.execute(door.db)
  await tellComingWaves(door.db, log, 'http://localhost:3000', door.now())
  const { rows } = await sql<{ later: number }>`
    select round(extract(epoch from next_attempt_at - ${door.now()}::timestamptz) / 86400)::int as later
    from mail where customer_id = ${chainId} and recipient like 'shared%' order by 1`.execute(door.db)
  expect(rows.map(({ later }) => later)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
  expect(await mailsTo(door, `elsewhere.${customers}@north.example`)).toHaveLength(1)
})

test('many people are told in parts, each of them once (R36)', async () => {
  await sql`
    with people as (
      insert into user_account (id, customer_id, username, email, created_at)
      select gen_random_uuid(), ${chainId}::uuid, 'many.' || n || ${`.${customers}`}, 'many.' || n || '@many.example', ${door.now()}
      from generate_series(1, 450) as n returning id
    )
    insert into membership (user_id, customer_id, location_id, location_type, role)
    select id, ${chainId}::uuid, ${store}::uuid, 'store', 'viewer' from people`.execute(door.db)
  const { waves } = (await plan([wave([north], 5)])).body
  door.passTime(untilStartOf(waves[0].startsOn) - 3 * day)
  const [one, two] = [door.now(), door.now()].map((now) =>
    tellComingWaves(door.db, log, 'http://localhost:3000', now),
  )
  await Promise.all([one, two])
  const { rows } = await sql<{ mails: number; people: number }>`
    select count(*)::int as mails, count(distinct user_id)::int as people
    from mail where customer_id = ${chainId} and recipient like '%@many.example'`.execute(door.db)
  expect(rows).toEqual([{ mails: 450, people: 450 }])
})

test('until the day, the home page of those who have not signed in with Microsoft names it, and managers read nothing (R36)', async () => {
  const person = await signedInWith(door, 'viewer', store)
  const soon = async (who: typeof person) => {
    const { microsoftSoon, microsoftFrom } = (await who.api('GET', '/account')).body
    return { microsoftSoon, microsoftFrom }
  }
  expect(await soon(person)).toEqual({ microsoftSoon: false, microsoftFrom: null })
  await plan([wave([north], 5), wave([chainId], 9)])
  expect(await soon(person)).toEqual({ microsoftSoon: true, microsoftFrom: inDays(5) })
  expect(await soon(manager)).toEqual({ microsoftSoon: false, microsoftFrom: null })
})

async function signInWithMicrosoftAs(
  loginId: string,
  browser = visitor(door),
  tenantId = northTenantId,
): Promise<void> {
  door.emulator.directory.people.push({
    loginId,
    name: 'Someone',
    tenantId,
    oid: randomUUIDv7(),
  })
  await signInWithMicrosoft(door, browser, loginId)
}

const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris', 'America/New_York']
const drawnWave = fc.record({
  branches: fc.uniqueArray(fc.nat(50), { maxLength: 3 }),
  offset: fc.integer({ min: -2, max: 2 }),
  hasBegun: fc.boolean(),
  isPaused: fc.boolean(),
})
const drawn = fc.record({
  parents: fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }),
  waves: fc.uniqueArray(drawnWave, { maxLength: 4, selector: ({ offset }) => offset }),
  zone: fc.constantFrom(...zones),
  holds: fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 3 }),
  /** Milliseconds around the moments at which days start. */
  minutes: fc.array(fc.constantFrom(-1, 0, 1, 30_000), { minLength: 1, maxLength: 3 }),
})

test('for any tree, plan and clock: who is subject to a wave is what a naive reading of the plan says, for sign-ins and for sessions (R36)', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(drawn, async ({ parents, waves, zone, holds, minutes }) => {
      run += 1
      const top = (await customerWithTenant(door, `Any ${run}`, northTenantId)).chainId
      await sql`update advanced_settings set time_zone = ${zone} where location_id = ${top}`.execute(door.db)
      const places: { id: string; path: string[] }[] = [{ id: top, path: [top] }]
      for (const parent of parents) {
        const above = places[parent % places.length] ?? { id: top, path: [top] }
        const id = randomUUIDv7()
        await door.db.transaction().execute((trx) =>
          insertLocation(trx, {
            id,
            customerId: top,
            parentId: above.id,
            type: 'region',
            name: id,
            createdAt: door.now(),
          }),
        )
        places.push({ id, path: [id, ...above.path] })
      }
      const at = (index: number) => places[index % places.length] ?? { id: top, path: [top] }
      const base = door.now().getTime()
      const rows = waves.map(({ branches, offset, hasBegun, isPaused }) => ({
        id: randomUUIDv7(),
        locationIds: [...new Set(branches.map((index) => at(index).id))],
        startsOn: new Date(base + offset * day).toISOString().slice(0, 10),
        noticeDaysBefore: 1,
        begunAt: hasBegun ? new Date(base) : null,
        noticedAt: null,
        noticedUpTo: null,
        pausedAt: isPaused ? new Date(base) : null,
        pausedBecause: null,
      }))
      const chain = await findLocation(door.db, top)
      if (!chain) throw new Error('the chain was made')
      await door.db.transaction().execute((trx) => saveWaves(trx, chain, rows, door.now()))

      const { id: userId } = await userIn(door, top, `someone.${run}@any.example`)
      await door.db.deleteFrom('membership').where('userId', '=', userId).execute()
      const held = [...new Set(holds.map((index) => at(index)))]
      await door.db
        .insertInto('membership')
        .values(
          held.map(({ id }) => ({
            userId,
            customerId: top,
            locationId: id,
            locationType: id === top ? 'chain' : 'region',
            role: 'viewer',
          })),
        )
        .execute()

      // The model: the date on the wall there, compared as a text.
      const onTheWall = (now: Date) =>
        new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
      const isHalted = rows.some(({ pausedAt }) => pausedAt !== null)
      const isSubject = (now: Date) =>
        rows.some(
          ({ locationIds, startsOn, begunAt, pausedAt }) =>
            pausedAt === null &&
            (begunAt !== null || (!isHalted && onTheWall(now) >= startsOn)) &&
            held.some((place) => place.path.some((id) => locationIds.includes(id))),
        )

      const starts = [base, ...rows.map(({ startsOn }) => startOf({ startsOn, timeZone: zone }).getTime())]
      const clocks = starts.flatMap((start) => minutes.map((ms) => new Date(start + ms)))
      for (const now of clocks) {
        const [standing] = await listStandings(door.db, [userId], now)
        expect(standing?.memberships.some((one) => one.mandatoryAuthentication)).toBe(isSubject(now))
        const session = await openSession(userId, new Date(now.getTime() - 60_000))
        expect(session === undefined).toBe(isSubject(new Date(now.getTime() - 60_000)))
        if (session) expect((await findSession(door.db, session, now)) === undefined).toBe(isSubject(now))
      }
    }),
    { numRuns: 20, endOnFailure: true },
  )
}, 120_000)

/** Opens one with a password at a moment. */
async function openSession(userId: string, now: Date): Promise<string | undefined> {
  const client = { ip: '192.0.2.1', userAgent: 'property' }
  return door.db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    const [standing] = await listStandings(trx, [userId], now)
    if (!standing) throw new Error('the user was made')
    const attempt = { id: randomUUIDv7(), reference: newReference(), door: 'password' as const }
    await insertAttempt(trx, { ...attempt, startedAt: now, returnTo: '/', ...client })
    const started = await startSession(
      trx,
      standing,
      { door: 'password' },
      { attemptId: attempt.id, client, now, sharedDevice: undefined },
    )
    return 'secret' in started ? started.secret : undefined
  })
}
