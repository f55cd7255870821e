/** What anonymous visitors can make the server do is bounded (R34). */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  tmasUrl,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId, tmasClientId } from '../../emulator/sample.ts'
import { largestBody } from './body-limits.ts'
import { watchLoop } from './loop-guard.ts'
import { bodyOf, piece } from './testing/counted-body.ts'

let door: FrontDoor
let chainId: string

beforeAll(async () => {
  door = await openFrontDoor()
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
})
afterAll(() => door.close())

function another(more: Partial<Parameters<typeof createApp>[0]> = {}) {
  const entra = {
    authority: door.emulator.url,
    clientId: tmasClientId,
    credentials: [],
    redirectUri: `${tmasUrl}/sign-in/microsoft/callback`,
  }
  const config = { url: tmasUrl, secure: false, entra, trustedProxies: [] }
  const { db, sealer, now } = door
  const log = pino({ level: 'silent' })
  return createApp({
    config,
    db,
    entra: door.entra,
    log,
    sealer,
    now,
    readiness: async () => undefined,
    ...more,
  })
}

describe('documents that are the same for everyone are made once', () => {
  test.each(['/api/docs', '/api/v1/openapi.json', '/help', '/help/cannot-sign-in'])(
    '%s has an ETag, whatever it is compressed with, and those who have it are answered 304',
    async (path) => {
      const first = await visitor(door).get(path)
      const tag = first.headers.get('etag') ?? ''
      expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
      const body = await first.text()
      for (const known of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
        const again = await visitor(door).get(path, { 'if-none-match': known })
        expect(again.status).toBe(304)
        expect(await again.text()).toBe('')
      }
      const changed = await visitor(door).get(`${path}?x=1`, { 'if-none-match': '"other"' })
      expect(changed.status).toBe(200)
      expect(await changed.text()).toBe(body)
    },
  )

  test('each language has its own, and nobody is given another one’s', async () => {
    for (const path of ['/api/docs', '/help', '/help/cannot-sign-in']) {
      const pages = []
      for (const language of ['en', 'fr', 'es']) {
        const page = await visitor(door).get(path, { 'accept-language': language })
        expect(page.headers.get('vary')).toContain('Accept-Language')
        const html = await page.text()
        expect(html).toContain(`<html lang="${language}"`)
        pages.push(page.headers.get('etag'))
      }
      expect(new Set(pages).size).toBe(3)
    }
  })
})

describe('permission before body', () => {
  test('nothing that a stranger sends to the API is read, whatever its length says', async () => {
    const routes = changing(door.app.routes).filter(
      ({ path }) => path.startsWith('/api/v1/') && path !== '/api/v1/session',
    )
    expect(routes.length).toBeGreaterThan(30)
    for (const { method, path } of routes) {
      const others: Record<string, string>[] = [
        {},
        { 'content-length': String(5 * 1024 * 1024) },
        { cookie: 'tmas=nothing' },
      ]
      for (const headers of others) {
        const body = bodyOf(5 * 1024 * 1024)
        const response = await send(method, path, body, { origin: tmasUrl, ...headers })
        expect([method, path, response.status]).toEqual([method, path, 401])
        expect([method, path, body.read()]).toEqual([method, path, 0])
      }
    }
  })

  test('a viewer’s five megabytes for an import are refused before they are read', async () => {
    const { browser } = await signedInWith(door, 'viewer', chainId)
    const body = bodyOf(5 * 1024 * 1024)
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const headers = { origin: tmasUrl, cookie, 'content-type': 'text/csv' }
    const response = await send('POST', '/api/v1/users/import?dryRun=true', body, headers)
    expect(response.status).toBe(403)
    expect(body.read()).toBe(0)
  })

  test('every route that takes a body has a limit, and hardly more than that is read', async () => {
    const routes = changing(door.app.routes)
    expect(routes.length).toBeGreaterThan(40)
    for (const { method, path } of routes) {
      const most = largestBody(path)
      expect(most).toBeLessThanOrEqual(5 * 1024 * 1024)
      const body = bodyOf(most + 2 * piece)
      const response = await send(method, path, body, { origin: tmasUrl })
      expect([method, path, [401, 403, 404, 413].includes(response.status)]).toEqual([method, path, true])
      expect(body.read()).toBeLessThanOrEqual(most + 2 * piece)
    }
  })

  test('a pasted page of Microsoft’s has 8 kB at most', async () => {
    const paste = (text: string) => visitor(door).post('/help/microsoft-error', { text })
    expect((await paste('AADSTS50105 '.padEnd(8000, 'x'))).status).toBe(200)
    expect((await paste('x'.repeat(8200))).status).toBe(413)
    expect((await paste('x'.repeat(64_000))).status).toBe(413)
  })
})

describe('while the process is late', () => {
  test.each(['/help', '/help/cannot-sign-in', '/api/docs', '/api/v1/openapi.json', '/consent-kit?token=x'])(
    '%s is answered 503, to be asked for again',
    async (path) => {
      const late = visitor({ app: another({ isLate: () => true }) })
      const answer = await late.get(path)
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await visitor({ app: another({ isLate: () => false }) }).get(path)).status).not.toBe(503)
    },
  )

  test('sign-ins and sessions are served', async () => {
    const late = visitor({ app: another({ isLate: () => true }) })
    expect((await late.get('/sign-in')).status).toBe(200)
    expect((await late.get('/sign-in/microsoft')).status).toBe(303)
    expect((await late.get('/api/v1/session')).status).toBe(401)
    expect((await late.post('/sign-in', { username: 'nobody', password: 'x' })).status).toBe(303)
  })

  test('it is noticed when something takes the whole time of the process, and when that is over', async () => {
    const watch = watchLoop()
    await vi.waitUntil(() => !watch.isLate(), { timeout: 20_000, interval: 50 })
    await vi.waitUntil(
      () => {
        const until = performance.now() + 400
        while (performance.now() < until);
        return watch.isLate()
      },
      { timeout: 30_000, interval: 50 },
    )
    expect(watch.delay()).toBeGreaterThan(200)
    await vi.waitUntil(() => !watch.isLate(), { timeout: 20_000, interval: 50 })
    watch.stop()
  }, 90_000)
})

test('an upload that breaks off is no error of ours', async () => {
  const logged: { level: number; msg: string }[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const server = createAdaptorServer({ fetch: another({ log }).fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  const type = 'Content-Type: application/x-www-form-urlencoded'
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: localhost:3000\r\nOrigin: ${tmasUrl}\r\n${type}\r\nContent-Length: 5000\r\n\r\nusername=a`,
  )
  await vi.waitUntil(() => socket.bytesWritten > 150)
  await new Promise((done) => setTimeout(done, 200))
  socket.destroy()
  await vi.waitUntil(() => logged.some(({ msg }) => msg === 'the visitor left'), { timeout: 20_000 })
  expect(logged.filter(({ level }) => level >= 50)).toEqual([])
  server.close()
})

function send(
  method: string,
  path: string,
  { stream }: ReturnType<typeof bodyOf>,
  headers: Record<string, string>,
) {
  const given = { host: 'localhost:3000', 'content-type': 'application/json', ...headers }
  const init = { method, body: stream, headers: given, duplex: 'half' }
  return Promise.resolve(door.app.request(tmasUrl + path, init as RequestInit))
}

function changing(routes: readonly { method: string; path: string }[]) {
  const seen = new Map(
    routes
      .filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
      .filter(({ path }) => !path.includes('*'))
      .map(({ method, path }) => [
        `${method} ${path}`,
        { method, path: path.replaceAll(/:\w+(\{[^}]*\})?/g, '0199f000-0000-7000-8000-000000000001') },
      ]),
  )
  return [...seen.values()]
}
