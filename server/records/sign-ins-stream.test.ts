import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { addLocation } from '#server/locations/locations.ts'
import { poolFigures } from '#server/platform/database.ts'
import { openLog } from '#server/platform/log.ts'
import { newReference } from '#server/platform/secret.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { changeUser } from '#server/users/change-users.ts'
import { northTenantId, tmasClientId } from '../../emulator/sample.ts'
import { type AttemptFeed, openAttemptFeed } from './attempt-feed.ts'

let door: FrontDoor
let chainId: string
const feeds: AttemptFeed[] = []
/** Two instances of TMAS on one database, each with its own feed. */
let first: FrontDoor
let second: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor()
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
  first = instance()
  second = instance()
})
afterAll(async () => {
  for (const feed of feeds) feed.close()
  await door.close()
})

test('a manager sees an attempt of another instance begin and end, in order (R19)', async () => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser)
  await visitor(second).get(`/sign-in/microsoft?chain=${chainId}`)
  const begun = await newestAttempt(door)
  await stream.next({ reference: begun.reference, outcome: 'pending' })
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const ended = await newestAttempt(door)
  await stream.next({ reference: ended.reference, outcome: 'refused', code: 'unknown_user' })
  await stream.leave()
})

test('a stream that broke off goes on where it was, and knows what is no place of ours', async () => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser)
  await signInWithMicrosoft(first, visitor(first), 'ines.typo@north.example')
  await stream.next({ reference: (await newestAttempt(door)).reference })
  const after = stream.lastId()
  await stream.leave()
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const missed = await newestAttempt(door)

  const ways: [string, Record<string, string>][] = [
    ['', { 'last-event-id': after }],
    [`?after=${after}`, {}],
  ]
  for (const [query, headers] of ways) {
    const resumed = await open(manager.browser, query, headers)
    await resumed.next({ reference: missed.reference, outcome: 'refused' })
    await resumed.leave()
  }
  expect((await manager.browser.get('/api/v1/sign-ins/stream?after=x')).status).toBe(400)
})

test('what is filtered away is not told', async () => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser, '?code=consent_declined')
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  await signInWithMicrosoft(second, visitor(second), 'cleo.declines@north.example', {
    start: `/sign-in/microsoft?chain=${chainId}`,
    answer: 'decline',
  })
  expect(await stream.next({})).toMatchObject({ code: 'consent_declined' })
  await stream.leave()
})

test('it ends when its manager is demoted, and tells nothing after that (R22)', async () => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser)
  await changeUser(
    door.db,
    {
      actor: { kind: 'operator' },
      customerId: chainId,
      memberships: [{ locationId: chainId, role: 'chain_and_user_manager' }],
    },
    manager.id,
    { memberships: [{ locationId: chainId, role: 'viewer' }] },
    door.now(),
  )
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const { reference } = await newestAttempt(door)
  expect(await stream.rest()).not.toContain(reference)
  expect((await manager.browser.get('/api/v1/sign-ins/stream')).status).toBe(403)
})

test.each([
  ['signs out', (browser: Visitor) => browser.post('/sign-out', {})],
  [
    'does nothing for an hour: watching is no use of a session (R28)',
    async () => door.passTime(60 * 60 * 1000 + 1),
  ],
])('it ends when its manager %s', async (_, act) => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser)
  await act(manager.browser)
  await stream.rest()
})

test('a page that opens its stream again by itself keeps no session alive that nobody uses (R28)', async () => {
  const manager = await managerOn(first)
  door.passTime(59 * 60 * 1000)
  const stream = await open(manager.browser)
  await stream.leave()
  door.passTime(60 * 1000 + 1)
  expect(await manager.browser.session()).toBeUndefined()
})

test('it ends when the time of the API key that watches is over (R28)', async () => {
  const manager = await managerOn(first)
  const made = await callApi(manager.browser, 'POST', '/api-keys', {
    name: 'Watcher',
    role: 'chain_manager',
    locationId: chainId,
    expiresAt: new Date(door.now().getTime() + 10 * 60 * 1000).toISOString(),
  })
  const { key } = await made.json()
  const stream = await open(visitor(first), '', { authorization: `Bearer ${key}` })
  door.passTime(10 * 60 * 1000 + 1)
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const { reference } = await newestAttempt(door)
  expect(await stream.rest()).not.toContain(reference)
})

test('what happens is read once for everyone who may read the same, however many watch (R19)', async () => {
  const watched = { ...door, ...door.anotherInstance() }
  const given = () => poolFigures(watched.db).shares?.background.given ?? 0
  const streams: Awaited<ReturnType<typeof open>>[] = []
  for (let count = 0; count < 10; count += 1) {
    const { browser } = await managerOn(watched)
    for (let window = 0; window < 4; window += 1) streams.push(await open(browser))
  }
  const happens = async () => {
    await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
    const { reference } = await newestAttempt(door)
    await Promise.all(streams.map((stream) => stream.next({ reference, outcome: 'refused' })))
  }
  await happens()
  const before = given()
  await happens()
  // Who may still watch, and what they see: a few statements, and not one for each.
  expect(given() - before).toBeLessThan(streams.length)
  await Promise.all(streams.map((stream) => stream.leave()))
})

test('managers who watch together each read it in their own language (R19)', async () => {
  const readers = await Promise.all(
    ['en', 'fr'].map(async (language) => {
      const { browser } = await managerOn(first)
      const headers = { 'accept-language': language }
      return { stream: await open(browser, '', headers), ask: (path: string) => browser.get(path, headers) }
    }),
  )
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const { reference } = await newestAttempt(door)
  const causes = await Promise.all(
    readers.map(async ({ stream, ask }) => {
      const { cause } = await stream.next({ reference, outcome: 'refused' })
      // As they read it when they ask for it alone.
      const alone = await (await ask(`/api/v1/sign-ins/${reference}`)).json()
      expect(cause).toBe(alone.cause)
      return cause
    }),
  )
  expect(causes[0]).not.toBe(causes[1])
  await Promise.all(readers.map(({ stream }) => stream.leave()))
})

test('people of different branches watch together, and each sees only their own (R22)', async () => {
  const place = { parentId: chainId, type: 'chain', name: 'Apart' } as const
  const partId = await addLocation(door.db, { kind: 'operator' }, place, door.now())
  const [whole, apart] = [await managerOn(first), await signedInWith(first, 'user_manager', partId)]
  const [all, part] = [await open(whole.browser), await open(apart.browser)]
  await userIn(door, chainId, 'ada.linked@north.example')
  await signInWithMicrosoft(second, visitor(second), 'ada.linked@north.example')
  const elsewhere = await newestAttempt(door)
  await userIn(door, partId, 'bea.first@north.example')
  await signInWithMicrosoft(second, visitor(second), 'bea.first@north.example')
  const theirs = await newestAttempt(door)
  await Promise.all([all, part].map((stream) => stream.next({ reference: theirs.reference })))
  expect(all.seen()).toContain(elsewhere.reference)
  expect(part.seen()).not.toContain(elsewhere.reference)
  await Promise.all([all.leave(), part.leave()])
})

test('one customer, with however many people and keys, leaves the others room to watch', () => {
  const feed = openAttemptFeed(door.db, openLog('silent'))
  feeds.push(feed)
  const watching = { onAttempts() {}, onClose() {} }
  const watch = (customerId: string) => feed.watch(customerId, crypto.randomUUID(), { ...watching })
  expect(() => {
    for (let count = 0; count < 1000; count += 1) watch(chainId)
  }).toThrow(expect.objectContaining({ code: 'throttled' }))
  expect(() => watch(crypto.randomUUID())).not.toThrow()
})

test('it is for nobody’s eyes but the customer’s', async () => {
  const south = await customerWithTenant(door, 'South', null)
  const { browser } = await signedInWith(first, 'chain_and_user_manager', south.chainId)
  const stream = await open(browser)
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const { id: userId } = await signedInWith(second, 'viewer', south.chainId)
  await stream.next({ userId, outcome: 'succeeded' })
  expect(stream.seen()).not.toContain('ines.typo')
  await stream.leave()
})

test('two customers watch at the same time, and what one floods keeps the other’s list from nothing (R22)', async () => {
  const watched = { ...door, ...door.anotherInstance() }
  const south = await customerWithTenant(door, 'East', null)
  const { browser } = await signedInWith(watched, 'chain_and_user_manager', south.chainId)
  const theirs = await open(browser)
  const ours: Awaited<ReturnType<typeof open>>[] = []
  for (let count = 0; count < 8; count += 1) ours.push(await open((await managerOn(watched)).browser))
  const flood = Array.from({ length: 12 }, () =>
    signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example'),
  )
  const { id: userId } = await signedInWith(second, 'viewer', south.chainId)
  await theirs.next({ userId, outcome: 'succeeded' })
  await Promise.all(flood)
  await signInWithMicrosoft(second, visitor(second), 'ines.typo@north.example')
  const { reference } = await newestAttempt(door)
  await Promise.all(ours.map((stream) => stream.next({ reference })))
  expect(theirs.seen()).not.toContain('ines.typo')
  for (const stream of ours) expect(stream.seen()).not.toContain(userId)
  await Promise.all([theirs, ...ours].map((stream) => stream.leave()))
})

test('one person watches in few windows; who leaves makes room, and nothing is held for them any more', async () => {
  const manager = await managerOn(first)
  const streams = []
  for (let window = 0; window < 4; window += 1) streams.push(await open(manager.browser))
  const refused = await manager.browser.get('/api/v1/sign-ins/stream')
  expect([refused.status, (await refused.json()).code]).toEqual([429, 'throttled'])
  for (const stream of streams) await stream.leave()
  expect(feeds[0]?.count()).toBe(0)
  await (await open(manager.browser)).leave()
})

test('a reader who does not read is told to look at the list, once there is more than can wait', async () => {
  const manager = await managerOn(first)
  const stream = await open(manager.browser)
  await door.db
    .insertInto('signInAttempt')
    .values(
      Array.from({ length: 1200 }, () => ({
        id: crypto.randomUUID(),
        reference: newReference(),
        door: 'password',
        outcome: 'refused',
        code: 'wrong_password',
        startedAt: door.now(),
        endedAt: door.now(),
        ip: '192.0.2.7',
        network: '192.0.2.7',
      })),
    )
    .execute()
  const all = await door.db.selectFrom('signInAttempt').select('id').where('ip', '=', '192.0.2.7').execute()
  await door.db
    .insertInto('signInAttemptCustomer')
    .values(all.map(({ id }) => ({ customerId: chainId, attemptId: id, code: 'wrong_password' })))
    .execute()
  expect(await stream.nextEvent()).toBe('reset')
  await stream.leave()
})

test('the end of an instance ends its streams', async () => {
  const manager = await managerOn(second)
  const stream = await open(manager.browser)
  feeds[1]?.close()
  await stream.rest()
  expect((await manager.browser.get('/api/v1/sign-ins/stream')).status).toBe(429)
})

/** TMAS once more on the same database and the same Microsoft. */
function instance(): FrontDoor {
  const { db, entra, emulator, now, sealer } = door
  const feed = openAttemptFeed(db, openLog('silent'), { pause: 100 })
  feeds.push(feed)
  const redirectUri = `${tmasUrl}/sign-in/microsoft/callback`
  const config = {
    url: tmasUrl,
    secure: false,
    entra: { authority: emulator.url, clientId: tmasClientId, credentials: [], redirectUri },
    trustedProxies: [],
  }
  const log = openLog('silent')
  const app = createApp({
    config,
    db,
    entra,
    sealer,
    log,
    now,
    readiness: async () => undefined,
    feed,
    streamHeartbeatMs: 200,
  })
  return { ...door, app }
}

function managerOn(app: FrontDoor) {
  return signedInWith(app, 'chain_and_user_manager', chainId)
}

/** A stream as a page reads it. */
async function open(browser: Visitor, query = '', headers: Record<string, string> = {}) {
  const response = await browser.get(`/api/v1/sign-ins/stream${query}`, headers)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no stream')
  const decoder = new TextDecoder()
  let text = ''
  let everything = ''
  let id = ''
  async function nextBlock(): Promise<{ event: string | undefined; data: string | undefined }> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s) as [string, string]),
        )
        text = text.slice(end + 2)
        if (fields.id) id = fields.id
        if (fields.event) return { event: fields.event, data: fields.data }
        continue
      }
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) throw new Error('the stream ended')
      const piece = decoder.decode(value, { stream: true })
      text += piece
      everything += piece
    }
  }
  return {
    /** The next word on an attempt of which all this holds. */
    async next(wanted: Record<string, string>) {
      for (;;) {
        const { event, data } = await nextBlock()
        const signIn = JSON.parse(data ?? '{}')
        const fits = Object.entries(wanted).every(([name, value]) => signIn[name] === value)
        if (event === 'attempt' && fits) return signIn
      }
    },
    seen: () => everything,
    async nextEvent() {
      for (;;) {
        const { event } = await nextBlock()
        if (event === 'reset') return event
      }
    },
    lastId: () => id,
    leave: () => reader.cancel(),
    /** All that still comes, until it ends by itself. */
    async rest() {
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return text
        text += decoder.decode(value, { stream: true })
      }
    },
  }
}
