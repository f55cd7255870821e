import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Credential } from './entra/entra.ts'
import { withSecretFiles } from './secret-files.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

const isLocal = (url: URL) => loopback.has(url.hostname) || url.hostname.endsWith('.localhost')

const isPlain = (url: URL) => url.protocol === 'http:'

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    context.addIssue('must be an origin such as https://tmas.example, without a path')
    return z.NEVER
  }
  if (url.protocol === 'http:' && !isLocal(url)) {
    context.addIssue('must be https, except on this machine itself')
    return z.NEVER
  }
  return url
})

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port number')

/** At least a month, because managers look back that far, and sessions lead to the attempts that opened them. */
const attemptDays = days(30)

/** At least a year, because that is how far back auditors look. */
const auditDays = days(365)

function days(atLeast: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of days')
    .transform(Number)
    .refine((number) => number >= atLeast, `must be at least ${atLeast} days`)
}

const network = z.string().transform((text, context) => {
  try {
    // The library reads “10” as 0.0.0.10, as inet_aton did. A typing error must not make us trust another machine.
    const [address = ''] = text.split('/')
    if (!address.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(address)) throw new Error(address)
    const network: [ipaddr.IPv4 | ipaddr.IPv6, number] = text.includes('/')
      ? ipaddr.parseCIDR(text)
      : [ipaddr.parse(text), text.includes(':') ? 128 : 32]
    const least = network[0].kind() === 'ipv4' ? 8 : 32
    if (network[1] < least) {
      context.addIssue(`“${text}” trusts half the world: name your proxies, in ranges of at least /${least}`)
      return z.NEVER
    }
    return network
  } catch {
    context.addIssue(`“${text}” is neither an address nor a CIDR range`)
    return z.NEVER
  }
})

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

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
})

/** An address, alone or with a name before it. It becomes a header, so it is one line. */
const sender = z
  .string()
  .regex(
    /^(?:[^<>\p{C}]*<[^<>@\s\p{C}]+@[^<>@\s\p{C}]+>|[^<>@\s\p{C}]+@[^<>@\s\p{C}]+)$/u,
    'must be an address such as tmas@tmas.example or "TMAS <tmas@tmas.example>"',
  )

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
  const { TMAS_URL, TMAS_DATA_DIR, RETAIN_AUDIT_DAYS } = parsed.data
  return {
    url: TMAS_URL.origin,
    database: databaseOf(parsed.data),
    dataDir: resolve(TMAS_DATA_DIR),
    retainAuditDays: RETAIN_AUDIT_DAYS,
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
