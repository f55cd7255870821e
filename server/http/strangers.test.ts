/**
 * Every route, opened by nobody, with hostile input: which of them answer, and that what they leave behind has an end (R34).
 *
 * A new route that answers strangers has no row here, and fails the first test. To give it one, say how many rows one
 * request of it may leave, and make sure that its table is one of those that expire.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteAllOverdue } from '#server/attempts/bounds.queries.ts'
import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { deleteOldPasswordTries } from '#server/passwords/password-tries.ts'
import { tmasUrl, userIn, visitor } from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(stage, stage.north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
})
afterAll(() => stage.close())

/**
 * The rows that strangers may leave for a while, and who deletes them. Every other table is permanent, and no anonymous
 * request adds a row to it.
 */
const expiring = {
  signInAttempt: 'kept_until; deleteAllOverdue',
  signInAttemptCustomer: 'with its attempt',
  passwordTries: '15 minutes; deleteOldPasswordTries',
  passwordNameTried: '15 minutes; deleteOldPasswordTries',
  forgottenPassword: 'a moment; answerForgottenPasswords',
  mail: 'until it is sent, or given up for 3 days',
  passwordLink: 'an hour; deleteExpiredPasswordLinks',
}

/** Routes that answer strangers with more than a refusal, and the rows that one request of each may leave. */
const anonymous: Record<string, number> = {
  'GET /': 0,
  'GET /account': 0,
  'GET /administration/*': 0,
  'GET /api/docs': 0,
  'GET /api/v1/openapi.json': 0,
  'DELETE /api/v1/session': 0,
  'POST /api/v1/session': 4,
  'GET /confirm-address': 0,
  'POST /confirm-address': 0,
  'GET /consent-kit': 0,
  'GET /consent-kit/answer': 0,
  'GET /forgot-password': 0,
  'POST /forgot-password': 2,
  'GET /healthz': 0,
  'GET /help': 0,
  'GET /help/:slug': 0,
  'GET /help/microsoft-error': 0,
  'POST /help/microsoft-error': 0,
  'GET /readyz': 0,
  'GET /set-password': 0,
  'POST /set-password': 0,
  'GET /robots.txt': 0,
  'GET /sign-in': 0,
  'POST /sign-in': 4,
  'GET /sign-in/microsoft': 2,
  'GET /sign-in/microsoft/callback': 1,
  'GET /sign-in/microsoft/choose': 0,
  'POST /sign-in/microsoft/choose': 1,
  'GET /sign-in/microsoft/confirm': 0,
  'GET /sign-in/microsoft/confirm/go': 0,
  'GET /sign-in/microsoft/done': 0,
  'GET /sign-in/microsoft/status': 0,
  'POST /sign-in/microsoft/cancel': 0,
  'GET /sign-in/second-factor': 0,
  'POST /sign-in/returned': 2,
  'GET /sign-in/was-this-you': 0,
  'POST /sign-in/was-this-you': 0,
  'POST /sign-in/second-factor': 0,
  'POST /sign-in/second-factor/passkey': 0,
  'GET /sign-in/second-factor/set-up': 0,
  'POST /sign-in/second-factor/set-up': 0,
  'POST /sign-in/second-factor/set-up/passkey': 0,
  'POST /sign-in/second-factor/set-up/device': 0,
  'GET /sign-in/soon': 0,
  'GET /sign-in/device': 0,
  'POST /sign-in/device': 0,
  'POST /sign-in/tell-manager': 0,
  'POST /sign-out': 0,
  'POST /sign-out/left': 0,
  'GET /shared-computer': 0,
  'POST /shared-computer/code': 0,
  'POST /shared-computer/taken': 0,
  'GET /shared-computer/link': 0,
  'POST /shared-computer/link': 0,
  'GET /stop-address': 0,
  'POST /stop-address': 0,
  'GET /sign-out/front-channel': 0,
  'GET /sign-out/microsoft': 0,
}

/** Bytes of the largest answer to a stranger that is made anew for each. */
const largestPage = 64 * 1024

const nowhere = '0199f000-0000-7000-8000-000000000001'
const long = 'x'.repeat(1500)

/** What a stranger puts into every address and form. */
const inputs = (): Record<string, string>[] => [
  {},
  { chain: stage.north.chainId, login_hint: `${long}@north.example`, return_to: `/account?${long}` },
  { chain: stage.north.chainId, popup: crypto.randomUUID(), display: 'popup', blocked: '1' },
  { code: long, state: 'S'.repeat(43), error: 'access_denied', error_description: long },
  { code: 'c', state: `s.${'x'.repeat(300)}`, id_token: 'a.b.c' },
  { code: 'c', state: `c.${'x'.repeat(300)}` },
  { admin_consent: 'True', tenant: nowhere, state: '1' },
  { token: 'T'.repeat(43), password: 'Wrong-Pass-1', repeated: 'Wrong-Pass-1' },
  { username: 'pat', password: 'Wrong-Pass-1', return_to: '/' },
  { username: `nobody\u0000${long.slice(0, 200)}`, password: long },
  { name: 'pat', email: 'pat@north.example', username: 'pat' },
  { refused: 'not_returned', reference: 'ABCDEFGH', email: 'pat@north.example', text: long },
  { attempt: nowhere, customer: stage.north.chainId, sid: "' or 1=1", popup: nowhere, code: '123456' },
]

test('every route that answers a stranger stands in the table, and leaves no more than it says (R34)', async () => {
  const permanent = await countPermanent()
  const answered = new Map<string, number>()
  for (const { method, path } of routes()) {
    const before = await countExpiring()
    let sent = 0
    for (const input of inputs()) {
      sent += 1
      const response = await open(method, path, input)
      const body = await response.arrayBuffer()
      expect([method, path, response.status < 500]).toEqual([method, path, true])
      const isStatic = /immutable/.test(response.headers.get('cache-control') ?? '')
      const isDocument = /openapi|docs/.test(path)
      if (!isStatic && !isDocument) expect([path, body.byteLength <= largestPage]).toEqual([path, true])
      if (isStatic || [401, 403, 404, 405].includes(response.status)) continue
      answered.set(`${method} ${path}`, 0)
    }
    const added = (await countExpiring()) - before
    const most = anonymous[`${method} ${path}`] ?? 0
    expect([method, path, added <= most * sent]).toEqual([method, path, true])
    expect([method, path, await countPermanent()]).toEqual([method, path, permanent])
  }
  const unknown = [...answered.keys()].filter((route) => !(route in anonymous))
  expect(unknown).toEqual([])
})

test('what strangers have left is short, says when it ends, and is gone then (R34)', async () => {
  const permanent = await countPermanent()
  const { rows } = await sql<{ lasting: number; size: number }>`
    select count(*) filter (where kept_until is null) as lasting, max(pg_column_size(sign_in_attempt)) as size
    from sign_in_attempt`.execute(stage.db)
  expect(rows[0]?.lasting).toBe(0)
  expect(rows[0]?.size).toBeLessThan(4096)
  // What the request for a link leads to is a mail to the person, and no record.
  await answerForgottenPasswords(stage.db, tmasUrl, stage.now)
  expect(await countPermanent()).toEqual(permanent)

  stage.passTime(31 * 24 * 60 * 60 * 1000)
  await deleteAllOverdue(stage.db, stage.now())
  await deleteOldPasswordTries(stage.db, stage.now())
  for (const table of [
    'sign_in_attempt',
    'sign_in_attempt_customer',
    'password_tries',
    'password_name_tried',
  ])
    expect([table, await countOf(table)]).toEqual([table, 0])
})

function routes() {
  const known = new Set<string>()
  return stage.app.routes.filter(({ method, path }) => {
    const isNew = !known.has(`${method} ${path}`)
    known.add(`${method} ${path}`)
    return isNew && ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && path !== '/*'
  })
}

function open(method: string, path: string, input: Record<string, string>): Promise<Response> {
  const address = path.replace(/:[a-zA-Z]+(\{[^}]*\})?/g, nowhere).replace('*', 'x')
  const browser = visitor(stage)
  const query = new URLSearchParams(input)
  if (method === 'GET') return browser.get(`${address}?${query}`)
  const isApi = path.startsWith('/api/')
  return browser.send(address, {
    method,
    headers: {
      origin: tmasUrl,
      'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body: isApi ? JSON.stringify(input) : query.toString(),
  })
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(stage.db)
  return rows.map(({ name }) => name)
}

async function countOf(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    stage.db,
  )
  return Number(rows[0]?.count)
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const expiringTables = Object.keys(expiring).map(snake)
/** The installation's own keys: made once, by whoever comes first. */
const ofTheInstallation = ['signing_key']

async function countPermanent(): Promise<Record<string, number>> {
  const left = [...expiringTables, ...ofTheInstallation]
  const permanent = (await tables()).filter((table) => !left.includes(table))
  return Object.fromEntries(await Promise.all(permanent.map(async (table) => [table, await countOf(table)])))
}

async function countExpiring(): Promise<number> {
  const counts = await Promise.all(expiringTables.map(countOf))
  return counts.reduce((sum, count) => sum + count, 0)
}
