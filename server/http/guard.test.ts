import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { pageAssets } from '#server/http/page-assets.ts'
import { openLog } from '#server/platform/log.ts'
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
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'

const ada = 'ada.linked@north.example'
let door: FrontDoor
let signedIn: Visitor
beforeAll(async () => {
  door = await openFrontDoor()
  const { chainId } = await customerWithTenant(door, 'North', northTenantId)
  await userIn(door, chainId, ada, { firstName: '<b>Ada</b>' })
  signedIn = visitor(door)
  await signInWithMicrosoft(door, signedIn, ada)
})
afterAll(() => door.close())

type Sent = { method?: string; headers?: Record<string, string>; body?: BodyInit; app?: FrontDoor['app'] }
function send(path: string, { method = 'GET', headers = {}, body, app = door.app }: Sent = {}) {
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    body,
    headers: { host: 'localhost:3000', ...headers },
  }
  if (body instanceof ReadableStream) init.duplex = 'half'
  return Promise.resolve(app.request(tmasUrl + path, init))
}
const cookie = () => [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** Every kind of answer that TMAS gives, and the status that shows it is that one. */
const answers: [name: string, path: string, status: number, sent?: () => Sent][] = [
  ['the sign-in page', '/sign-in', 200],
  ['the sign-in page with a refusal', '/sign-in?refused=unknown_user&reference=ABCDEFGH', 200],
  ['the start at Microsoft', '/sign-in/microsoft', 303],
  ['a callback that nobody asked for', '/sign-in/microsoft/callback?code=x&state=y', 303],
  ['the end of a pop-up that there is not', '/sign-in/microsoft/done', 303],
  ['how a pop-up stands', '/sign-in/microsoft/status', 200],
  ['a choice that there is not', '/sign-in/microsoft/choose', 303],
  ['an unknown page', '/nothing/here', 404],
  ['an unknown address of the API', '/api/v1/nothing', 404],
  ['the API to a stranger', '/api/v1/session', 401],
  ['the API description', '/api/v1/openapi.json', 200],
  ['the home page to a stranger', '/', 303],
  ['the home page', '/', 200, () => ({ headers: { cookie: cookie() } })],
  ['who is signed in', '/api/v1/session', 200, () => ({ headers: { cookie: cookie() } })],
  [
    'a form from elsewhere',
    '/sign-in',
    403,
    () => ({ method: 'POST', headers: { origin: 'https://evil.example' } }),
  ],
  ['an empty form', '/sign-in', 400, () => ({ method: 'POST', headers: { origin: tmasUrl } })],
  [
    'a body that is too large',
    '/sign-in',
    413,
    () => ({
      method: 'POST',
      headers: { origin: tmasUrl, 'content-type': 'application/x-www-form-urlencoded' },
      body: `username=${'x'.repeat(70_000)}`,
    }),
  ],
  ['a fault of ours', '/sign-in/microsoft', 500, () => ({ app: brokenApp() })],
  [
    'a fault of ours in the API',
    '/api/v1/session',
    500,
    () => ({ app: brokenApp(), headers: { cookie: cookie() } }),
  ],
  ['signing out', '/sign-out', 303, () => ({ method: 'POST', headers: { origin: tmasUrl } })],
  ['another host', '/sign-in', 421, () => ({ headers: { host: 'evil.example' } })],
  ['the health', '/healthz', 200],
  ['the readiness', '/readyz', 200],
  ['what robots may read', '/robots.txt', 200],
  ...pageAssets.map(({ name, path }): [string, string, number] => [name, path, 200]),
]

describe('headers (WEB-09)', () => {
  test.each(answers)(
    '%s (%s, %d) has every security header and names no software',
    async (_, path, status, sent) => {
      const response = await send(path, sent?.())
      expect(response.status).toBe(status)
      const { headers } = response
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBeTruthy()
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toBeTruthy()
      expect(headers.get('cache-control')).toMatch(path.includes('/assets/') ? /immutable/ : /^no-store$/)
      for (const telling of ['x-powered-by', 'server', 'access-control-allow-origin'])
        expect(headers.get(telling)).toBeNull()
      expect(await response.text()).not.toMatch(/node_modules|\.ts:\d|at async|PostgreSQL|relation "/)
    },
  )

  test.each(answers.filter(([, , status]) => status !== 421))(
    '%s (%s, %d) over https asks browsers to stay there',
    async (_, path, status, sent) => {
      const order = sent?.() ?? {}
      const headers = {
        ...order.headers,
        host: 'tmas.example',
        ...(order.headers?.origin === tmasUrl && { origin: 'https://tmas.example' }),
      }
      const app = order.app ? brokenApp('https://tmas.example') : otherApp('https://tmas.example')
      const withPrefix = {
        ...headers,
        ...(order.headers?.cookie && { cookie: order.headers.cookie.replaceAll('tmas', '__Host-tmas') }),
      }
      const response = await send(path, { ...order, headers: withPrefix, app })
      expect(response.status).toBe(status)
      const maxAge = /max-age=(\d+); includeSubDomains/.exec(
        response.headers.get('strict-transport-security') ?? '',
      )?.[1]
      expect(Number(maxAge)).toBeGreaterThanOrEqual(31_536_000)
    },
  )

  test('only the front-channel page may be framed, and only by Microsoft', async () => {
    const { headers } = await send('/sign-out/front-channel?sid=x')
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; frame-ancestors ${door.emulator.url}`,
    )
  })

  test('no page has a script or a style of its own within it', async () => {
    for (const path of ['/sign-in', '/sign-in?refused=internal&reference=ABCDEFGH', '/nothing']) {
      const html = await (await send(path)).text()
      expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=|javascript:/i)
    }
  })

  test('the sign-in page, all in all, is under 20 kB', async () => {
    const page = await (await send('/sign-in')).text()
    const loaded = pageAssets.filter(({ path }) => page.includes(path))
    expect(loaded.map(({ name }) => name).sort()).toEqual(['page.css', 'sign-in.js'])
    const parts = await Promise.all(
      ['/sign-in', ...loaded.map(({ path }) => path)].map(
        async (path) => (await (await send(path)).arrayBuffer()).byteLength,
      ),
    )
    expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(20_000)
  })
})

const changing: [method: string, path: string][] = [
  ['POST', '/sign-in'],
  ['POST', '/sign-out'],
  ['POST', '/sign-in/microsoft/choose'],
  ['POST', '/sign-in/microsoft/cancel'],
  ['POST', '/api/v1/session'],
  ['DELETE', '/api/v1/session'],
]
const foreign: [string, () => Record<string, string>][] = [
  ['another origin', () => ({ origin: 'https://evil.example' })],
  ['an origin that begins like ours', () => ({ origin: 'http://localhost:3000.evil.example' })],
  ['our origin over https', () => ({ origin: 'https://localhost:3000' })],
  ['another port', () => ({ origin: 'http://localhost:3001' })],
  ['our origin with a path', () => ({ origin: `${tmasUrl}/` })],
  ['our origin in capitals', () => ({ origin: tmasUrl.toUpperCase() })],
  ['the origin null', () => ({ origin: 'null' })],
  ['an empty origin', () => ({ origin: '' })],
  ['two origins', () => ({ origin: `${tmasUrl}, https://evil.example` })],
  ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['a site beside ours', () => ({ 'sec-fetch-site': 'same-site' })],
  ['another site, with our session', () => ({ 'sec-fetch-site': 'cross-site', cookie: cookie() })],
  ['nowhere that it says, with our session', () => ({ cookie: cookie() })],
  ['nowhere that it says, with our session, by hand', () => ({ cookie: cookie(), 'sec-fetch-site': 'none' })],
]

describe('requests from elsewhere (WEB-04)', () => {
  const table = changing.flatMap(([method, path]) =>
    foreign.map(([name, headers]) => [method, path, name, headers] as const),
  )
  test.each(table)('%s %s from %s changes nothing: 403', async (method, path, _name, headers) => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'application/json',
      'text/plain',
      'multipart/form-data',
    ]) {
      const response = await send(path, { method, headers: { 'content-type': type, ...headers() } })
      expect(response.status).toBe(403)
    }
    expect(await signedIn.session()).toBeDefined()
  })

  test.each(['/sign-out', '/api/v1/session', '/sign-in/microsoft/cancel'])(
    'GET and a made-up method change nothing at %s',
    async (path) => {
      for (const query of ['?_method=DELETE', '?_method=POST', '']) await signedIn.get(path + query)
      for (const headers of [
        { 'x-http-method-override': 'DELETE' },
        { 'x-method-override': 'POST' },
      ] as Record<string, string>[])
        await signedIn.get(path, headers)
      expect(await signedIn.session()).toBeDefined()
    },
  )

  test('a form of our own with _method=DELETE is only a form', async () => {
    await signedIn.post('/api/v1/session', { _method: 'DELETE' })
    expect(await signedIn.session()).toBeDefined()
  })

  test('the answer is a problem for programs and a page for people', async () => {
    const headers = { origin: 'https://evil.example' }
    const problem = await send('/api/v1/session', { method: 'DELETE', headers })
    expect(await problem.json()).toMatchObject({ code: 'cross_origin', status: 403 })
    const page = await send('/sign-in', { method: 'POST', headers: { ...headers, accept: 'text/html' } })
    expect(await page.text()).toContain(messages.en.problem.forbiddenTitle)
  })
})

describe('whom the request calls (WEB-07, WEB-08)', () => {
  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost:3000.evil.example',
    'localhost:3000@evil.example',
    'localhost.evil.example:3000',
    'localhost:3000, evil.example',
    '127.0.0.1.evil.example',
    '[::1].evil.example',
    'localhost:3000:80',
    'localhost:3000/',
    ' ',
    '0.0.0.0:3000',
    '192.168.0.1',
  ])('the host %j is not ours: 421', async (host) => {
    for (const path of ['/sign-in', '/api/v1/session', '/sign-in/microsoft']) {
      const response = await door.app.fetch(new Request(tmasUrl + path, { headers: { host } }))
      expect(response.status).toBe(421)
      expect(response.headers.get('location')).toBeNull()
    }
  })

  test.each(['127.0.0.1:3000', '[::1]:3000', 'localhost'])(
    'the loopback name %s leads a page to our one name',
    async (host) => {
      const response = await send('//evil.example/x?a=b', { headers: { host } })
      expect(new URL(response.headers.get('location') ?? '', tmasUrl).origin).toBe(tmasUrl)
    },
  )

  test('what a client says of proxies is not believed where none is trusted (BF-05)', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '192.0.2.7',
      'x-real-ip': '192.0.2.7',
      forwarded: 'for=192.0.2.7;host=evil.example',
      'x-user': 'admin',
    }
    const started = await send('/sign-in/microsoft', { headers })
    expect(started.headers.get('location')).not.toContain('evil')
    const attempt = await door.db
      .selectFrom('signInAttempt')
      .select('ip')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(attempt.ip).not.toContain('192.0.2.7')
    expect((await send('/api/v1/session', { headers })).status).toBe(401)
  })
})

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  'javascript:alert(1)',
  '</title><svg onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '#{alert(1)}',
  '\u0000<b>',
  '%3Cscript%3Ealert(1)%3C/script%3E',
]

describe('what comes in is shown as text or not at all (WEB-11, INJ-02)', () => {
  const places = [
    'refused',
    'reference',
    'return_to',
    'chain',
    'lang',
    'username',
    'login_hint',
    'signed_out',
    'popup',
    'x',
  ]
  test.each(payloads.flatMap((payload) => places.map((place) => [place, payload] as const)))(
    '%s=%j',
    async (place, payload) => {
      const query = new URLSearchParams({ refused: 'unknown_user', reference: 'ABCDEFGH', [place]: payload })
      const html = await (await send(`/sign-in?${query}`)).text()
      expectHarmless(html)
      const started = await send(`/sign-in/microsoft?${query}`)
      expect(started.status).toBe(303)
    },
  )

  test.each(payloads)(
    'a name of %j that is slowed comes back as text',
    async (payload) => {
      let html = ''
      for (let i = 0; i < 12; i += 1) {
        const body = new URLSearchParams({ username: payload, password: 'x', return_to: payload })
        const response = await send('/sign-in', { method: 'POST', headers: { origin: tmasUrl }, body })
        expect(response.status).toBeLessThan(500)
        html = await response.text()
        if (response.status === 429) break
      }
      expectHarmless(html)
    },
    20_000,
  )

  test.each(payloads)('an address with %j in it leads nowhere', async (payload) => {
    const response = await send(`/${encodeURIComponent(payload)}`)
    expect(response.status).toBe(404)
    expectHarmless(await response.text())
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  })

  function expectHarmless(html: string) {
    expect(html).not.toMatch(/<script>|<img|<svg onload|<b>|<\/title><svg/)
    expect(html).not.toMatch(/(?:href|src|action)="javascript:/i)
    expect(html).not.toMatch(/value="[^"]*"(?!\s*(?:[\w-]+=|[\w-]+\s|>|\/))/)
  }
})

describe('a refusal in the address (R18)', () => {
  test.each(
    [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'UNKNOWN_USER',
      'unknown_user ',
      'nobody',
      'unknown_user\u0000',
      'x'.repeat(500),
    ].map((code) => [code.slice(0, 20), code] as const),
  )('a code that is not in the list (%j) is shown as nothing', async (_, code) => {
    const html = await (
      await send(`/sign-in?${new URLSearchParams({ refused: code, reference: 'ABCDEFGH' })}`)
    ).text()
    expect(html).not.toContain('data-refused')
    expect(html).not.toContain('<code>')
  })

  test.each([
    '',
    'abc',
    'ABCDE',
    'ABCDEFGHJKLMN',
    'abcdefgh',
    '<b>ABCDEF',
    'ABCD EFG',
    '../../AB',
    'ABCDEF\n',
  ])('a reference that is none (%j) is shown as nothing', async (reference) => {
    const html = await (
      await send(`/sign-in?${new URLSearchParams({ refused: 'expired', reference })}`)
    ).text()
    expect(html).toContain('data-refused="expired"')
    expect(html).not.toContain('<code>')
  })

  test('unknown_user, tenant_mismatch and microsoft_not_enabled read the same to the person', async () => {
    const pages = await Promise.all(
      ['unknown_user', 'tenant_mismatch', 'microsoft_not_enabled'].map(async (code) =>
        (await (await send(`/sign-in?refused=${code}`)).text()).replaceAll(code, 'code'),
      ),
    )
    expect(pages[0]).toContain(messages.en.refusalWords.unknown_user.person.sentence)
    for (const page of pages.slice(1)) {
      expect(page).toContain(messages.en.refusalWords.unknown_user.person.sentence)
      expect(page).not.toContain('data-refused="tenant_mismatch"')
    }
  })

  test('whose account it was is told to nobody who merely knows the reference (R18)', async () => {
    const own = visitor(door)
    const { location } = await signInWithMicrosoft(door, own, 'ines.typo@north.example')
    expect(await (await own.get(location)).text()).toContain('ines.typo@north.example')
    expect(await (await visitor(door).get(location)).text()).not.toContain('ines.typo')
    const other = visitor(door)
    await other.get('/sign-in/microsoft')
    expect(await (await other.get(location)).text()).not.toContain('ines.typo')
  })
})

describe('sizes and shapes', () => {
  test.each([
    ['/sign-in', 'application/x-www-form-urlencoded'],
    ['/api/v1/session', 'application/json'],
    ['/sign-in/microsoft/choose', 'multipart/form-data; boundary=x'],
    ['/sign-in/microsoft/cancel', 'application/x-www-form-urlencoded'],
  ])('a body of more than 64 kB at %s is 413, said beforehand or not', async (path, type) => {
    const big = `username=${'x'.repeat(70_000)}`
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i += 1) controller.enqueue(Buffer.from('x'.repeat(10_000)))
        controller.close()
      },
    })
    for (const body of [big, stream]) {
      const response = await send(path, {
        method: 'POST',
        headers: { origin: tmasUrl, 'content-type': type },
        body,
      })
      expect(response.status).toBe(413)
    }
  })

  test.each([
    ['multipart without a boundary', 'multipart/form-data', 'x'],
    [
      'multipart that ends early',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nada',
    ],
    ['JSON', 'application/json', '{"username":"a","password":"b"}'],
    ['plain text', 'text/plain', 'username=a&password=b'],
    ['fields as arrays', 'application/x-www-form-urlencoded', 'username[]=a&password[]=b'],
    [
      'a file for a name',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="username"; filename="a"\r\n\r\nada\r\n--x--\r\n',
    ],
    [
      'fields called __proto__',
      'application/x-www-form-urlencoded',
      '__proto__=a&constructor=b&__proto__[username]=c',
    ],
    ['bytes that are no text', 'application/x-www-form-urlencoded', 'username=%ff%fe'],
    ['nothing', '', ''],
  ])(
    '%s instead of the form is 400, and nobody is signed in (INJ-05, INJ-07, INJ-08)',
    async (_, type, body) => {
      for (const path of ['/sign-in', '/sign-in/microsoft/choose']) {
        const response = await send(path, {
          method: 'POST',
          headers: { origin: tmasUrl, ...(type && { 'content-type': type }) },
          body,
        })
        expect(response.status).toBe(400)
        expect(response.headers.getSetCookie()).toEqual([])
      }
      expect(({} as { username?: string }).username).toBeUndefined()
    },
  )

  test.each(
    [
      '/Sign-In',
      '//sign-in',
      '/sign-in/',
      '/sign-in;x',
      '/sign-in%2f',
      '/./sign-in/.',
      '/api/v1/session/',
      '/API/v1/session',
      '/api//v1/session',
      '/api/v1/session;x=y',
      '/.git/config',
      '/.env',
      '/package.json',
      '/server/main.ts',
      '/console/../../package.json',
      '/console/..%2f..%2fpackage.json',
      '/console/%2e%2e/package.json',
      '/assets/../pages/layout.ts',
      '/assets/sign-in.js',
      '/metrics',
      '/console/assets/index.js.map',
      '/sign-in.map',
      '/%00',
      '/%',
      '/%ff',
      `/${'x'.repeat(5000)}`,
    ].map((path) => [path.slice(0, 40), path] as const),
  )('%s leads nowhere, and shows nothing of ours (WEB-16, WEB-17, WEB-18)', async (_, path) => {
    const response = await door.app.fetch(
      new Request(tmasUrl + path, { headers: { host: 'localhost:3000', cookie: cookie() } }),
    )
    expect([400, 404, 200]).toContain(response.status)
    const body = await response.text()
    if (response.status === 200) expect(body).toContain('<h1>')
    expect(body).not.toMatch(/"dependencies"|postgres:\/\/|ENTRA_CLIENT|import \{/)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])(
    '%s at an address that does not take it is a 4xx, or the head of what GET answers',
    async (method) => {
      for (const path of [
        '/',
        '/sign-in',
        '/sign-out',
        '/healthz',
        '/api/v1/session',
        '/sign-in/microsoft',
      ]) {
        const response = await send(path, { method, headers: { origin: tmasUrl } })
        expect(response.status).toBeLessThan(500)
        if (method !== 'HEAD' && !(method === 'DELETE' && path === '/api/v1/session'))
          expect(response.status).toBeGreaterThanOrEqual(400)
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    },
  )

  test.each(['fr', 'es', 'en'])(
    'the page is in %s for who wants it, and the choice lasts',
    async (language) => {
      const browser = visitor(door)
      expect(await (await browser.get(`/sign-in?lang=${language}`)).text()).toContain(
        `<html lang="${language}"`,
      )
      expect(await (await browser.get('/sign-in?refused=expired')).text()).toContain(
        messages[language as 'fr'].refusalWords.expired.person.sentence,
      )
      expect(
        await (await send('/sign-in', { headers: { 'accept-language': `${language}-XX,de;q=0.5` } })).text(),
      ).toContain(`<html lang="${language}"`)
    },
  )

  test.each(['xx', '__proto__', 'constructor', 'fr\r\nSet-Cookie: a=b', '../fr', ''])(
    'a language of %j is none',
    async (lang) => {
      const response = await send(`/sign-in?${new URLSearchParams({ lang })}`)
      expect(response.headers.getSetCookie()).toEqual([])
      expect(await response.text()).toContain('<html lang="en"')
    },
  )
})

describe('problems (RFC 9457)', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404, 'not_found'],
    ['GET', '/api/v2/session', 404, 'not_found'],
    ['GET', '/api/v1/session', 401, 'not_signed_in'],
    ['POST', '/api/v1/session', 400, 'invalid_request'],
  ])('%s %s is %d %s, in the contract’s shape', async (method, path, status, code) => {
    const response = await send(path, {
      method,
      headers: { origin: tmasUrl, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{}' }),
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const problem = await response.json()
    expect(problem).toMatchObject({
      status,
      code,
      title: expect.any(String),
      detail: expect.any(String),
      type: expect.any(String),
    })
    expect(problem.reference).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    if (status === 400)
      expect(problem.errors).toEqual({ username: expect.any(String), password: expect.any(String) })
  })

  test('a fault of ours says its reference and nothing else (WEB-18)', async () => {
    const api = await (
      await send('/api/v1/session', { app: brokenApp(), headers: { cookie: cookie() } })
    ).json()
    expect(Object.keys(api).sort()).toEqual(['code', 'detail', 'reference', 'status', 'title', 'type'])
    expect(JSON.stringify(api)).not.toContain('boiler')
    const page = await (await send('/sign-in/microsoft', { app: brokenApp() })).text()
    expect(page).toMatch(/<code>[2-9A-HJKMNP-Z]{8}<\/code>/)
    expect(page).not.toContain('boiler')
  })
})

function otherApp(url = tmasUrl): FrontDoor['app'] {
  return appWith(url, {})
}

/** The clock breaks, and with it whatever asks what time it is. */
function brokenApp(url = tmasUrl): FrontDoor['app'] {
  const now = () => {
    throw new Error('the boiler burst')
  }
  return appWith(url, { now })
}

function appWith(url: string, more: { now?: () => Date }): FrontDoor['app'] {
  const { db, entra, now } = door
  const redirectUri = `${url}/sign-in/microsoft/callback`
  const config = {
    url,
    secure: url.startsWith('https:'),
    entra: { authority: door.emulator.url, clientId: '', credentials: [], redirectUri },
    trustedProxies: [],
  }
  return createApp({
    config,
    db,
    entra,
    log: openLog('silent'),
    sealer: door.sealer,
    now,
    readiness: async () => undefined,
    ...more,
  })
}
