import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig, readDatabaseConfig } from './config.ts'
import { certificatePem, privateKeyPem } from './entra/testing/certificate.ts'

const right = {
  ENTRA_CLIENT_ID: '0b6b9f0e-1111-4222-8333-444455556666',
  ENTRA_CLIENT_SECRET: 'a-secret',
}

let folder: string
let pemFile: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tmas-config-'))
  pemFile = join(folder, 'entra.pem')
  const pem = (kind: string) => `-----BEGIN ${kind}-----\nQUJD\n-----END ${kind}-----\n`
  writeFileSync(pemFile, certificatePem + privateKeyPem)
  writeFileSync(join(folder, 'unreadable.pem'), pem('CERTIFICATE') + pem('PRIVATE KEY'))
  writeFileSync(join(folder, 'half.pem'), pem('CERTIFICATE'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('every setting that is missing or wrong is named at once, each with what it should be', () => {
  const wrong = {
    TMAS_URL: 'https://tmas.example/path',
    PORT: 'eighty',
    DATABASE_URL: 'mysql://a/b',
    ENTRA_AUTHORITY: 'login.microsoftonline.com',
    TRUSTED_PROXIES: '10.0.0.0/8, nonsense',
    LOG_LEVEL: 'loud',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    ENTRA_CLIENT_CERTIFICATE_FILE: '/nowhere/entra.pem',
  }
  const message = messageOf(wrong)
  for (const name of [...Object.keys(wrong), 'ENTRA_CLIENT_ID']) expect(message).toContain(`- ${name}`)
  expect(message.match(/\n {2}- /g)).toHaveLength(9)
  expect(message).toContain('ENTRA_CLIENT_ID: is missing')
  expect(message).toContain('“nonsense” is neither an address nor a CIDR range')
})

test('with nothing set, what is required is named and nothing else', () => {
  const message = messageOf({})
  expect(message).toContain('ENTRA_CLIENT_ID: is missing')
  expect(message).toContain('ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE_FILE: one of them is missing')
  expect(message.match(/\n {2}- /g)).toHaveLength(2)
  expect(message).toContain('.env.example')
})

test('backups are made by themselves only where there is a folder for them', () => {
  expect(readConfig(right).backups).toBeUndefined()
  const backups = { TMAS_BACKUP_DIR: '/safe' }
  expect(readConfig({ ...right, ...backups }).backups).toEqual({
    folder: '/safe',
    times: [120],
    keep: 14,
    recipients: [],
  })
  const more = { TMAS_BACKUP_TIME: '18:30, 06:00', TMAS_BACKUP_KEEP: '3' }
  expect(readConfig({ ...right, ...backups, ...more }).backups).toMatchObject({ times: [360, 1110], keep: 3 })
  const secret = 'AGE-SECRET-KEY-1QQQ'
  const message = messageOf({
    ...right,
    TMAS_BACKUP_RECIPIENT: secret,
    TMAS_BACKUP_TIME: '24:00',
    TMAS_BACKUP_KEEP: '0',
  })
  for (const name of ['TMAS_BACKUP_RECIPIENT', 'TMAS_BACKUP_TIME', 'TMAS_BACKUP_KEEP'])
    expect(message).toContain(`- ${name}: must be`)
  expect(message).toContain('TMAS_BACKUP_KEEP: goes with TMAS_BACKUP_DIR')
  expect(message).not.toContain('QQQ')
})

test('an empty setting is an unset one', () => {
  const empty = { TMAS_URL: '', HOST: '', PORT: '', DATABASE_URL: '', TRUSTED_PROXIES: '', LOG_LEVEL: '' }
  expect(readConfig({ ...right, ...empty })).toEqual(readConfig(right))
})

test('the defaults are the contract’s', () => {
  expect(readConfig(right)).toMatchObject({
    url: 'http://localhost:3000',
    secure: false,
    host: '127.0.0.1',
    port: 3000,
    database: { kind: 'embedded', directory: join(process.cwd(), 'data') },
    entra: {
      authority: 'https://login.microsoftonline.com',
      redirectUri: 'http://localhost:3000/sign-in/microsoft/callback',
      credentials: [{ kind: 'secret', secret: 'a-secret' }],
    },
    trustedProxies: [],
    logLevel: 'info',
  })
})

test.each([
  ['https://tmas.example', 443, true],
  ['https://tmas.example:8443', 8443, true],
  ['https://tmas.example/', 443, true],
  ['http://127.0.0.1:4000', 4000, false],
  ['http://tmas.localhost', 80, false],
])('TMAS_URL=%s is listened to on port %d, secure: %s', (TMAS_URL, port, secure) => {
  expect(readConfig({ ...right, TMAS_URL })).toMatchObject({ url: new URL(TMAS_URL).origin, port, secure })
})

test.each([
  ['TMAS_URL', 'http://tmas.example'],
  ['TMAS_URL', 'ftp://tmas.example'],
  ['TMAS_URL', 'https://user:pass@tmas.example'],
  ['TMAS_URL', 'https://tmas.example?x'],
  ['TMAS_URL', 'https://TMAS.example'],
  ['TMAS_URL', 'tmas.example'],
  ['TMAS_URL', 'http://localhost.evil.example'],
  ['ENTRA_AUTHORITY', 'http://login.microsoftonline.com'],
  ['ENTRA_AUTHORITY', 'https://login.microsoftonline.com/common'],
  ['ENTRA_CLIENT_ID', 'tmas'],
  ['ENTRA_CLIENT_ID', '{0b6b9f0e-1111-4222-8333-444455556666}'],
  ['PORT', '-1'],
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['DATABASE_URL', 'tmas'],
  ['TRUSTED_PROXIES', '10.0.0.0/64'],
  ['TRUSTED_PROXIES', '*'],
  ['TRUSTED_PROXIES', '0.0.0.0/0'],
  ['TRUSTED_PROXIES', '10.0.0.0/7'],
  ['TRUSTED_PROXIES', '::/0'],
  ['TRUSTED_PROXIES', '2001::/31'],
  ['LOG_LEVEL', 'INFO'],
])('%s=%j is refused by its name', (name, value) => {
  expect(messageOf({ ...right, [name]: value })).toContain(`- ${name}`)
})

test('no secret that was given is repeated in what is said', () => {
  const message = messageOf({ ...right, ENTRA_CLIENT_SECRET: 'one-secret,two-secret,three-secret' })
  expect(message).toContain('at most two')
  expect(message).not.toContain('one-secret')
  expect(messageOf({ ...right, DATABASE_URL: 'mysql://tmas:hunter2@db/tmas' })).not.toContain('hunter2')
})

test('a setting with a secret can come from a file, by its name with _FILE', () => {
  const fileOf = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const { ENTRA_CLIENT_SECRET: _, ...rest } = right
  const files = {
    ENTRA_CLIENT_SECRET_FILE: fileOf('entra', 'old, new\n'),
    DATABASE_URL_FILE: fileOf('database', 'postgres://tmas:hunter2@db/tmas\n'),
    MIGRATION_DATABASE_URL_FILE: fileOf('migration', 'postgres://owner:hunter3@db/tmas'),
    SMTP_URL_FILE: fileOf('smtp', 'smtps://tmas:hunter4@mail.example\n'),
  }
  const config = readConfig({ ...rest, ...files, MAIL_FROM: 'tmas@tmas.example' })
  expect(config.entra.credentials).toMatchObject([{ secret: 'old' }, { secret: 'new' }])
  const database = { url: 'postgres://tmas:hunter2@db/tmas', ownerUrl: 'postgres://owner:hunter3@db/tmas' }
  expect(config.database).toMatchObject(database)
  expect(readDatabaseConfig({ ...rest, ...files }).database).toMatchObject(database)
  expect(config.mail?.url).toBe('smtps://tmas:hunter4@mail.example')

  const misplaced = 'postgres://tmas:hunter6@db/tmas'
  const wrong = { ...rest, ENTRA_CLIENT_SECRET_FILE: fileOf('empty', '\n'), DATABASE_URL_FILE: misplaced }
  expect(messageOf(wrong)).toContain('- DATABASE_URL_FILE: must be the path of a file')
  expect(messageOf(wrong)).not.toContain('hunter6')
  expect(messageOf(wrong)).toContain('- ENTRA_CLIENT_SECRET_FILE')
  // What a file should say is never made up: without it, the embedded database would be used.
  expect(() => readDatabaseConfig(wrong)).toThrow('DATABASE_URL_FILE')
  const twice = messageOf({ ...right, ENTRA_CLIENT_SECRET_FILE: files.ENTRA_CLIENT_SECRET_FILE })
  expect(twice).toContain('- ENTRA_CLIENT_SECRET_FILE: ENTRA_CLIENT_SECRET is set as well')
  expect(messageOf({ ...rest, SMTP_URL_FILE: fileOf('wrong', 'hunter5') })).not.toContain('hunter5')
})

test('two credentials of a kind can be given, for rotation', () => {
  const both = readConfig({ ...right, ENTRA_CLIENT_SECRET: 'old, new' })
  expect(both.entra.credentials).toEqual([
    { kind: 'secret', secret: 'old' },
    { kind: 'secret', secret: 'new' },
  ])
})

test('a certificate file holds the certificate and its key, or is refused with the reason', () => {
  const { ENTRA_CLIENT_ID } = right
  const { credentials } = readConfig({ ENTRA_CLIENT_ID, ENTRA_CLIENT_CERTIFICATE_FILE: pemFile }).entra
  expect(credentials).toMatchObject([
    { kind: 'certificate', privateKeyPem: expect.stringContaining('PRIVATE KEY') },
  ])
  const half = { ENTRA_CLIENT_ID, ENTRA_CLIENT_CERTIFICATE_FILE: join(folder, 'half.pem') }
  expect(messageOf(half)).toContain('must hold a certificate and its private key')
  const unreadable = { ENTRA_CLIENT_ID, ENTRA_CLIENT_CERTIFICATE_FILE: join(folder, 'unreadable.pem') }
  expect(messageOf(unreadable)).toContain('cannot be read')
})

test('JWK-10: the server does not start while TLS is not verified, and says all that is wrong', () => {
  const main = join(import.meta.dirname, 'main.ts')
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', TMAS_URL: 'nonsense' }
  let said = ''
  try {
    execFileSync(process.execPath, [main], { env, cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string }
    expect(status).toBe(1)
    said = stderr
  }
  for (const name of ['NODE_TLS_REJECT_UNAUTHORIZED', 'TMAS_URL', 'ENTRA_CLIENT_ID', 'ENTRA_CLIENT_SECRET'])
    expect(said).toContain(`- ${name}`)
  expect(said).not.toContain('at ')
})

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was wrong'
}

test('the metrics have a port of their own, or there are none', () => {
  expect(readConfig(right).metricsPort).toBeUndefined()
  expect(readConfig({ ...right, METRICS_PORT: '9464' }).metricsPort).toBe(9464)
  expect(messageOf({ ...right, METRICS_PORT: '3000' })).toContain('METRICS_PORT')
  expect(messageOf({ ...right, TMAS_URL: 'https://tmas.example', METRICS_PORT: '443' })).toContain(
    'METRICS_PORT',
  )
})

test('audit records are kept for seven years, or as long as the operator sets, and never less than a year (R39)', () => {
  expect(readConfig(right).retainAuditDays).toBe(2557)
  expect(readConfig({ ...right, RETAIN_AUDIT_DAYS: '400' }).retainAuditDays).toBe(400)
  for (const wrong of ['364', '0', '-1', 'forever'])
    expect(messageOf({ ...right, RETAIN_AUDIT_DAYS: wrong })).toContain('RETAIN_AUDIT_DAYS')
})

test('attempts are kept for 400 days, or as long as the operator sets, and never less than a month (R39)', () => {
  expect(readConfig(right).retainAttemptsDays).toBe(400)
  expect(readConfig({ ...right, RETAIN_ATTEMPTS_DAYS: '90' }).retainAttemptsDays).toBe(90)
  for (const wrong of ['29', '0', '-1', '1e3', 'a year'])
    expect(messageOf({ ...right, RETAIN_ATTEMPTS_DAYS: wrong })).toContain('RETAIN_ATTEMPTS_DAYS')
})

test('a server for the public does not ask an authority without TLS who people are', () => {
  const plain = { ...right, ENTRA_AUTHORITY: 'http://127.0.0.1:4000' }
  expect(messageOf({ ...plain, TMAS_URL: 'https://tmas.example' })).toContain('- ENTRA_AUTHORITY')
  expect(readConfig({ ...plain, TMAS_URL: 'http://localhost:3000' }).entra.authority).toBe(
    plain.ENTRA_AUTHORITY,
  )
})
