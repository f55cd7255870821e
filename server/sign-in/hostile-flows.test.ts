import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { customerWithTenant, newestAttempt, tmasUrl, userIn, visitor } from '#server/testing/front-door.ts'
import {
  bea,
  clearUsers,
  expectAdmitted,
  expectNoSecrets,
  expectRefused,
  openStage,
  play,
  type Stage,
  snapshot,
} from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(() => clearUsers(stage))

const popup = '7d3f6a52-0000-4000-8000-00000000000a'

describe('an answer that is not what this browser asked for', () => {
  const rows: [id: string, name: string, callback: (url: URL) => URL | string][] = [
    ['FLOW-06', 'no state', (url) => without(url, 'state')],
    ['FLOW-06', 'an empty state', (url) => replacing(url, 'state', '')],
    ['FLOW-06', 'a state of ours that nobody asked with', (url) => replacing(url, 'state', 'A'.repeat(43))],
    ['FLOW-06', 'a state as an array', (url) => String(url).replace('state=', 'state[]=')],
    ['FLOW-06', 'a state of 100 000 characters', (url) => replacing(url, 'state', 'A'.repeat(100_000))],
    ['FLOW-06', 'a state with a NUL', (url) => replacing(url, 'state', 'A\u0000')],
    ['FLOW-06', 'the state twice', (url) => `${url}&state=${url.searchParams.get('state')}`],
    ['FLOW-06', 'the code twice', (url) => `${url}&code=other`],
    ['FLOW-06', 'an error beside another error', (url) => `${url}&error=access_denied&error=x`],
    ['CONF-F-02', 'the state taken away', (url) => without(url, 'state')],
    ['FLOW-09', 'a session’s secret for a state', (url) => replacing(url, 'state', 'B'.repeat(43))],
  ]
  test.each(rows)('%s: %s: refused, and no code is redeemed (R8)', async (_id, _name, callback) => {
    const before = stage.emulator.control.requests.token
    await expectRefused(stage, { callback }, 'invalid_response')
    expect(stage.emulator.control.requests.token).toBe(before)
  })

  const spending: typeof rows = [
    ['FLOW-06', 'no code', (url) => without(url, 'code')],
    ['FLOW-06', 'an empty code', (url) => replacing(url, 'code', '')],
    ['CONF-X-05', 'an ID token on the front channel', (url) => replacing(url, 'id_token', 'a.b.c')],
    ['CONF-X-05', 'an access token on the front channel', (url) => replacing(url, 'access_token', 'abc')],
    ['CONF-X-05', 'a refresh token on the front channel', (url) => replacing(url, 'refresh_token', 'abc')],
    ['CONF-X-05', 'a token on the front channel', (url) => replacing(url, 'token', 'abc')],
  ]
  test.each(spending)('%s: %s: refused, and the attempt is over (R8)', async (_id, _name, callback) => {
    await expectRefused(stage, { callback }, 'invalid_response')
  })

  test('a code that is not Microsoft’s is refused, and is nowhere afterwards (R17)', async () => {
    const code = 'made-up-code-that-must-not-be-kept'
    const played = await expectRefused(
      stage,
      { callback: (url) => replacing(url, 'code', code) },
      'invalid_response',
    )
    await expectNoSecrets(stage, { ...played, secrets: [code] })
  })
})

describe('an error that comes back', () => {
  test.each([
    ['access_denied', undefined, 'consent_declined'],
    ['access_denied', 'AADSTS65004: User declined to consent.', 'consent_declined'],
    ['invalid_client', 'AADSTS7000215: Invalid client secret.', 'operator_configuration'],
    ['server_error', 'AADSTS50000: There was an error.', 'microsoft_unreachable'],
    ['interaction_required', 'AADSTS53003: Blocked by Conditional Access.', 'blocked_by_policy'],
    ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'invalid_response'],
    ['__proto__', 'AADSTS: __proto__', 'refused_by_microsoft'],
    ['access_denied', 'AADSTS9999999: Something new.', 'refused_by_microsoft'],
    ['access_denied', 'AADSTS500121: The second step failed.', 'account_problem_at_microsoft'],
    ['constructor', '', 'refused_by_microsoft'],
    ['x\u0000y', 'NUL \u0000 and \uD800', 'invalid_response'],
    ['a'.repeat(5000), 'b'.repeat(50_000), 'invalid_response'],
  ] as const)(
    '%j %j is recorded as what it means, and written nowhere unescaped (FI-14, WEB-11)',
    async (error, description, code) => {
      const played = await expectRefused(
        stage,
        {
          callback: (url) => {
            const answer = new URL(url.origin + url.pathname)
            answer.searchParams.set('error', error)
            if (description) answer.searchParams.set('error_description', description)
            answer.searchParams.set('state', url.searchParams.get('state') ?? '')
            return answer
          },
        },
        code,
      )
      const page = await (await played.browser.get(played.location)).text()
      expect(page).not.toMatch(/<script>alert|onerror=/)
    },
  )
})

describe('the browser that asked', () => {
  test('FLOW-01: a callback that an attacker sends signs nobody in, in a browser without and with attempts of its own (R8)', async () => {
    const attacker = visitor(stage)
    let link = ''
    await play(stage, {
      browser: attacker,
      callback: (url) => {
        link = String(url)
        return `${tmasUrl}/sign-in`
      },
    })
    const before = await snapshot(stage)
    const victim = visitor(stage)
    await victim.get(link)
    await victim.get('/sign-in/microsoft')
    const { headers } = await victim.get(link)
    expect(headers.get('location')).toContain('refused=invalid_response')
    expect(await victim.session()).toBeUndefined()
    expect(await snapshot(stage)).toEqual(before)
    // It did not spend the attempt of the browser that did ask.
    await attacker.get(link)
    expect(await attacker.session()).toMatchObject({ user: { id: stage.beaId } })
  })

  test('FLOW-03, FLOW-04, SESS-12: the same callback again redeems nothing, and leads where the first did (R8)', async () => {
    let link = ''
    const { browser, location } = await expectAdmitted(stage, {
      start: '/sign-in/microsoft?return_to=/account',
      callback: (url) => {
        link = String(url)
        return url
      },
    })
    const cookie = browser.cookies.get('tmas')
    const again = await browser.get(link)
    expect(again.headers.get('location')).toBe(location)
    // Only that it had left for Microsoft is forgotten.
    expect(again.headers.getSetCookie().filter((line) => !line.startsWith('tmas-left='))).toEqual([])
    expect(browser.cookies.get('tmas')).toBe(cookie)
    expect(stage.emulator.control.requests.token).toBe(0)
    expect(await stage.db.selectFrom('session').select('id').execute()).toHaveLength(1)

    await browser.post('/sign-out', {})
    const late = await browser.get(link)
    expect(late.headers.get('location')).toContain('refused=replayed')
    expect(await browser.session()).toBeUndefined()
  })

  test('FB-06: ten callbacks at once with one code make one session (R8)', async () => {
    let link = ''
    const browser = visitor(stage)
    await play(stage, {
      browser,
      callback: (url) => {
        link = String(url)
        return `${tmasUrl}/sign-in`
      },
    })
    await Promise.all(Array.from({ length: 10 }, () => browser.get(link)))
    expect(await stage.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    expect(stage.emulator.control.requests.token).toBe(1)
  })

  test('FLOW-08: a person who stayed at Microsoft for longer than 15 minutes starts again with one click, to the same place', async () => {
    const played = await expectRefused(
      stage,
      {
        start: '/sign-in/microsoft?return_to=/account',
        callback: (url) => {
          stage.passTime(15 * 60_000 + 1000)
          return url
        },
      },
      'expired',
    )
    expect(played.location).toContain('return_to=%2Faccount')
  })

  test('an attempt of 14 minutes still comes in', async () => {
    await expectAdmitted(stage, {
      callback: (url) => {
        stage.passTime(14 * 60_000)
        return url
      },
    })
  })

  test('FB-01: who blocks cookies is told so, and is not sent round in circles', async () => {
    const blocked = visitor(stage)
    const order = {
      callback: (url: URL) => {
        blocked.cookies.clear()
        return url
      },
    }
    const played = await expectRefused(stage, { ...order, browser: blocked }, 'invalid_response')
    const page = await (await blocked.get(played.location)).text()
    expect(page).toContain('with cookies allowed')
    expect(stage.emulator.control.requests.token).toBe(0)
  })

  test.each(['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'POST', 'TRACEX'])(
    'FLOW-13: a callback by %s is not processed, and spends nothing',
    async (method) => {
      let status = 0
      await expectAdmittedAfter(async (url, cookie) => {
        status = (await stage.app.request(url, { method, headers: { host: 'localhost:3000', cookie } }))
          .status
      })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    },
  )

  test.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
  ])('FLOW-13: a browser that only looks ahead (%s: %s) spends nothing', async (name, value) => {
    await expectAdmittedAfter(async (url, cookie) => {
      const response = await stage.app.request(url, {
        headers: { host: 'localhost:3000', cookie, [name]: value },
      })
      expect(response.headers.getSetCookie()).toEqual([])
    })
  })

  test('FLOW-14: the redirect address is the configured one, whatever the request calls us', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      referer: 'https://evil.example/',
    }
    const { headers: answered } = await visitor(stage).get('/sign-in/microsoft', headers)
    const asked = new URL(answered.get('location') ?? '')
    expect(asked.searchParams.get('redirect_uri')).toBe(`${tmasUrl}/sign-in/microsoft/callback`)
    expect(String(asked)).not.toContain('evil')
  })

  test('CONF-X-02, CONF-BASIC-01: every attempt has a fresh state, nonce and S256 challenge, and asks for no more than who it is', async () => {
    const browser = visitor(stage)
    const asked = []
    for (let i = 0; i < 3; i += 1)
      asked.push(
        new URL((await browser.get('/sign-in/microsoft')).headers.get('location') ?? '').searchParams,
      )
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(new Set(asked.map((query) => query.get(name))).size).toBe(3)
    for (const query of asked) {
      expect(query.get('code_challenge_method')).toBe('S256')
      expect(query.get('response_type')).toBe('code')
      expect(query.get('scope')).toBe('openid profile email')
      expect(query.get('nonce')).toHaveLength(43)
    }
  })

  test('FLOW-19: who signs in as somebody else is only that, and the other session has ended and is on record (R23)', async () => {
    const ada = await userIn(stage, stage.north.chainId, 'ada.linked@north.example')
    const { browser } = await expectAdmitted(stage, {})
    const beas = browser.cookies.get('tmas') ?? ''
    await expectAdmitted(stage, { browser, loginId: 'ada.linked@north.example' }, ada.id)
    expect(browser.cookies.get('tmas')).not.toBe(beas)

    const old = visitor(stage)
    old.cookies.set('tmas', beas)
    expect(await old.session()).toBeUndefined()
    const ended = await stage.db
      .selectFrom('auditRecord')
      .selectAll()
      .where('action', '=', 'session.ended')
      .execute()
    expect(ended.map(({ detail }) => detail)).toContainEqual(
      expect.objectContaining({ userId: stage.beaId, reason: 'replaced' }),
    )
    await stage.db
      .updateTable('userAccount')
      .set({ email: 'gone@gone.example' })
      .where('id', '=', ada.id)
      .execute()
  })

  test('FLOW-23: no later step can be had without the one before it', async () => {
    const before = await snapshot(stage)
    const browser = visitor(stage)
    await browser.get('/sign-in/microsoft')
    for (const [path, form] of [
      ['/sign-in/microsoft/choose', {}],
      ['/sign-in/microsoft/choose', { attempt: popup, customer: stage.north.chainId }],
      [
        '/sign-in/microsoft/choose',
        { attempt: (await newestAttempt(stage)).id, customer: stage.north.chainId },
      ],
      ['/sign-in/microsoft/cancel', {}],
    ] as [string, Record<string, string>][]) {
      const response = await browser.post(path, form)
      expect(response.status).toBeLessThan(500)
    }
    for (const path of [
      '/sign-in/microsoft/choose',
      '/sign-in/microsoft/done',
      '/sign-in/microsoft/callback',
    ])
      expect((await browser.get(path)).status).toBeLessThan(500)
    expect(await browser.session()).toBeUndefined()
    expect(await snapshot(stage)).toEqual(before)
  })

  test('DOS-03: callbacks without an attempt of this browser cost no request to Microsoft', async () => {
    stage.emulator.control.reset()
    const browser = visitor(stage)
    for (let i = 0; i < 20; i += 1)
      await browser.get(`/sign-in/microsoft/callback?code=x&state=${String(i).padStart(43, 'A')}`)
    expect(stage.emulator.control.requests).toMatchObject({ discovery: 0, keys: 0, token: 0 })
  })

  test('DOS-02: an address to which made-up answers come back without end is slowed; its starts are not what counts, and a known browser goes on (R29)', async () => {
    const { db } = stage
    const known = visitor(stage)
    await expectAdmitted(stage, { browser: known })
    await db.deleteFrom('signInAttempt').where('keptUntil', 'is not', null).execute()
    const filled = sql`
      insert into sign_in_attempt (id, reference, door, started_at, returned_at, ip, network, outcome, code, ended_at, kept_until)
      select gen_random_uuid(), 'FXD' || translate(to_char(n, 'FM00000'), '01', 'AB'), 'microsoft', ${stage.now()}::timestamptz,
        case when n <= 295 then ${stage.now()}::timestamptz end, 'unknown', 'unknown',
        case when n <= 295 then 'refused' else 'pending' end, case when n <= 295 then 'refused_by_microsoft' end,
        case when n <= 295 then ${stage.now()}::timestamptz end, ${new Date(stage.now().getTime() + 86_400_000)}
      from generate_series(1, 1990) as n`
    await filled.execute(db)
    // As PostgreSQL does by itself soon after a table has grown: plans were made while it was almost empty.
    await stage.asOwner('analyze sign_in_attempt')
    const start = (browser = visitor(stage)) => browser.get('/sign-in/microsoft')
    const isThrottled = ({ headers }: Response) => headers.get('location')?.includes('refused=throttled')
    const started = await Promise.all(Array.from({ length: 20 }, () => start()))
    expect(started.filter(isThrottled)).toEqual([])

    for (let time = 0; time < 10; time += 1)
      await play(stage, { callback: (url) => replacing(url, 'error', 'access_denied') }).catch(() => {})
    expect(isThrottled(await start())).toBe(true)
    expect(isThrottled(await start(known))).toBe(false)
    await play(stage, { browser: known })
    expect(await known.session()).toMatchObject({ user: { id: stage.beaId } })
    await db.deleteFrom('signInAttempt').where('keptUntil', 'is not', null).execute()
  })
})

describe('the pop-up (R7)', () => {
  test('its landing page has no secret, and the page that opened it asks the server (FLOW-17, FB-04)', async () => {
    const played = await play(stage, { start: `/sign-in/microsoft?display=popup&popup=${popup}` })
    expect(played.location).toBe(`/sign-in/microsoft/done?popup=${popup}`)
    const page = await (await played.browser.get(played.location)).text()
    await expectNoSecrets(
      stage,
      { ...played, secrets: [...played.secrets, played.browser.cookies.get('tmas') ?? ''] },
      page,
    )
    expect(page).toContain('href="/"')
    expect(await statusOf(played.browser)).toEqual({ location: '/' })
  })

  test('the state of an attempt is told to its own browser only (FLOW-17)', async () => {
    const { browser } = await play(stage, { start: `/sign-in/microsoft?display=popup&popup=${popup}` })
    const stranger = visitor(stage)
    await stranger.get('/sign-in/microsoft')
    expect(await statusOf(stranger)).toEqual({ location: null })
    await stranger.post('/sign-in/microsoft/cancel', { popup })
    expect(await browser.session()).toBeDefined()
    expect((await stranger.get(`/sign-in/microsoft/done?popup=${popup}`)).headers.get('location')).toBe(
      '/sign-in',
    )
  })

  test('who closes it is told so within seconds, and a late answer signs nobody in (R7)', async () => {
    const id = crypto.randomUUID()
    const before = await snapshot(stage)
    const { browser, location } = await play(stage, {
      start: `/sign-in/microsoft?display=popup&popup=${id}&return_to=/account`,
      callback: (url) => url,
      browser: await cancelled(id),
    })
    expect(location).toContain(`/sign-in/microsoft/done?popup=${id}`)
    expect(await browser.session()).toBeDefined()
    await clearUsers(stage)

    const late = visitor(stage)
    const lateId = crypto.randomUUID()
    const played = await play(stage, {
      browser: late,
      start: `/sign-in/microsoft?display=popup&popup=${lateId}&return_to=/account`,
      callback: () => `${tmasUrl}/sign-in/microsoft/status?popup=${lateId}`,
    })
    expect(await played.response.json()).toEqual({ location: null })
    const { location: where } = await (await late.post('/sign-in/microsoft/cancel', { popup: lateId })).json()
    expect(where).toMatch(/^\/sign-in\?refused=popup_closed&reference=\w{8}&return_to=%2Faccount$/)
    expect(await newestAttempt(stage)).toMatchObject({ code: 'popup_closed', outcome: 'refused' })
    expect(await late.session()).toBeUndefined()
    const { users } = await snapshot(stage)
    expect(users.map(({ lastSignInAt, ...user }) => user)).toEqual(
      before.users.map(({ lastSignInAt, ...user }) => user),
    )
  })

  test('one that never comes back ends as that after 15 minutes (R7, R17)', async () => {
    const browser = visitor(stage)
    const id = crypto.randomUUID()
    await browser.get(`/sign-in/microsoft?display=popup&popup=${id}`)
    stage.passTime(16 * 60_000)
    const { location } = await (await browser.get(`/sign-in/microsoft/status?popup=${id}`)).json()
    expect(location).toContain('refused=not_returned')
  })

  test('continue in this window: the same attempt goes on, and what the abandoned pop-up still sends is too late', async () => {
    const browser = visitor(stage)
    const id = crypto.randomUUID()
    let abandoned = ''
    await play(stage, {
      browser,
      start: `/sign-in/microsoft?display=popup&popup=${id}`,
      callback: (url) => {
        abandoned = String(url)
        return `${tmasUrl}/sign-in`
      },
    })
    const attempts = await countAttempts()
    const { location } = await play(stage, {
      browser,
      start: `/sign-in/microsoft?popup=${id}&return_to=/account`,
    })
    expect(location).toBe('/')
    expect(await countAttempts()).toBe(attempts)
    const late = await browser.get(abandoned)
    expect(late.headers.get('location')).toContain('refused=')
    expect(await stage.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  test.each(['', 'x', '__proto__', "' or 1=1", popup.replace('7', 'g')])(
    'a pop-up called %j is none',
    async (id) => {
      const browser = visitor(stage)
      const query = new URLSearchParams({ popup: id })
      expect((await browser.get(`/sign-in/microsoft/status?${query}`)).status).toBe(200)
      expect((await browser.get(`/sign-in/microsoft/done?${query}`)).status).toBe(303)
      expect((await browser.post('/sign-in/microsoft/cancel', { popup: id })).status).toBe(200)
      expect((await browser.get(`/sign-in/microsoft?${query}`)).status).toBe(303)
    },
  )

  /** A browser that has cancelled an attempt of this pop-up before it began: there was nothing to end. */
  async function cancelled(id: string) {
    const browser = visitor(stage)
    expect(await (await browser.post('/sign-in/microsoft/cancel', { popup: id })).json()).toEqual({
      location: null,
    })
    return browser
  }

  async function statusOf(browser: ReturnType<typeof visitor>) {
    return (await browser.get(`/sign-in/microsoft/status?popup=${popup}`)).json()
  }
})

describe('the choice among customers (R11)', () => {
  test('a customer that has only claimed the tenant is not offered beside one that has proved it, nor chosen (R11)', async () => {
    const second = await customerWithTenant(stage, 'Second', northTenantId)
    const rogue = await customerWithTenant(stage, 'Rogue', northTenantId, { claimed: true })
    await userIn(stage, second.chainId, bea)
    await userIn(stage, rogue.chainId, bea)
    const { browser, location } = await play(stage)
    const attempt = new URL(location, tmasUrl).searchParams.get('attempt') ?? ''
    const page = await (await browser.get(location)).text()
    expect(page).toContain('Second')
    expect(page).not.toContain('Rogue')

    const chosen = await browser.post('/sign-in/microsoft/choose', { attempt, customer: rogue.chainId })
    expect(chosen.headers.get('location')).toContain('refused=')
    expect(await browser.session()).toBeUndefined()
    expect(await stage.db.selectFrom('session').select('id').execute()).toEqual([])
    expect(await stage.db.selectFrom('microsoftLink').select('id').execute()).toEqual([])
    await clearUsers(stage)
    for (const { chainId } of [second, rogue])
      await stage.db.deleteFrom('userAccount').where('customerId', '=', chainId).execute()
  })

  test('a customer that was not offered, a foreign attempt, a choice made twice: none of them opens a second door', async () => {
    const second = await customerWithTenant(stage, 'Second', northTenantId)
    const third = await customerWithTenant(stage, 'Third', null)
    await userIn(stage, second.chainId, bea)
    await userIn(stage, third.chainId, bea)
    const { browser, location } = await play(stage)
    const attempt = new URL(location, tmasUrl).searchParams.get('attempt') ?? ''
    const page = await (await browser.get(location)).text()
    expect(page).toContain('Second')
    expect(page).not.toContain('Third')

    const twice = await Promise.all([
      browser.post('/sign-in/microsoft/choose', { attempt, customer: second.chainId }),
      browser.post('/sign-in/microsoft/choose', { attempt, customer: stage.north.chainId }),
    ])
    expect(twice.filter(({ headers }) => headers.get('location') === '/')).toHaveLength(1)
    expect(await stage.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    expect(await stage.db.selectFrom('microsoftLink').select('id').execute()).toHaveLength(1)
    const late = await browser.post('/sign-in/microsoft/choose', { attempt, customer: second.chainId })
    expect(late.headers.get('location')).toContain('refused=expired')
    expect(await stage.db.selectFrom('session').select('id').execute()).toHaveLength(1)

    await clearUsers(stage)
    const other = await play(stage)
    const notOffered = new URL(other.location, tmasUrl).searchParams.get('attempt') ?? ''
    await other.browser.post('/sign-in/microsoft/choose', { attempt: notOffered, customer: third.chainId })
    expect(await other.browser.session()).toBeUndefined()
    await stage.db
      .updateTable('userAccount')
      .set({ email: 'gone@gone.example' })
      .where('customerId', 'in', [second.chainId, third.chainId])
      .where('email', '=', bea)
      .execute()
  })
})

function without(url: URL, name: string): URL {
  const changed = new URL(url)
  changed.searchParams.delete(name)
  return changed
}

function replacing(url: URL, name: string, value: string): URL {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed
}

async function countAttempts(): Promise<number> {
  return (await stage.db.selectFrom('signInAttempt').select('id').execute()).length
}

/** Something happens to the callback first; the person's own visit must then succeed as if nothing had. */
async function expectAdmittedAfter(first: (url: string, cookie: string) => Promise<void>) {
  const browser = visitor(stage)
  let link = ''
  await play(stage, {
    browser,
    callback: (url) => {
      link = String(url)
      return `${tmasUrl}/sign-in`
    },
  })
  await first(link, `tmas-attempt=${browser.cookies.get('tmas-attempt')}`)
  expect(await stage.db.selectFrom('session').select('id').execute()).toEqual([])
  await browser.get(link)
  expect(await browser.session()).toMatchObject({ user: { id: stage.beaId } })
}
