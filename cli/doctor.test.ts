import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readConfig } from '#server/config.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { startPgBouncer } from '#server/testing/pgbouncer.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import { sampleDirectory, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { runTmas, runTmasHere, trust } from './testing/program.ts'

// Each command is a program of its own that has to start.
vi.setConfig({ testTimeout: 60_000 })

type Check = { name: string; status: string; detail: string; remedy: string | null }

let database: Awaited<ReturnType<typeof testDatabase>>
let emulator: Emulator
let folder: string
let endTrust: () => void

beforeAll(async () => {
  database = await testDatabase()
  emulator = await startEmulator({ directory: sampleDirectory('https://tmas.example'), tls: true })
  endTrust = trust(emulator.certificate ?? '')
  folder = await mkdtemp(join(tmpdir(), 'tmas-doctor-'))
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'emulator.pem'), emulator.certificate ?? '')
})
beforeEach(() => emulator.control.reset())
afterAll(async () => {
  endTrust()
  await emulator.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test('where all is well every check is ok or says what it could not look at, and the status is 0', async () => {
  const mail = await startMailServer()
  try {
    const healthy = { TRUSTED_PROXIES: '10.0.0.1', SMTP_URL: mail.url, MAIL_FROM: 'tmas@tmas.example' }
    const { status, checks, stderr } = await doctor(healthy)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const names = checks.map(({ name }) => name)
    for (const name of [
      'settings',
      'address',
      'database',
      'time limits',
      'migrations',
      'clock',
      'sign-ins',
      'outbox',
      'search',
      'audit trail',
      'audit protection',
      'Entra',
      'redirect URI',
      'consent redirect URI',
      'credential',
      'mail',
    ])
      expect(names).toContain(name)
    // The emulator is not Microsoft, which the doctor says of everything that is not.
    expect(
      checks.filter(({ name, status }) => name !== 'Entra' && (status === 'failed' || status === 'warning')),
    ).toEqual([])
    expect(named(checks, 'Entra')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('is not one of Microsoft'),
    })
  } finally {
    mail.close()
  }
})

test('every fault has a remedy, on the line and in the document, and the status is 1', async () => {
  const broken = {
    ENTRA_CLIENT_SECRET: 'wrong-secret-7',
    SMTP_URL: 'smtp://u:mail-password-7@127.0.0.1:1',
    MAIL_FROM: 'a@b.example',
  }
  const { status, checks } = await doctor(broken)
  expect(status).toBe(1)
  for (const check of checks)
    expect(check.remedy === null).toBe(check.status === 'ok' || check.status === 'skipped')
  expect(named(checks, 'mail')).toMatchObject({ status: 'failed' })

  const plain = await runTmasHere(['doctor'], environment(broken))
  expect(plain.status).toBe(1)
  for (const { detail, remedy } of checks.filter(({ status }) => status === 'failed')) {
    expect(plain.stdout).toContain(detail)
    expect(plain.stdout).toContain(remedy)
  }
  for (const secret of ['wrong-secret-7', 'mail-password-7'])
    expect(plain.stdout + JSON.stringify(checks)).not.toContain(secret)
})

test('each redirect URI is really tried: the second one, for the consent kit, is easily forgotten', async () => {
  const [app] = emulator.directory.apps
  const registered = app?.redirectUris ?? []
  const forgotten = registered.splice(1)
  try {
    const { status, checks } = await doctor()
    expect(status).toBe(1)
    expect(named(checks, 'redirect URI').status).toBe('ok')
    expect(named(checks, 'consent redirect URI')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('https://tmas.example/consent-kit/answer'),
      remedy: expect.stringContaining('Register it'),
    })
  } finally {
    registered.push(...forgotten)
  }
  const elsewhere = await doctor({ TMAS_URL: 'https://other.example' })
  expect(named(elsewhere.checks, 'redirect URI').detail).toContain('AADSTS50011')
})

test('each of two credentials is really tried by itself', async () => {
  const { checks } = await doctor({ ENTRA_CLIENT_SECRET: `wrong-secret-7,${tmasClientSecret}` })
  expect(named(checks, 'credential 1')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('AADSTS7000215'),
  })
  expect(named(checks, 'credential 2')).toMatchObject({ status: 'ok' })
})

test('a credential is said to be not refused, never to be accepted: a made-up code proves no more (F6)', async () => {
  const { checks } = await doctor()
  const { detail } = named(checks, 'credential')
  expect(detail).toContain('is not refused')
  expect(detail).not.toMatch(/accept|takes/)
})

test('an expired secret is told from a wrong one; until then nobody but Entra knows its end, and the doctor says so', async () => {
  emulator.control.expiredSecret = true
  const { status, checks } = await doctor()
  expect(status).toBe(1)
  expect(named(checks, 'credential')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('AADSTS7000222'),
    remedy: expect.stringContaining('expired'),
  })
  expect(named(checks, 'credential expiry').detail).toContain('only Entra knows')
})

test.each([
  [400, 'ok'],
  [20, 'warning'],
  [-2, 'failed'],
])('a secret whose end in %d days was written down is %s', async (days, expected) => {
  const end = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const { checks } = await doctor({ ENTRA_CLIENT_SECRET_EXPIRES: end })
  expect(named(checks, 'credential expiry')).toMatchObject({
    status: expected,
    detail: expect.stringContaining(end),
  })
})

test.each([
  [400, 'ok'],
  [20, 'warning'],
])('a certificate that expires in %d days is %s', async (days, expected) => {
  const file = join(folder, `${days}.pem`)
  const key = join(folder, 'key.pem')
  const made = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-subj',
    '/CN=tmas',
    '-days',
    String(days),
  ]
  const certificate = execFileSync('openssl', made, { stdio: ['ignore', 'pipe', 'ignore'] })
  await writeFile(file, Buffer.concat([certificate, execFileSync('cat', [key])]))
  const { checks } = await doctor({ ENTRA_CLIENT_SECRET: '', ENTRA_CLIENT_CERTIFICATE_FILE: file })
  expect(named(checks, 'credential expiry').status).toBe(expected)
  // The emulator does not know it, as Entra would not before it is uploaded.
  expect(named(checks, 'credential')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('AADSTS700027'),
  })
})

test('where Microsoft does not answer, the credential is not called wrong', async () => {
  emulator.control.faults = { token: { drop: true }, discovery: { drop: true }, authorize: { drop: true } }
  const { status, checks } = await doctor()
  expect(status).toBe(1)
  expect(named(checks, 'Entra').status).toBe('failed')
  expect(named(checks, 'credential').detail).toContain('could not be tried')
  expect(named(checks, 'clock of Entra').status).toBe('skipped')
  expect(named(checks, 'redirect URI').status).toBe('skipped')
})

test('wrong settings are named, and what can be looked at without them still is', async () => {
  const { status, checks } = await doctor({ ENTRA_CLIENT_ID: 'nonsense', PORT: 'eighty' })
  expect(status).toBe(1)
  const faults = checks.filter(({ name }) => name === 'settings')
  expect(faults.map(({ detail }) => detail.split(':')[0])).toEqual(['PORT', 'ENTRA_CLIENT_ID'])
  expect(named(checks, 'database').status).toBe('ok')
})

test('a database that is read-only, behind, ahead, or not there is told apart', async () => {
  const own = await testDatabase()
  try {
    const readOnly = `${own.url}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`
    expect(named((await doctor({ DATABASE_URL: readOnly })).checks, 'database').detail).toContain('read-only')
    await own.asOwner("insert into schema_migration (name, sha256) values ('9998_of_tomorrow.sql', '')")
    expect(named((await doctor({ DATABASE_URL: own.url })).checks, 'database')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining(
        'by a newer version, up to 9998_of_tomorrow.sql, with which this one works',
      ),
    })
    await own.asOwner("update schema_migration set needs = '9997' where name like '9998%'")
    expect(named((await doctor({ DATABASE_URL: own.url })).checks, 'database')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('newer than this program'),
    })
    await own.asOwner("delete from schema_migration where name like '9998%'")
    await own.asOwner('delete from schema_migration where name = (select max(name) from schema_migration)')
    expect(named((await doctor({ DATABASE_URL: own.url })).checks, 'database').remedy).toBe(
      'Run: tmas migrate',
    )
  } finally {
    await own.close()
  }
  const nowhere = await doctor({ DATABASE_URL: 'postgres://tmas:db-password-7@127.0.0.1:1/tmas' })
  expect(named(nowhere.checks, 'database')).toMatchObject({ status: 'failed' })
  expect(JSON.stringify(nowhere.checks)).not.toContain('db-password-7')
})

test('sign-ins that fail for everyone are a line of the doctor', async () => {
  const ended = {
    endedAt: new Date(),
    startedAt: new Date(),
    outcome: 'refused' as const,
    code: 'operator_configuration',
  }
  const attempt = {
    id: crypto.randomUUID(),
    reference: 'ABCDEF23',
    door: 'microsoft' as const,
    ip: '192.0.2.1',
    network: '192.0.2.1',
  }
  await database.db
    .insertInto('signInAttempt')
    .values({ ...attempt, ...ended, outage: 'registration' })
    .execute()
  const { status, checks } = await doctor()
  expect(status).toBe(1)
  expect(named(checks, 'sign-ins').detail).toContain('everyone')
  await database.db.deleteFrom('signInAttempt').execute()
})

test('the doctor works on the embedded database while the server runs on it, and makes none where there is none', async () => {
  const url = `http://localhost:${await freePort()}`
  const paths = ['/sign-in/microsoft/callback', '/consent-kit/answer']
  emulator.directory.apps[0]?.redirectUris.push(...paths.map((path) => `${url}${path}`))
  const embedded = { TMAS_URL: url, DATABASE_URL: '', TMAS_DATA_DIR: join(folder, 'data') }
  const early = await doctor(embedded)
  expect(named(early.checks, 'database')).toMatchObject({ status: 'warning' })
  expect(named(early.checks, 'server').status).toBe('skipped')

  const server = await startServer(readConfig({ ...environment(embedded), LOG_LEVEL: 'silent' }))
  try {
    const { status, checks } = await doctor(embedded)
    expect(status).toBe(0)
    expect(named(checks, 'database').status).toBe('ok')
    expect(named(checks, 'server').detail).toContain('ready')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  } finally {
    await server.stop()
  }
})

/** In a process of its own where it may start a database; all others share this one. */
test('a pooler that TMAS cannot work through, one that drops its time limits, and one that no upgrade can go through are reported with what to change', async () => {
  const strict = await startPgBouncer(database.url, { ignored: '' })
  try {
    const { status, checks } = await doctor({ DATABASE_URL: strict.url })
    expect(status).toBe(1)
    expect(named(checks, 'database')).toMatchObject({
      status: 'failed',
      detail: 'The pooler in front of PostgreSQL refuses the connection settings of TMAS',
      remedy: expect.stringContaining('ignore_startup_parameters'),
    })
  } finally {
    await strict.stop()
  }
  const lenient = await startPgBouncer(database.url, { mode: 'session' })
  try {
    const { checks } = await doctor({ DATABASE_URL: lenient.url })
    expect(named(checks, 'database').status).toBe('ok')
    expect(named(checks, 'time limits')).toMatchObject({
      status: 'warning',
      remedy: expect.stringContaining('statement_timeout'),
    })
  } finally {
    await lenient.stop()
  }
  const keeping = await startPgBouncer(database.url, { keepsPrepared: true })
  try {
    const { checks } = await doctor({ DATABASE_URL: keeping.url })
    expect(named(checks, 'database').status).toBe('ok')
    expect(named(checks, 'migrations')).toMatchObject({
      status: 'warning',
      remedy: expect.stringContaining('MIGRATION_DATABASE_URL'),
    })
    const direct = await doctor({ DATABASE_URL: keeping.url, MIGRATION_DATABASE_URL: database.ownerUrl })
    expect(named(direct.checks, 'migrations').status).toBe('ok')
  } finally {
    await keeping.stop()
  }
})

async function doctor(more: Record<string, string> = {}) {
  const run = more.TMAS_DATA_DIR === undefined ? runTmasHere : runTmas
  const { status, json, stderr } = await run(['doctor', '--json'], environment(more))
  expect(json.ok).toBe(status === 0)
  return { status, stderr, checks: json.checks as Check[] }
}

function environment(more: Record<string, string>): Record<string, string> {
  return {
    TMAS_URL: 'https://tmas.example',
    // Where nobody listens: a server on this machine is not meant.
    PORT: '9',
    DATABASE_URL: database.url,
    ENTRA_AUTHORITY: emulator.url,
    NODE_EXTRA_CA_CERTS: join(folder, 'emulator.pem'),
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    ...(more.TMAS_URL?.startsWith('http:') && { PORT: new URL(more.TMAS_URL).port }),
    ...more,
  }
}

function named(checks: Check[], name: string): Check {
  const check = checks.find((one) => one.name === name)
  if (!check) throw new Error(`there is no check ${name}`)
  return check
}

/** As much of SMTP as it takes to be greeted and left (RFC 5321). */
async function startMailServer() {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('data', (data) =>
      socket.write(String(data).startsWith('QUIT') ? '221 bye\r\n' : '250 mail.example\r\n'),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return { url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}
