import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { addCustomer } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { cuttableWire } from './testing/cuttable.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let wire: Awaited<ReturnType<typeof cuttableWire>>
let server: Awaited<ReturnType<typeof startServer>>
let url: string
let cookie: string

beforeAll(async () => {
  database = await testDatabase()
  wire = await cuttableWire(database.url)
  url = `http://localhost:${await freePort()}`
  server = await startServer(
    readConfig({
      TMAS_URL: url,
      DATABASE_URL: wire.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      // Nobody answers here: these doors must not need Microsoft.
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    }),
  )
  const passwordHash = await leastHash('Right-horse-7!')
  const manager = { username: 'max', email: 'max@north.example', passwordHash }
  await addCustomer(database.db, { kind: 'operator' }, { name: 'North' }, manager, new Date())
  cookie = (await signIn()).headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(async () => {
  await server.stop()
  await wire.cut()
  await database.close()
})

test('while the database is away, TMAS says so everywhere, lets nobody in, and goes on by itself afterwards (FD-02, SESS-09)', async () => {
  expect(await session()).toBe(200)
  await wire.cut()
  try {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    const api = await fetch(`${url}/api/v1/session`, { headers: { cookie } })
    expect(api.status).toBe(503)
    expect(Number(api.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await api.json()).toMatchObject({ code: 'unavailable', status: 503 })
    for (const path of [
      '/',
      '/sign-in/microsoft',
      '/sign-in/microsoft/status?popup=7d3f6a52-0000-4000-8000-00000000000a',
    ]) {
      const page = await fetch(url + path, {
        // A start that no page of ours led to is kept nowhere, so it needs no database before Microsoft answers.
        headers: { cookie: `${cookie}; tmas-attempt=${'A'.repeat(43)}`, referer: `${url}/sign-in` },
        redirect: 'manual',
      })
      expect(page.status, path).toBe(503)
      const html = await page.text()
      expect(html).toContain(messages.en.problem.unavailableTitle)
      expect(html).not.toMatch(/ECONN|postgres|node_modules|\.ts:/)
    }
    expect((await signIn()).status).toBe(503)
    expect((await signOut()).status).toBe(503)
  } finally {
    await wire.mend()
  }
  expect(await session()).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('connections that the database ends are replaced, and nothing is doubled (FD-03)', async () => {
  await Promise.all(Array.from({ length: 5 }, () => session()))
  const before = await countSessions()
  await endConnections()
  expect(await sessionInTheEnd()).toBe(200)
  expect(await countSessions()).toBe(before)
})

test('a database that takes no writes refuses sign-ins with 503, and reads go on (FD-03, FD-07)', async () => {
  await setReadOnly(true)
  try {
    expect(await sessionInTheEnd()).toBe(200)
    expect((await signIn()).status).toBe(503)
    await expect.poll(readiness, { timeout: 10_000 }).toEqual([503, 'the database is read-only'])
  } finally {
    await setReadOnly(false)
  }
  expect(await sessionInTheEnd()).toBe(200)
  await expect.poll(readiness, { timeout: 10_000 }).toEqual([200, expect.stringContaining('ready')])
  expect((await signIn()).status).toBe(201)
})

test('who waits for a lock that is not given up gets 503, and nothing is half done (FD-04)', async () => {
  const before = await countSessions()
  await database.db.transaction().execute(async (trx) => {
    await sql`select id from customer for update`.execute(trx)
    expect((await signIn()).status).toBe(503)
  })
  expect(await countSessions()).toBe(before)
  expect((await signIn()).status).toBe(201)
})

test('with every connection busy, the health still answers and nobody waits for ever (FD-05)', async () => {
  await database.db.transaction().execute(async (trx) => {
    await sql`lock table session in access exclusive mode`.execute(trx)
    const waiting = Array.from({ length: 15 }, () => session())
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    for (const status of await Promise.all(waiting)) expect(status).toBe(503)
  })
  expect(await session()).toBe(200)
}, 30_000)

test.each([
  ['a header of 20 kB', `GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, [431]],
  [
    'cookies of 40 kB (WEB-12)',
    `GET /sign-in HTTP/1.1\r\nHost: HOST\r\nCookie: ${'a=b; '.repeat(8000)}\r\n\r\n`,
    [431],
  ],
  [
    '100 cookies (WEB-12)',
    `GET /sign-in HTTP/1.1\r\nHost: HOST\r\nCookie: ${'a=b; '.repeat(100)}x=y\r\n\r\n`,
    [200],
  ],
  ['an address of 20 kB', `GET /sign-in?x=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`, [431]],
  [
    'two lengths and chunks (WEB-14)',
    'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    [400],
  ],
  [
    'two different lengths (WEB-14)',
    'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx',
    [400],
  ],
  ['a folded header (WEB-14)', 'GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX: a\r\n b\r\n\r\n', [400]],
  ['a bare line feed (WEB-14)', 'GET /sign-in HTTP/1.1\nHost: HOST\n\n', [400]],
  ['a blank before the colon (WEB-14)', 'GET /sign-in HTTP/1.1\r\nHost : HOST\r\n\r\n', [400]],
  ['no host (WEB-07)', 'GET /sign-in HTTP/1.1\r\n\r\n', [400, 421]],
  ['two hosts (WEB-07)', 'GET /sign-in HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n', [400, 421]],
  [
    'another host in the request line (WEB-07)',
    'GET http://evil.example/sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n',
    [200, 400, 421],
  ],
  ['another host (WEB-07)', 'GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n', [421]],
  ['a path that climbs', 'GET /console/../../../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n', [404]],
  ['a method that there is not', 'BREW /sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404, 405]],
])('over the wire, %s: answered as it should be, and TMAS lives on (DOS-04)', async (_, request, allowed) => {
  const answer = await raw(request.replaceAll('HOST', new URL(url).host))
  expect(allowed).toContain(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]))
  expect(answer).not.toMatch(/location: [^\r]*evil/i)
  expect(answer).not.toContain('root:')
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('asked to stop while a request is under way, TMAS finishes it', async () => {
  const port = await freePort()
  const other = await startServer(
    readConfig({
      TMAS_URL: `http://localhost:${port}`,
      DATABASE_URL: wire.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    }),
  )
  const asked = request(`http://localhost:${port}/api/v1/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: `http://localhost:${port}`,
      expect: '100-continue',
    },
  })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  asked.flushHeaders()
  // The server has the request, and waits for its body.
  await once(asked, 'continue')
  const stopped = other.stop()
  asked.end(JSON.stringify({ username: 'max', password: 'Right-horse-7!' }))
  const [answer] = await answered
  expect(answer.statusCode).toBe(201)
  answer.resume()
  await stopped
  await expect(fetch(`http://localhost:${port}/healthz`)).rejects.toThrow()
})

function signIn(at = url) {
  return fetch(`${at}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: at },
    body: JSON.stringify({ username: 'max', password: 'Right-horse-7!' }),
  })
}

/** With a session that does not exist: nobody is signed out by these tests. */
function signOut() {
  return fetch(`${url}/api/v1/session`, {
    method: 'DELETE',
    headers: { origin: url, cookie: `tmas=${'A'.repeat(43)}` },
  })
}

async function readiness(): Promise<[status: number, text: string]> {
  const answer = await fetch(`${url}/readyz`)
  return [answer.status, await answer.text()]
}

async function session(): Promise<number> {
  return (await fetch(`${url}/api/v1/session`, { headers: { cookie } })).status
}

/** What it comes to once the connections that were ended have been noticed. */
async function sessionInTheEnd(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await session()) === 200) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return session()
}

async function setReadOnly(on: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1)
  await database.asOwner(
    `begin; set transaction read write;
      alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}; commit`,
  )
  await endConnections()
}

/** All but the one that ends the others. */
async function endConnections(): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db)
}

async function countSessions(): Promise<number> {
  return (await database.db.selectFrom('session').select('id').execute()).length
}

function raw(request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    const done = () => resolve(answer)
    socket.setTimeout(1500, () => socket.destroy())
    socket.on('data', (bytes) => {
      answer += bytes
      if (answer.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('close', done)
    socket.on('error', () => {})
    socket.write(request)
  })
}
