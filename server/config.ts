import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Credential } from './entra/entra.ts'
import { withSecretFiles } from './secret-files.ts'
import {
  attemptDays,
  auditDays,
  files,
  list,
  network,
  origin,
  port,
  recipients,
  sender,
  timesOfDay,
} from './setting-kinds.ts'

const isPlain = (url: URL) => url.protocol === 'http:'

const DatabaseEnvironment = z.object({
  TMAS_URL: origin.default(new URL('http://localhost:3000')),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  MIGRATION_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  TMAS_DATA_DIR: z.string().default('./data'),
  RETAIN_AUDIT_DAYS: auditDays.default(2557),
  TMAS_BACKUP_DIR: z.string().optional(),
  TMAS_BACKUP_TIME: timesOfDay.default([120]),
  TMAS_BACKUP_KEEP: files.default(14),
  TMAS_BACKUP_RECIPIENT: recipients.default([]),
})

const Environment = DatabaseEnvironment.extend({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.optional(),
  ENTRA_CLIENT_ID: z
    .guid('must be the application (client) ID of the app registration, a GUID')
    .toLowerCase(),
  ENTRA_CLIENT_SECRET: z.string().transform(list).default([]),
  ENTRA_CLIENT_SECRET_EXPIRES: z.string().transform(list).pipe(z.array(z.iso.date())).default([]),
  ENTRA_CLIENT_CERTIFICATE_FILE: z.string().transform(list).default([]),
  ENTRA_AUTHORITY: origin.default(new URL('https://login.microsoftonline.com')),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]/, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: sender.optional(),
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(network)),
  METRICS_PORT: port.optional(),
  RETAIN_ATTEMPTS_DAYS: attemptDays.default(400),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z
    .string()
    .refine((value) => value !== '0', 'must not be 0: anyone could then pose as Microsoft')
    .optional(),
})

export type Config = ReturnType<typeof readConfig>

/**
 * Reads and checks the environment once, at start. Nothing else reads `process.env`.
 *
 * @throws {WrongSettings} naming every missing or wrong setting at once, each with what it should be.
 */
export function readConfig(environment: Record<string, string | undefined>) {
  const { given, faults } = withSecretFiles(withoutEmpty(environment))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) faults.push(...faultsOf(parsed.error, given))

  const { credentials, credentialFaults } = readCredentials(given)
  faults.push(...credentialFaults)
  if (given.SMTP_URL && !given.MAIL_FROM)
    faults.push('MAIL_FROM: is missing; SMTP_URL needs it, an address such as tmas@tmas.example')
  if (parsed.success && parsed.data.METRICS_PORT === portOf(parsed.data))
    faults.push('METRICS_PORT: must not be the port that people come to (PORT)')
  // Anyone who can listen on a port of this machine could otherwise pose as Microsoft to everyone.
  if (parsed.success && isPlain(parsed.data.ENTRA_AUTHORITY) && !isPlain(parsed.data.TMAS_URL))
    faults.push(
      'ENTRA_AUTHORITY: must be https, because TMAS_URL is; http is for trials on this machine alone',
    )
  if (given.MIGRATION_DATABASE_URL && !given.DATABASE_URL)
    faults.push('MIGRATION_DATABASE_URL: goes with DATABASE_URL, which is missing')
  for (const name of ['TMAS_BACKUP_TIME', 'TMAS_BACKUP_KEEP'])
    if (given[name] && !given.TMAS_BACKUP_DIR)
      faults.push(`${name}: goes with TMAS_BACKUP_DIR, which is missing`)
  if (!parsed.success || faults.length > 0) throw new WrongSettings(faults)

  const env = parsed.data
  return {
    url: env.TMAS_URL.origin,
    /**
     * Served over https, by a proxy or a load balancer in front: cookies are Secure, and browsers have to use https.
     */
    secure: env.TMAS_URL.protocol === 'https:',
    host: env.HOST,
    port: portOf(env),
    /** Where `/metrics` is served; nowhere if undefined. */
    metricsPort: env.METRICS_PORT,
    database: databaseOf(env),
    /** Where generated keys are stored, whichever the database. */
    dataDir: resolve(env.TMAS_DATA_DIR),
    entra: {
      authority: env.ENTRA_AUTHORITY.origin,
      clientId: env.ENTRA_CLIENT_ID,
      credentials,
      redirectUri: `${env.TMAS_URL.origin}/sign-in/microsoft/callback`,
    },
    /** The mail server; without one, mails stay in the outbox. */
    mail: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
    trustedProxies: env.TRUSTED_PROXIES,
    /** How long attempts are kept, and mails that were sent. */
    retainAttemptsDays: env.RETAIN_ATTEMPTS_DAYS,
    retainAuditDays: env.RETAIN_AUDIT_DAYS,
    backups: backupsOf(env),
    logLevel: env.LOG_LEVEL,
  }
}

/**
 * What the command line needs: where the database is, and the origin with which addresses begin. The settings that
 * only a server needs may be missing here.
 *
 * @throws {WrongSettings} naming every wrong one at once.
 */
export function readDatabaseConfig(environment: Record<string, string | undefined>) {
  const { given, faults } = withSecretFiles(withoutEmpty(environment))
  const ofDatabase = faults.filter((fault) => /^(MIGRATION_)?DATABASE_URL_FILE:/.test(fault))
  const parsed = DatabaseEnvironment.safeParse(given)
  if (!parsed.success) throw new WrongSettings([...ofDatabase, ...faultsOf(parsed.error, given)])
  if (ofDatabase.length > 0) throw new WrongSettings(ofDatabase)
  const { TMAS_URL, TMAS_DATA_DIR, RETAIN_AUDIT_DAYS, TMAS_BACKUP_RECIPIENT } = parsed.data
  return {
    url: TMAS_URL.origin,
    database: databaseOf(parsed.data),
    dataDir: resolve(TMAS_DATA_DIR),
    retainAuditDays: RETAIN_AUDIT_DAYS,
    /** Whom backups are encrypted to. */
    backupRecipients: TMAS_BACKUP_RECIPIENT,
    backups: backupsOf(parsed.data),
  }
}

function portOf({ PORT, TMAS_URL }: Pick<z.infer<typeof Environment>, 'PORT' | 'TMAS_URL'>): number {
  return PORT ?? Number(TMAS_URL.port || (TMAS_URL.protocol === 'https:' ? 443 : 80))
}

/** An empty variable counts as unset: that is how compose files and .env templates leave things out. */
function withoutEmpty(environment: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

function faultsOf(error: z.ZodError, given: Record<string, string | undefined>): string[] {
  return error.issues.map(
    (issue) =>
      `${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is missing; it ' : ''}${issue.message}`,
  )
}

/** The settings cannot be used. Each fault names its setting and what it should be, never the value of a secret. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `TMAS cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\n` +
        'Set them in the environment or in a file .env (copy .env.example). docs/operating.md explains every setting.',
    )
    this.faults = faults
  }
}

function databaseOf(env: z.infer<typeof DatabaseEnvironment>) {
  return env.DATABASE_URL
    ? {
        kind: 'postgres' as const,
        url: env.DATABASE_URL,
        /** With the role that owns the tables, and without a pooler. */
        ownerUrl: env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL,
      }
    : { kind: 'embedded' as const, directory: resolve(env.TMAS_DATA_DIR) }
}

/** The schedule of backups; undefined if the server makes none by itself. */
function backupsOf(env: z.infer<typeof DatabaseEnvironment>) {
  if (!env.TMAS_BACKUP_DIR) return undefined
  return {
    folder: resolve(env.TMAS_BACKUP_DIR),
    /** Minutes after midnight, in UTC. */
    times: env.TMAS_BACKUP_TIME,
    keep: env.TMAS_BACKUP_KEEP,
    recipients: env.TMAS_BACKUP_RECIPIENT,
  }
}

/** One or two credentials, so that one can be rotated while the other works. */
function readCredentials(given: Record<string, string | undefined>) {
  const ends = list(given.ENTRA_CLIENT_SECRET_EXPIRES ?? '')
  const credentials: Credential[] = list(given.ENTRA_CLIENT_SECRET ?? '').map((secret, n) => ({
    kind: 'secret',
    secret,
    // The day on which it ends still counts: where on earth it begins, Entra does not say.
    expiresAt: z.iso.date().safeParse(ends[n]).success ? new Date(`${ends[n]}T00:00:00Z`) : undefined,
  }))
  const credentialFaults: string[] = []
  if (ends.length > credentials.length)
    credentialFaults.push('ENTRA_CLIENT_SECRET_EXPIRES: has more dates than ENTRA_CLIENT_SECRET has secrets')
  for (const file of list(given.ENTRA_CLIENT_CERTIFICATE_FILE ?? '')) {
    const credential = readCertificate(file)
    if (typeof credential === 'string')
      credentialFaults.push(`ENTRA_CLIENT_CERTIFICATE_FILE: ${file} ${credential}`)
    else credentials.push(credential)
  }
  if (credentials.length === 0 && credentialFaults.length === 0) {
    credentialFaults.push('ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE_FILE: one of them is missing')
  }
  if (credentials.length > 2)
    credentialFaults.push('ENTRA_CLIENT_SECRET, ENTRA_CLIENT_CERTIFICATE_FILE: at most two, for rotation')
  return { credentials, credentialFaults }
}

function readCertificate(file: string): Credential | string {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch {
    return 'cannot be read'
  }
  const certificatePem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0]
  const privateKeyPem = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/.exec(
    pem,
  )?.[0]
  if (!certificatePem || !privateKeyPem) return 'must hold a certificate and its private key, both as PEM'
  try {
    const key = createPrivateKey(privateKeyPem)
    if (key.asymmetricKeyType !== 'rsa') return 'must hold an RSA key: Entra takes no other for this'
    if (!new X509Certificate(certificatePem).checkPrivateKey(key))
      return 'holds a private key that is not the certificate’s'
  } catch {
    return 'holds a certificate or a private key that cannot be read'
  }
  return { kind: 'certificate', certificatePem, privateKeyPem }
}
