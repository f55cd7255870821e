import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { certificatePem, privateKeyPem } from '#server/entra/testing/certificate.ts'
import { createApp } from '#server/http/app.ts'
import { type Metrics, openMetrics } from '#server/metrics.ts'
import { freePort } from '#server/platform/free-port.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { startServer } from '#server/server.ts'
import { signInWithMicrosoft, tmasUrl, userIn, visitor } from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'

let stage: Stage
let metrics: Metrics
let disturbance: Disturbance | undefined
const log = { debug() {}, info() {}, warn() {}, error() {}, fatal() {} }

beforeAll(async () => {
  const house = await openStage()
  const { db, now, entra, emulator, sealer } = house
  metrics = openMetrics({
    db,
    log,
    now,
    credentials: [
      { kind: 'secret', secret: tmasClientSecret },
      { kind: 'certificate', certificatePem, privateKeyPem },
    ],
    disturbance: () => disturbance,
  })
  const redirectUri = `${tmasUrl}/sign-in/microsoft/callback`
  const config = {
    url: tmasUrl,
    secure: false,
    entra: { authority: emulator.url, clientId: tmasClientId, credentials: [], redirectUri },
    trustedProxies: [],
  }
  const { observeRequest } = metrics
  const app = createApp({
    config,
    db,
    entra,
    log,
    sealer,
    now,
    readiness: async () => undefined,
    observeRequest,
  })
  stage = { ...house, app }
})
afterAll(async () => {
  metrics.stop()
  await stage.close()
})

test('sign-ins are counted by door and outcome, refusals by code and customer, and what anybody can make apart (R34)', async () => {
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(stage, stage.north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
  await signInWithMicrosoft(stage, visitor(stage), bea)
  await signInWithMicrosoft(stage, visitor(stage), 'ines.typo@north.example')
  for (const [username, password] of [
    ['pat', 'Front-Door-1'],
    ['pat', 'wrong'],
    ['nobody', 'wrong'],
  ] as const)
    await visitor(stage).post('/sign-in', { username, password, return_to: '/' })

  expect(await value('tmas_sign_ins_total', { door: 'microsoft', outcome: 'succeeded' })).toBe(1)
  expect(await value('tmas_sign_ins_total', { door: 'microsoft', outcome: 'refused' })).toBe(1)
  expect(await value('tmas_sign_ins_total', { door: 'password', outcome: 'succeeded' })).toBe(1)
  expect(await value('tmas_sign_ins_total', { door: 'password', outcome: 'refused' })).toBeUndefined()
  expect(await value('tmas_sign_ins_total', { door: 'password', outcome: 'unproven' })).toBe(2)
  const customer = stage.north.chainId
  const refused = (code: string, whose: string, proven: 'yes' | 'no') =>
    value('tmas_sign_in_refusals_total', { code, customer: whose, proven })
  expect(await refused('unknown_user', customer, 'yes')).toBe(1)
  expect(await refused('wrong_password', customer, 'no')).toBe(1)
  expect(await refused('unknown_user', 'none', 'no')).toBe(1)
  const asked = 'tmas_microsoft_token_request_duration_seconds_count'
  expect(await value(asked, { answer: 'token' })).toBe(2)
  expect(await value('tmas_sessions_open', { door: 'microsoft' })).toBe(1)
  expect(await value('tmas_sessions_open', { door: 'password' })).toBe(1)
})

test('requests are counted by the pattern of their route: no id, reference or invented address becomes a series', async () => {
  const browser = visitor(stage)
  for (const path of [
    `/api/v1/users/${crypto.randomUUID()}`,
    `/api/v1/users/${crypto.randomUUID()}`,
    '/api/v1/sign-ins/stream',
    '/wp-admin.php',
    '/.env',
    '/sign-in?refused=unknown_user',
  ])
    await browser.get(path)
  await browser.send('/sign-in', { method: 'BREW', headers: { origin: tmasUrl } })
  const counted = (await lines('tmas_http_request_duration_seconds_count')).join('\n')
  expect(counted).toContain('{method="GET",route="/api/v1/users/:id",status="401"} 2')
  expect(counted).toContain('{method="GET",route="/api/v1/sign-ins/stream",status="401"} 1')
  expect(counted).toContain('{method="GET",route="none",status="404"} 2')
  expect(counted).toMatch(/method="other"/)
  expect(counted).not.toMatch(/wp-admin|\.env|BREW|refused=|[0-9a-f]{8}-/)
})

test('the outbox, the end of a credential, a disturbance and connections are gauges; of a secret nobody may know its end', async () => {
  const now = stage.now()
  const waiting = (await value('tmas_outbox_mails', { state: 'waiting' })) ?? 0
  await stage.db
    .insertInto('mail')
    .values({
      id: crypto.randomUUID(),
      customerId: stage.north.chainId,
      userId: stage.beaId,
      recipient: bea,
      subject: 'Waiting',
      createdAt: new Date(now.getTime() - 60_000),
      nextAttemptAt: now,
    })
    .execute()
  expect(await value('tmas_outbox_mails', { state: 'waiting' })).toBe(waiting + 1)
  expect(await value('tmas_outbox_oldest_seconds')).toBeGreaterThanOrEqual(60)
  expect(await lines('tmas_entra_credential_expiry_seconds')).toHaveLength(1)
  expect(await value('tmas_entra_credential_expiry_seconds', { credential: '2' })).toBeGreaterThan(0)
  expect(await value('tmas_database_connections', { state: 'busy' })).toBe(0)
  expect(await value('tmas_database_connections', { state: 'idle' })).toBeGreaterThan(0)
  expect(await value('tmas_database_waiting')).toBe(0)
  expect(await value('tmas_database_waiting_for_locks')).toBe(0)
  expect(await value('tmas_microsoft_disturbed', { kind: 'microsoft' })).toBe(0)
  disturbance = { kind: 'microsoft', since: now }
  expect(await value('tmas_microsoft_disturbed', { kind: 'microsoft' })).toBe(1)
  expect(await value('tmas_database_up')).toBe(1)
})

test('beyond 500 customers the refusals of the others share a series', async () => {
  const { signInEnded } = await import('#server/attempts/sign-in-ended.ts')
  for (let number = 0; number < 600; number++)
    signInEnded.publish({
      door: 'microsoft',
      code: 'expired',
      isProven: true,
      verdicts: [{ customerId: `customer-${number}`, code: 'expired' }],
    })
  const series = await lines('tmas_sign_in_refusals_total')
  expect(new Set(series.map((line) => /customer="([^"]+)"/.exec(line)?.[1])).size).toBeLessThanOrEqual(502)
  expect(
    await value('tmas_sign_in_refusals_total', { code: 'expired', customer: 'other', proven: 'yes' }),
  ).toBeGreaterThan(90)
})

test('the metrics are on their own port only: on the public origin there is no such page', async () => {
  const database = await testDatabase()
  const [port, metricsPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const server = await startServer(
    readConfig({
      TMAS_URL: url,
      METRICS_PORT: String(metricsPort),
      DATABASE_URL: database.url,
      ENTRA_AUTHORITY: stage.emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      LOG_LEVEL: 'silent',
    }),
  )
  try {
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain('process_cpu_seconds_total')
    expect(text).toContain('tmas_http_request_duration_seconds_count')
    expect(text).not.toContain(tmasClientSecret)
    for (const share of ['lookups', 'signIns', 'administration', 'background']) {
      expect(text).toContain(`tmas_database_share_connections{share="${share}",state="busy"}`)
      expect(text).toContain(`tmas_database_share_connections{share="${share}",state="waiting"}`)
      expect(text).toContain(`tmas_database_share_refused_total{share="${share}"} 0`)
    }
    for (const path of ['/', '/sign-in', '/metrics/more'])
      expect((await fetch(`http://127.0.0.1:${metricsPort}${path}`)).status).toBe(404)
  } finally {
    await server.stop()
    await database.close()
  }
})

async function lines(name: string): Promise<string[]> {
  const { text } = await metrics.read()
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
}

/** The value of the one series with these labels; undefined where there is none. */
async function value(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const wanted = Object.entries(labels).map(([label, text]) => `${label}="${text}"`)
  const line = (await lines(name)).find((one) => wanted.every((label) => one.includes(label)))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}
