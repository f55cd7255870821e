import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { openLog } from '#server/platform/log.ts'
import { hashSecret } from '#server/platform/secret.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { endSessionsBehindClosedDoors } from './sessions.ts'

const password = 'Right-horse-7!'
const minute = 60_000
let door: FrontDoor
let chainId: string
let userId: string
const sam = 'sam.slow@north.example'
beforeAll(async () => {
  door = await openFrontDoor()
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
  const passwordHash = await leastHash(password)
  userId = (await userIn(door, chainId, sam, { username: 'sam', passwordHash })).id
})
afterAll(() => door.close())
afterEach(async () => {
  await door.db.deleteFrom('session').execute()
  await door.db.deleteFrom('passwordTries').execute()
})

async function byPassword(browser: Visitor = visitor(door)): Promise<Visitor> {
  await browser.post('/sign-in', { username: 'sam', password })
  expect(await browser.session()).toMatchObject({ user: { id: userId }, signedInWith: 'password' })
  return browser
}

describe('the end of a session (R28)', () => {
  test('an hour without use ends it; use keeps it, by our clock, whether or not anything has swept up (SESS-06, FD-14)', async () => {
    const browser = await byPassword()
    door.passTime(59 * minute)
    expect(await browser.session()).toBeDefined()
    door.passTime(59 * minute)
    expect(await browser.session()).toBeDefined()
    door.passTime(60 * minute + 1000)
    expect(await browser.session()).toBeUndefined()
  })

  test('12 hours end it in any case (SESS-06)', async () => {
    const browser = await byPassword()
    for (let i = 0; i < 23; i += 1) {
      door.passTime(30 * minute)
      expect(await browser.session()).toBeDefined()
    }
    door.passTime(31 * minute)
    expect(await browser.session()).toBeUndefined()
  })

  test('what it says of its own end is the nearer of the two', async () => {
    const browser = await byPassword()
    const ends = async () =>
      Date.parse(((await (await browser.get('/api/v1/session')).json()) as { expiresAt: string }).expiresAt)
    expect(Math.round(((await ends()) - door.now().getTime()) / minute)).toBe(60)
    for (let i = 0; i < 23; i += 1) {
      door.passTime(30 * minute)
      await browser.get('/api/v1/session')
    }
    expect(Math.round(((await ends()) - door.now().getTime()) / minute)).toBe(30)
  })

  test('a user who is disabled is out with the next request, on every instance (SESS-08)', async () => {
    const browser = await byPassword()
    const elsewhere = visitor({ app: anotherInstance() })
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value)
    expect(await elsewhere.session()).toBeDefined()
    await door.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', userId).execute()
    expect(await browser.session()).toBeUndefined()
    expect(await elsewhere.session()).toBeUndefined()
    expect((await browser.get('/')).headers.get('location')).toBe('/sign-in?return_to=%2F')
    await door.db.updateTable('userAccount').set({ enabled: true }).where('id', '=', userId).execute()
  })

  test.each([
    ['the page', (browser: Visitor) => browser.post('/sign-out', {})],
    ['the API', (browser: Visitor) => deleteSession(browser)],
  ])(
    'after signing out by %s the cookie opens nothing any more, and its row is gone (SESS-05)',
    async (_, signOut) => {
      const browser = await byPassword()
      const cookie = browser.cookies.get('tmas') ?? ''
      const answer = await signOut(browser)
      expect(answer.headers.getSetCookie().join()).toMatch(/^tmas=;.*max-age=0/i)
      expect(browser.cookies.has('tmas')).toBe(false)
      browser.cookies.set('tmas', cookie)
      expect(await browser.session()).toBeUndefined()
      expect((await browser.get('/')).status).toBe(303)
      expect(await sessions()).toEqual([])
      expect((await signOut(browser)).status).toBeLessThan(400)
      expect(await endsOnRecord()).toContainEqual(expect.objectContaining({ userId, reason: 'signed_out' }))
    },
  )

  test('signing out clears what the browser keeps of our pages (SESS-14, FB-05)', async () => {
    const browser = await byPassword()
    const page = await browser.get('/')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const out = await browser.post('/sign-out', {})
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
  })

  test('a changed setting ends the sessions behind the door it shuts, on record, and leaves the others (R13, R23)', async () => {
    const [pass, microsoft] = [await byPassword(), visitor(door)]
    await signInWithMicrosoft(door, microsoft, sam)
    await changeAdvancedSettings(
      door.db,
      { kind: 'operator' },
      chainId,
      { mandatoryAuthentication: true },
      door.now(),
    )
    expect(await pass.session()).toBeUndefined()
    expect(await microsoft.session()).toMatchObject({ signedInWith: 'microsoft' })
    expect(await endsOnRecord()).toContainEqual(expect.objectContaining({ userId, reason: 'door_closed' }))
    await changeAdvancedSettings(
      door.db,
      { kind: 'operator' },
      chainId,
      { mandatoryAuthentication: false },
      door.now(),
    )
  })

  test('whose session a closed password door has ended is told so on the sign-in page, nobody else is, and only while it is so (R13, R18)', async () => {
    const setMandatory = (mandatoryAuthentication: boolean) =>
      changeAdvancedSettings(door.db, { kind: 'operator' }, chainId, { mandatoryAuthentication }, door.now())
    const isTold = async (browser: Visitor) =>
      (await (await browser.get('/sign-in?session_ended')).text()).includes(
        messages.en.home.leftWithMicrosoft,
      )
    const [pass, signedOut] = [await byPassword(), await byPassword()]
    const oldCookies = new Map(signedOut.cookies)
    await signedOut.post('/sign-out', {})
    await setMandatory(true)
    expect(await isTold(pass)).toBe(true)
    expect(await isTold(visitor(door))).toBe(false)
    const sessionLongOver = visitor(door)
    for (const [name, value] of oldCookies) sessionLongOver.cookies.set(name, value)
    expect(await isTold(sessionLongOver)).toBe(false)

    await setMandatory(false)
    expect(await isTold(pass)).toBe(false)
    await setMandatory(true)
    await signInWithMicrosoft(door, pass, sam)
    await pass.post('/sign-out', {})
    expect(await isTold(pass)).toBe(false)
    await setMandatory(false)
  })

  test('mandatory authentication that is saved while a password is being checked still shuts that door (R13)', async () => {
    const tries = Promise.all(
      Array.from({ length: 8 }, () => visitor(door).post('/sign-in', { username: 'sam', password })),
    )
    await changeAdvancedSettings(
      door.db,
      { kind: 'operator' },
      chainId,
      { mandatoryAuthentication: true },
      door.now(),
    )
    await tries
    expect(await sessions()).toEqual([])
    await changeAdvancedSettings(
      door.db,
      { kind: 'operator' },
      chainId,
      { mandatoryAuthentication: false },
      door.now(),
    )
  })
})

test('a sign-in that begins while mandatory authentication is being saved waits for it, and is refused (R13)', async () => {
  const turnOn = async () => {
    let signIn: Promise<Response> | undefined
    await door.db.transaction().execute(async (trx) => {
      await lockCustomerPolicy(trx, chainId)
      await trx
        .updateTable('advancedSettings')
        .set({ mandatoryAuthentication: true })
        .where('locationId', '=', chainId)
        .execute()
      await endSessionsBehindClosedDoors(trx, chainId, { kind: 'operator' }, door.now())
      // All is done, and not yet saved.
      signIn = visitor(door).post('/sign-in', { username: 'sam', password })
      await waitingOrSettled(door.db, signIn)
    })
    return signIn
  }
  expect((await turnOn())?.headers.get('location')).toContain('refused=microsoft_required')
  expect(await sessions()).toEqual([])
  const off = { mandatoryAuthentication: false }
  await changeAdvancedSettings(door.db, { kind: 'operator' }, chainId, off, door.now())
})

describe('front-channel sign-out', () => {
  test('when the person signs out of Microsoft, what rests on it ends, and on record; others stay (R23)', async () => {
    const [one, other] = [visitor(door), await byPassword()]
    await signInWithMicrosoft(door, one, sam)
    const { entraSid } = await door.db
      .selectFrom('session')
      .select('entraSid')
      .where('door', '=', 'microsoft')
      .executeTakeFirstOrThrow()
    const frame = visitor(door)
    const answer = await frame.get(`/sign-out/front-channel?sid=${entraSid}&iss=x`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${door.emulator.url}`)
    expect(await one.session()).toBeUndefined()
    expect(await other.session()).toBeDefined()
    expect(await endsOnRecord()).toContainEqual(
      expect.objectContaining({ reason: 'signed_out_at_microsoft' }),
    )
  })

  test('who chose among customers is signed out by it too (R11)', async () => {
    const second = await customerWithTenant(door, 'Second', northTenantId)
    const inSecond = await userIn(door, second.chainId, sam, { username: 'sam-two' })
    await door.db.deleteFrom('microsoftLink').execute()
    const browser = visitor(door)
    const { location } = await signInWithMicrosoft(door, browser, sam)
    const attempt = new URL(location, tmasUrl).searchParams.get('attempt') ?? ''
    await browser.post('/sign-in/microsoft/choose', { attempt, customer: second.chainId })
    expect(await browser.session()).toMatchObject({ user: { id: inSecond.id } })
    const { entraSid } = await door.db.selectFrom('session').select('entraSid').executeTakeFirstOrThrow()
    await visitor(door).get(`/sign-out/front-channel?sid=${entraSid}`)
    expect(await browser.session()).toBeUndefined()
    await door.db.deleteFrom('microsoftLink').execute()
    await door.db
      .updateTable('userAccount')
      .set({ email: 'gone@gone.example' })
      .where('id', '=', inSecond.id)
      .execute()
  })

  test.each(['', 'null', '%00', 'x%00y', "' or 1=1", '%ED%A0%80', 'x'.repeat(300), '[]'])(
    'a made-up session (%j) ends nobody’s, and is answered like a real one',
    async (sid) => {
      const browser = visitor(door)
      await signInWithMicrosoft(door, browser, sam)
      const answer = await visitor(door).get(`/sign-out/front-channel?sid=${sid}`)
      expect(answer.status).toBe(200)
      expect(await browser.session()).toBeDefined()
    },
  )
})

describe('the cookie', () => {
  test('a planted one is not taken over: every sign-in makes a new secret (SESS-01)', async () => {
    const planted = 'P'.repeat(43)
    const browser = visitor(door)
    browser.cookies.set('tmas', planted)
    await byPassword(browser)
    expect(browser.cookies.get('tmas')).not.toBe(planted)
    const first = browser.cookies.get('tmas')
    await byPassword(browser)
    expect(browser.cookies.get('tmas')).not.toBe(first)
    expect(await sessions()).toHaveLength(1)
    expect(await endsOnRecord()).toContainEqual(expect.objectContaining({ userId, reason: 'replaced' }))
  })

  test('it is 256 random bits, and a copy of the table holds none of them (SESS-04)', async () => {
    const browser = await byPassword()
    const secret = browser.cookies.get('tmas') ?? ''
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    const [row] = await sessions()
    expect(row?.secretHash.equals(hashSecret(secret))).toBe(true)
    const stolen = visitor(door)
    for (const text of [
      row?.id,
      row?.secretHash.toString('base64url'),
      row?.secretHash.toString('hex'),
      row?.attemptId,
    ]) {
      stolen.cookies.set('tmas', text ?? '')
      expect(await stolen.session()).toBeUndefined()
    }
  })

  test('the session is taken from the cookie and from nowhere else (SESS-03)', async () => {
    const secret = (await byPassword()).cookies.get('tmas') ?? ''
    const stranger = visitor(door)
    for (const headers of [
      { authorization: `Bearer ${secret}` },
      { 'x-session': secret },
      { cookie: `TMAS=${secret}` },
      { cookie: `__Host-tmas=${secret}` },
      { cookie: `tmas-attempt=${secret}` },
    ] as Record<string, string>[]) {
      const answer = await stranger.get(`/api/v1/session?tmas=${secret}&session=${secret}`, headers)
      expect(answer.status).toBe(401)
    }
  })

  test.each([
    '',
    'x',
    'null',
    '%00',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}=`,
    "' or 1=1",
    'A'.repeat(100),
    '__proto__',
  ])('a cookie of %j is nobody (SESS-04)', async (value) => {
    const answer = await visitor(door).get('/api/v1/session', { cookie: `tmas=${value}` })
    expect(answer.status).toBe(401)
  })

  test.each([
    ['http', false, /^tmas(?:-attempt|-device|-last-sign-in|-left|-signed-out)?$/],
    ['https', true, /^__Host-tmas(?:-attempt|-device|-last-sign-in|-left|-signed-out)?$/],
  ] as const)(
    'over %s every cookie that proves something is HttpOnly, Lax, for the whole site and this host only (SESS-11)',
    async (scheme, secure, name) => {
      const url = secure ? 'https://tmas.example' : tmasUrl
      const app = anotherInstance({ url, secure })
      const { host } = new URL(url)
      const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
        Promise.resolve(app.request(url + path, { ...init, headers: { host, ...init.headers } }))
      const form = { method: 'POST', headers: { origin: url } }
      const answers = [
        await send('/sign-in/microsoft'),
        await send('/sign-in', { ...form, body: new URLSearchParams({ username: 'sam', password }) }),
        await send('/api/v1/session', {
          method: 'POST',
          body: JSON.stringify({ username: 'sam', password }),
          headers: { origin: url, 'content-type': 'application/json' },
        }),
        await send('/sign-out', form),
        await send('/api/v1/session', { method: 'DELETE', headers: { origin: url } }),
      ]
      for (const answer of answers) {
        const cookies = answer.headers.getSetCookie()
        expect(cookies, `${answer.status}`).not.toEqual([])
        for (const line of cookies) {
          const [pair = '', ...attributes] = line.split('; ')
          const lower = attributes.map((attribute) => attribute.toLowerCase())
          expect(pair.split('=')[0]).toMatch(name)
          expect(lower).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
          expect(lower.includes('secure')).toBe(scheme === 'https')
          expect(line).not.toMatch(/domain=/i)
          const maxAge = /max-age=(\d+)/i.exec(line)?.[1]
          // What says that a device is known, or that somebody left it, opens nothing, and lasts; alone, so does what
          // attempts are bound to.
          const hours = /-(?:attempt|device|signed-out)=/.test(pair) ? 180 * 24 : 12
          expect(Number(maxAge ?? 0)).toBeLessThanOrEqual(hours * 60 * 60)
        }
      }
      const set = answers[1]?.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      expect((await send('/api/v1/session', { headers: { cookie: set } })).status).toBe(200)
      // Over https a cookie without the prefix could have been planted by a sub-domain.
      const planted = set.replace('__Host-', '')
      if (secure) expect((await send('/api/v1/session', { headers: { cookie: planted } })).status).toBe(401)
    },
  )
})

test('of a person’s devices twenty stay signed in, and the one idle longest makes room, on record (SESS-13, R23)', async () => {
  const browsers = []
  for (let i = 0; i < 21; i += 1) {
    browsers.push(await byPassword())
    door.passTime(1000)
  }
  expect(await sessions()).toHaveLength(20)
  expect(await browsers[0]?.session()).toBeUndefined()
  expect(await browsers[1]?.session()).toBeDefined()
  expect(await endsOnRecord()).toContainEqual(expect.objectContaining({ userId, reason: 'too_many' }))
}, 30_000)

test('one sign-in is one row, and every end and beginning is on record (SESS-12, R23)', async () => {
  const before = await audit()
  const browser = await byPassword()
  await browser.post('/sign-out', {})
  const after = (await audit()).slice(before.length)
  expect(after.map(({ action }) => action)).toEqual(['sign-in.completed', 'session.ended'])
})

function anotherInstance({ url = tmasUrl, secure = false } = {}): FrontDoor['app'] {
  const entra = {
    authority: door.emulator.url,
    clientId: tmasClientId,
    credentials: [{ kind: 'secret' as const, secret: tmasClientSecret }],
    redirectUri: `${url}/sign-in/microsoft/callback`,
  }
  const { db, now } = door
  const config = { url, secure, entra, trustedProxies: [] }
  return createApp({
    config,
    db,
    entra: door.entra,
    log: openLog('silent'),
    sealer: door.sealer,
    now,
    readiness: async () => undefined,
  })
}

function deleteSession(browser: Visitor) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  browser.cookies.clear()
  return Promise.resolve(
    door.app.request(`${tmasUrl}/api/v1/session`, {
      method: 'DELETE',
      headers: { host: 'localhost:3000', origin: tmasUrl, cookie },
    }),
  )
}

function sessions() {
  return door.db.selectFrom('session').selectAll().execute()
}

function audit() {
  return door.db.selectFrom('auditRecord').selectAll().orderBy('id').execute()
}

async function endsOnRecord() {
  return (await audit()).filter(({ action }) => action === 'session.ended').map(({ detail }) => detail)
}
