import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { openStage, type Stage, snapshot } from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { signInWithPassword } from './password.ts'

const right = 'Right-horse-7!'
let stage: Stage
let passwordHash: string
let chainId: string
let count = 0

beforeAll(async () => {
  stage = await openStage()
  passwordHash = await leastHash(right)
})
afterAll(() => stage.close())
beforeEach(async () => {
  await stage.db.deleteFrom('passwordTries').execute()
  await stage.db.deleteFrom('passwordNameTried').execute()
  count += 1
  chainId = (await customerWithTenant(stage, `Door ${count}`, northTenantId)).chainId
})

describe('what the answer tells', () => {
  const doors: [string, (browser: Visitor, username: string, password: string) => Promise<Response>][] = [
    ['the form', byForm],
    ['the API', byApi],
  ]

  test.each(doors)(
    '%s answers an unknown name and a wrong password alike, and records the truth (ENUM-01, R18, R29)',
    async (_, tryDoor) => {
      await anEmployee('vera')
      const answers = []
      for (const [username, code] of [
        [`vera-${count}`, 'wrong_password'],
        [`nobody-${count}`, 'unknown_user'],
      ] as const) {
        const response = await tryDoor(visitor(stage), username, 'Wrong-horse-7!')
        const attempt = await newestAttempt(stage)
        expect(attempt).toMatchObject({ door: 'password', outcome: 'refused', code })
        const { date, ...headers } = Object.fromEntries(response.headers)
        const all = JSON.stringify({ status: response.status, headers, body: await response.text() })
        // Each answer has a reference of its own; it is in the address, or the problem’s.
        answers.push(all.replaceAll(/reference(=|\\?":\\?")[2-9A-Z]{8}/g, 'reference'))
      }
      expect(answers[0]).toBe(answers[1])
      expect(answers[0]).toContain('wrong_password')
      expect(answers[0]).not.toContain('unknown_user')
    },
  )

  test('an unknown name and a wrong password are the same number of steps in the database (ENUM-01, R29)', async () => {
    await anEmployee('vic')
    const steps = []
    for (const username of [`vic-${count}`, `nobody-${count}`]) {
      let statements = 0
      const db = stage.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          statements += 1
          return result
        },
      })
      const client = { ip: '192.0.2.9', userAgent: 'test' }
      const browser = { client, attemptSecret: undefined, sessionSecret: undefined, sharedDevice: undefined }
      const wish = { username, password: 'Wrong-horse-7!', returnTo: '/' }
      await signInWithPassword({ ...stage, db, log: pino({ level: 'silent' }) }, browser, wish)
      steps.push(statements)
    }
    expect(steps[0]).toBeGreaterThan(5)
    expect(steps[0]).toBe(steps[1])
  })

  test('one who is turned away costs one statement, before the wait and after it (R34)', async () => {
    await anEmployee('vic')
    const username = `vic-${count}`
    const wish = { username, password: 'Wrong-horse-7!', returnTo: '/' }
    const none = { attemptSecret: undefined, sessionSecret: undefined, sharedDevice: undefined }
    const log = pino({ level: 'silent' })
    const at = (ip: string) => ({ client: { ip, userAgent: 'test' }, ...none })
    const tryFrom = (ip: string, db = stage.db, now = stage.now) =>
      signInWithPassword({ ...stage, db, now, log }, at(ip), wish)
    // One provider uses up what it has in a minute, and the crowd its one turn.
    const ips = Array.from({ length: 60 }, (_, n) => `198.51.${n}.7`)
    for (const ip of ips) await tryFrom(ip)
    const later = () => new Date(stage.now().getTime() + 61_000)
    for (const ip of ips.slice(0, 40)) await tryFrom(ip, stage.db, later)

    let statements = 0
    const counting = stage.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        statements += 1
        return result
      },
    })
    const turnedAway = async (ip: string, now: () => Date) => {
      // The first one in a minute is recorded for the managers as well, and the key of tickets is read once.
      await tryFrom('203.0.113.1', counting, now)
      statements = 0
      expect(await tryFrom(ip, counting, now)).toMatchObject({ kind: 'throttled' })
      return statements
    }
    expect(await turnedAway(ips[50] ?? '', later)).toBe(1)
    expect(await turnedAway('203.0.113.9', stage.now)).toBe(1)
  })

  test.each(doors)(
    '%s says that an account is disabled only after the right password (MAND-16, R18)',
    async (_, tryDoor) => {
      const { id } = await anEmployee('dan')
      await stage.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', id).execute()
      expect(await toldBy(await tryDoor(visitor(stage), `dan-${count}`, 'Wrong-horse-7!'))).toBe(
        'wrong_password',
      )
      expect(await toldBy(await tryDoor(visitor(stage), `dan-${count}`, right))).toBe('account_disabled')
    },
  )

  test.each(doors)(
    '%s says that Microsoft is required only after the right password (MAND-16, R18)',
    async (_, tryDoor) => {
      await anEmployee('mo')
      await setMandatory(true)
      expect(await toldBy(await tryDoor(visitor(stage), `mo-${count}`, 'Wrong-horse-7!'))).toBe(
        'wrong_password',
      )
      expect(await toldBy(await tryDoor(visitor(stage), `mo-${count}`, right))).toBe('microsoft_required')
    },
  )

  test('who has no password yet is answered like everybody else (ENUM-01)', async () => {
    await userIn(stage, chainId, `none-${count}@door.example`, { username: `none-${count}` })
    expect(await toldBy(await byApi(visitor(stage), `none-${count}`, ''.padEnd(12, 'x')))).toBe(
      'wrong_password',
    )
  })
})

describe('mandatory authentication', () => {
  test('it shuts the password door for viewers at once, for sessions that exist too, and not for managers (R13, R14, MAND-03, MAND-11, MAND-12)', async () => {
    await anEmployee('viv')
    await anEmployee('max', 'chain_manager')
    const [viewer, manager] = [visitor(stage), visitor(stage)]
    expect((await byForm(viewer, `viv-${count}`, right)).headers.get('location')).toBe('/')
    expect((await byForm(manager, `max-${count}`, right)).headers.get('location')).toBe('/')

    await setMandatory(true)
    expect(await viewer.session()).toBeUndefined()
    expect(await manager.session()).toMatchObject({ signedInWith: 'password' })
    expect(await toldBy(await byForm(viewer, `viv-${count}`, right))).toBe('microsoft_required')

    // Microsoft is not asked on this path: managers come in while it is down.
    stage.emulator.control.faults = { discovery: { drop: true }, keys: { drop: true }, token: { drop: true } }
    expect((await byForm(visitor(stage), `max-${count}`, right)).headers.get('location')).toBe('/')
    stage.emulator.control.reset()

    await setMandatory(false)
    expect((await byForm(viewer, `viv-${count}`, right)).headers.get('location')).toBe('/')
  })

  test('a setting below the chain decides for those who are there, and the strictest for who is in both (MAND-13, MAND-14)', async () => {
    const { id } = await anEmployee('two')
    const brandId = crypto.randomUUID()
    const brand = { id: brandId, customerId: chainId, parentId: chainId, type: 'chain', name: 'Brand' }
    await stage.db
      .insertInto('location')
      .values({ ...brand, createdAt: new Date() })
      .execute()
    await stage.db
      .insertInto('membership')
      .values({ userId: id, locationId: brandId, customerId: chainId, locationType: 'chain', role: 'viewer' })
      .execute()
    const azureTenantId = { tenantId: northTenantId, verified: true }
    await changeAdvancedSettings(
      stage.db,
      { kind: 'operator' },
      brandId,
      { azureTenantId, mandatoryAuthentication: true },
      stage.now(),
    )
    expect(await toldBy(await byForm(visitor(stage), `two-${count}`, right))).toBe('microsoft_required')
  })
})

describe('guessing', () => {
  test('after 10 wrong tries an account answers 429 for at most 60 seconds; then the right password works (R29, BF-02)', async () => {
    await anEmployee('gil')
    const name = `gil-${count}`
    for (let i = 0; i < 10; i += 1)
      expect((await byApi(visitor(stage), name, 'Wrong-horse-7!')).status).toBe(401)
    for (const tryDoor of [byApi, byForm]) {
      const closed = await tryDoor(visitor(stage), name, right)
      expect(closed.status).toBe(429)
      const wait = Number(closed.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(60)
    }
    stage.passTime(60_000)
    expect((await byApi(visitor(stage), name, right)).status).toBe(201)
    expect((await byApi(visitor(stage), name, 'Wrong-horse-7!')).status).toBe(401)
  })

  test('a stranger who never stops trying takes no turn from the owner, who waits as told and signs in (R29)', async () => {
    await anEmployee('olga')
    const name = `olga-${count}`
    const [stranger, owner] = ['203.0.113.7', '198.51.100.20']
    for (let i = 0; i < 10; i += 1)
      expect((await byApiFrom(stranger, name, 'Wrong-horse-7!')).status).toBe(401)
    const told = await byApiFrom(owner, name, right)
    expect(told.status).toBe(429)
    const wait = Number(told.headers.get('retry-after')) * 1000
    // The stranger tries all along, and is there first in the very moment in which the account opens.
    for (let waited = 0; waited < wait; waited += wait / 4) {
      expect((await byApiFrom(stranger, name, 'Wrong-horse-7!')).status).toBe(429)
      stage.passTime(wait / 4)
    }
    expect((await byApiFrom(stranger, name, 'Wrong-horse-7!')).status).toBe(429)
    expect((await byApiFrom(owner, name, right)).status).toBe(201)
  })

  test('an unknown name is slowed exactly like a known one (R29)', async () => {
    for (let i = 0; i < 10; i += 1) await byApi(visitor(stage), `ghost-${count}`, 'Wrong-horse-7!')
    expect((await byApi(visitor(stage), `ghost-${count}`, 'Wrong-horse-7!')).status).toBe(429)
  })

  test.each([
    ['capitals', (name: string) => name.toUpperCase()],
    ['blanks around it', (name: string) => ` ${name}\t`],
  ])('%s in the name do not start the count anew (BF-04)', async (_, variant) => {
    for (let i = 0; i < 10; i += 1) await byApi(visitor(stage), `case-${count}`, 'Wrong-horse-7!')
    expect((await byApi(visitor(stage), variant(`case-${count}`), 'Wrong-horse-7!')).status).toBe(429)
  })

  test('both doors, with whatever in their addresses, count together (BF-11)', async () => {
    for (let i = 0; i < 5; i += 1) {
      await byApi(visitor(stage), `both-${count}`, 'Wrong-horse-7!')
      await visitor(stage).post(`/sign-in?x=${i}`, { username: `both-${count}`, password: 'Wrong-horse-7!' })
    }
    expect((await byApi(visitor(stage), `both-${count}`, 'Wrong-horse-7!')).status).toBe(429)
    expect((await byForm(visitor(stage), `both-${count}`, 'Wrong-horse-7!')).status).toBe(429)
  })

  test('of 100 tries at once exactly the allowed ten are looked at (BF-07, PWD-08)', async () => {
    const tries = Array.from({ length: 100 }, () => byApi(visitor(stage), `race-${count}`, 'Wrong-horse-7!'))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(90)
  })

  test('an address that tries more than 100 names is slowed, however often it tries each (R29, BF-05, BF-08)', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `n${i}-${count}`)
    const first = await Promise.all(names.map((name) => byApi(visitor(stage), name, 'Wrong-horse-7!')))
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([401]))
    for (const name of ['one-more', 'another'])
      for (let i = 0; i < 3; i += 1) {
        const response = await byApi(visitor(stage), `${name}-${count}`, 'Wrong-horse-7!', {
          'x-forwarded-for': `192.0.2.${i}`,
        })
        expect(response.status).toBe(429)
        expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60)
      }
    // A person of that address who has a name of their own is not hindered.
    expect((await byApi(visitor(stage), names[0] ?? '', 'Wrong-horse-7!')).status).toBe(401)
  }, 30_000)

  test('the count is kept in the database: another instance, or the same after a restart, goes on with it (BF-06)', async () => {
    for (let i = 0; i < 10; i += 1) await byApi(visitor(stage), `again-${count}`, 'Wrong-horse-7!')
    const body = JSON.stringify({ username: `again-${count}`, password: 'Wrong-horse-7!' })
    expect((await postJson(body, {}, stage.freshApp())).status).toBe(429)
  })

  test('a success clears only the count of its own account, by its own door (BF-09)', async () => {
    await anEmployee('own')
    for (let i = 0; i < 10; i += 1) await byApi(visitor(stage), `victim-${count}`, 'Wrong-horse-7!')
    expect((await byApi(visitor(stage), `own-${count}`, right)).status).toBe(201)
    expect((await byApi(visitor(stage), `victim-${count}`, 'Wrong-horse-7!')).status).toBe(429)
  })
})

describe('what is sent as a password', () => {
  test('the same letters in another Unicode form are the same password, and blanks count (PWD-03)', async () => {
    await anEmployee('uma', 'viewer', 'Caf\u00e9-Größe 7!')
    expect((await byApi(visitor(stage), `uma-${count}`, 'Cafe\u0301-Größe 7!')).status).toBe(201)
    expect((await byApi(visitor(stage), `uma-${count}`, 'Caf\u00e9-Größe 7! ')).status).toBe(401)
  })

  test.each([72, 128, 200])(
    'a password of %d characters is compared to its last one, and no longer one is cut to fit (PWD-01, PWD-02)',
    async (length) => {
      const long = 'Aa1!'.repeat(50).slice(0, length)
      await anEmployee('lou', 'viewer', long)
      const name = `lou-${count}`
      expect((await byApi(visitor(stage), name, `${long.slice(0, -1)}?`)).status).toBe(401)
      expect((await byApi(visitor(stage), name, `${long}?`)).status).toBe(401)
      expect((await byApi(visitor(stage), name, long)).status).toBe(201)
    },
  )

  test.each(
    [
      { username: 'x', password: 7 },
      { username: 'x', password: ['a'] },
      { username: 'x', password: { length: 3 } },
      { username: 'x', password: null },
      { username: ['x'], password: 'y' },
      { username: 'x' },
      { username: '', password: '' },
      { username: 'x', password: 'y', role: 'chain_manager' },
      [],
      null,
      'text',
      7,
      { username: 'x', password: 'y'.repeat(1001) },
      { username: 'x'.repeat(321), password: 'y' },
    ].map((body) => [JSON.stringify(body).slice(0, 60), body] as const),
  )('%s is 400, never coerced (PWD-16, INJ-07)', async (_, body) => {
    const before = await snapshot(stage)
    const response = await postJson(JSON.stringify(body))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', status: 400 })
    expect(await snapshot(stage)).toEqual(before)
  })

  test.each([
    ['half an object', '{"username":"x"', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a byte order mark', '\uFEFF{"username":"x","password":"y"}', 'application/json'],
    ['plain text', '{"username":"x","password":"y"}', 'text/plain'],
    ['a form', 'username=x&password=y', 'application/x-www-form-urlencoded'],
    ['no type', '{"username":"x","password":"y"}', ''],
  ])('%s is not JSON, and nobody is signed in by it (INJ-05)', async (_, body, type) => {
    const response = await postJson(body, { 'content-type': type })
    expect([400, 401, 415]).toContain(response.status)
    expect(response.headers.getSetCookie()).toEqual([])
  })

  test.each([
    "' or '1'='1' --",
    'x\u0000y',
    '\u0000',
    '%00',
    '../../etc/passwd',
    '$(id)',
    '{{7*7}}',
    '\u202Eevil',
    '\u200Bzero',
    '\uD800',
    '😀'.repeat(80),
    'Z\u0300\u0301\u0302'.repeat(50),
    '<script>alert(1)</script>',
  ])('a username of %j is nobody, not an error (INJ-01, INJ-06)', async (username) => {
    const api = await byApi(visitor(stage), username, 'Wrong-horse-7!')
    const form = await byForm(visitor(stage), username, 'Wrong-horse-7!')
    expect([400, 401]).toContain(api.status)
    expect([400, 303]).toContain(form.status)
  })

  test('a password hash that cannot be read is a failed sign-in, not a crash (PWD-07)', async () => {
    const { id } = await anEmployee('bad')
    for (const broken of ['', 'none', '$argon2id$v=19$m=19456', '$2b$10$abcdefghijklmnopqrstuv']) {
      await stage.db.updateTable('userAccount').set({ passwordHash: broken }).where('id', '=', id).execute()
      expect((await byApi(visitor(stage), `bad-${count}`, right)).status).toBe(401)
    }
  })
})

test('a double click on the button signs in once for each click and leaves one session in the browser (FB-06)', async () => {
  const { id } = await anEmployee('dora')
  const browser = visitor(stage)
  await byForm(browser, `dora-${count}`, right)
  await byForm(browser, `dora-${count}`, right)
  const sessions = await stage.db.selectFrom('session').select('id').where('userId', '=', id).execute()
  expect(sessions).toHaveLength(1)
})

test('nothing of a password sign-in is in the log or the records (R17)', async () => {
  await anEmployee('sec')
  stage.logged.length = 0
  const browser = visitor(stage)
  await byApi(browser, `sec-${count}`, 'Wrong-horse-secret-7!')
  await byForm(browser, `sec-${count}`, right)
  const cookie = browser.cookies.get('tmas') ?? expect.fail('nobody is signed in')
  const attempts = await stage.db.selectFrom('signInAttempt').selectAll().execute()
  const audit = await stage.db.selectFrom('auditRecord').selectAll().execute()
  const kept = JSON.stringify({ attempts, audit }) + stage.logged.join('')
  for (const secret of ['Wrong-horse-secret-7!', right, cookie]) expect(kept).not.toContain(secret)
})

function anEmployee(name: string, role: 'viewer' | 'chain_manager' = 'viewer', password = right) {
  return (async () =>
    userIn(stage, chainId, `${name}@door.example`, {
      username: `${name}-${count}`,
      role,
      passwordHash: password === right ? passwordHash : await leastHash(password),
    }))()
}

function setMandatory(mandatoryAuthentication: boolean) {
  return changeAdvancedSettings(
    stage.db,
    { kind: 'operator' },
    chainId,
    { mandatoryAuthentication },
    stage.now(),
  )
}

function byForm(browser: Visitor, username: string, password: string) {
  return browser.post('/sign-in', { username, password, return_to: '/' })
}

/** The same as by the form, for the tables; it needs no browser, since no cookie decides here. */
async function byApi(
  _browser: Visitor,
  username: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return postJson(JSON.stringify({ username, password }), headers)
}

/** The same, from a machine with this address. */
function byApiFrom(ip: string, username: string, password: string): Promise<Response> {
  const incoming = { socket: { remoteAddress: ip, remotePort: 1, remoteFamily: 'IPv4' } }
  const request = (url: string, init: RequestInit) => stage.app.request(url, init, { incoming } as never)
  return postJson(JSON.stringify({ username, password }), {}, { request } as never)
}

function postJson(body: string, headers: Record<string, string> = {}, app: FrontDoor['app'] = stage.app) {
  return Promise.resolve(
    app.request(`${tmasUrl}/api/v1/session`, {
      method: 'POST',
      body,
      headers: { host: 'localhost:3000', origin: tmasUrl, 'content-type': 'application/json', ...headers },
    }),
  )
}

/** What the person is told: by the address of the form’s page, or by the problem. */
async function toldBy(response: Response): Promise<string | null> {
  const location = response.headers.get('location')
  if (location) return new URL(location, tmasUrl).searchParams.get('refused')
  return ((await response.json()) as { code: string }).code
}
