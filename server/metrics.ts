import { createServer } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { signInEnded } from '#server/attempts/sign-in-ended.ts'
import { backupGauges } from './backups/backup-metrics.ts'
import type { BackupTimes } from './backups/backup-times.ts'
import { expiryOf } from './entra/credential-expiry.ts'
import type { Credential } from './entra/entra.ts'
import { tokenAnswered } from './entra/token-answered.ts'
import { shed } from './http/loop-guard.ts'
import type { ObserveRequest } from './http/observed.ts'
import { readFigures } from './metrics.queries.ts'
import { type Db, poolFigures } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import type { WritesRefused } from './platform/takes-writes.queries.ts'
import type { Disturbance } from './policy/disturbance.ts'
import { idleLimit } from './sessions/sessions.ts'

/**
 * How many customers have a series of their own in one process, in the order in which they are first refused. All
 * others share one. With 26 codes, proven or not, this limits the counter to some 26,000 series, whatever anyone tries.
 */
const customersCounted = 500

/** Seconds: from a page served from memory to the 10 that all requests to Microsoft may take. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = {
  observeRequest: ObserveRequest
  /** Everything, in Prometheus's text format. */
  read(): Promise<{ contentType: string; text: string }>
  stop(): void
}

/**
 * Counts what this process does, and reads from the database what all processes do together. Counters start at zero
 * with the process, as Prometheus expects; sum them over the instances. What is read from the database is the same on
 * each.
 */
export function openMetrics(deps: {
  db: Db
  log: Pick<Log, 'warn'>
  now: () => Date
  credentials: readonly Credential[]
  disturbance: () => Disturbance | undefined
  /** When backups are due; undefined if this instance makes none. */
  backupTimes?: BackupTimes | undefined
  /** Why the database takes no writes, if it takes none. */
  writes?: () => Promise<WritesRefused | undefined>
}): Metrics {
  const { db, now } = deps
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'tmas_http_request_duration_seconds',
    help: 'Requests by the pattern of their route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets,
    registers,
  })
  const signIns = new Counter({
    name: 'tmas_sign_ins_total',
    help: 'Sign-ins that ended, each once; a refused one in which no one proved who they were is "unproven"',
    labelNames: ['door', 'outcome'] as const,
    registers,
  })
  const refusals = new Counter({
    name: 'tmas_sign_in_refusals_total',
    help: 'Refused sign-ins by code and customer; one that concerns several customers counts for each, one that concerns no one known under "none"; those in which no one proved who they were apart, because anyone can make them',
    labelNames: ['code', 'customer', 'proven'] as const,
    registers,
  })
  const tokenRequests = new Histogram({
    name: 'tmas_microsoft_token_request_duration_seconds',
    help: 'Requests to the token endpoint of Microsoft, by what came of them',
    labelNames: ['answer'] as const,
    buckets,
    registers,
  })
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const databaseUp = gauge(
    'tmas_database_up',
    '1 while the database answers; else what it knows is missing here',
  )
  const takesWrites = gauge(
    'tmas_database_takes_writes',
    '0 while the database answers and takes no writes: its disk is full, or it is read-only',
  )
  const connections = gauge('tmas_database_connections', 'Connections to the database, by what they do', [
    'state',
  ])
  const waiting = gauge('tmas_database_waiting', 'Statements and transactions that wait for a connection')
  const shareConnections = gauge(
    'tmas_database_share_connections',
    'Connections by the kind of work that shares them: held, and waited for',
    ['share', 'state'],
  )
  const shareRefused = new Counter({
    name: 'tmas_database_share_refused_total',
    help: 'Work that got no connection, because too much waited or it waited too long, by the kind that shares them',
    labelNames: ['share'] as const,
    registers,
  })
  const waitingForLocks = gauge(
    'tmas_database_waiting_for_locks',
    'Sign-ins and changes that wait because another transaction holds their customer',
  )
  const refusedInLine = new Counter({
    name: 'tmas_database_lock_refused_total',
    help: 'Sign-ins and changes that were answered 503 because another transaction held their customer: the line was full, or they waited too long',
    labelNames: ['why'] as const,
    registers,
  })
  const sessions = gauge('tmas_sessions_open', 'Open sessions of all instances', ['door'])
  const mails = gauge('tmas_outbox_mails', 'Mails in the outbox: waiting, or given up in the last 3 days', [
    'state',
  ])
  const oldestMail = gauge(
    'tmas_outbox_oldest_seconds',
    'Age of the mail that has waited longest; 0 without any',
  )
  const disturbed = gauge(
    'tmas_microsoft_disturbed',
    '1 while sign-ins with Microsoft fail for all customers',
    ['kind'],
  )
  const expiry = gauge(
    'tmas_entra_credential_expiry_seconds',
    'Seconds until a credential towards Entra expires: a certificate, or a secret whose end was written down',
    ['credential'],
  )

  const refreshBackups = backupGauges(registry, deps.backupTimes)

  const counted = new Set<string>()
  const labelOf = (customerId: string) => {
    if (counted.size < customersCounted) counted.add(customerId)
    return counted.has(customerId) ? customerId : 'other'
  }
  const turnedAway = new Counter({
    name: 'tmas_requests_turned_away_total',
    help: 'Anonymous requests for help and documents that were answered 503 because the process was late',
    labelNames: ['route'] as const,
    registers,
  })
  const stopListening = [
    shed.subscribe(({ route }) => turnedAway.inc({ route })),
    signInEnded.subscribe(({ door, code, isProven, verdicts }) => {
      const refused = isProven ? 'refused' : 'unproven'
      signIns.inc({ door, outcome: code === null ? 'succeeded' : refused })
      if (code === null) return
      const proven = isProven ? 'yes' : 'no'
      if (verdicts.length === 0) refusals.inc({ code, customer: 'none', proven })
      for (const { customerId, code } of verdicts)
        refusals.inc({ code, customer: labelOf(customerId), proven })
    }),
    tokenAnswered.subscribe(({ answer, seconds }) => tokenRequests.observe({ answer }, seconds)),
  ]

  async function refresh() {
    const kind = deps.disturbance()?.kind
    for (const each of ['registration', 'microsoft'] as const)
      disturbed.set({ kind: each }, kind === each ? 1 : 0)
    for (const [index, credential] of deps.credentials.entries()) {
      const ends = expiryOf(credential, now())?.expiresAt
      if (ends) expiry.set({ credential: String(index + 1) }, (ends.getTime() - now().getTime()) / 1000)
    }
    const pool = poolFigures(db)
    connections.set({ state: 'busy' }, pool.busy)
    connections.set({ state: 'idle' }, pool.idle)
    waiting.set(pool.waiting)
    waitingForLocks.set(pool.waitingForLocks)
    refusedInLine.reset()
    for (const [why, count] of Object.entries(pool.refusedInLine)) refusedInLine.inc({ why }, count)
    shareRefused.reset()
    for (const [share, { busy, waiting, refused }] of Object.entries(pool.shares ?? {})) {
      shareConnections.set({ share, state: 'busy' }, busy)
      shareConnections.set({ share, state: 'waiting' }, waiting)
      shareRefused.inc({ share }, refused)
    }
    for (const known of [sessions, mails, oldestMail]) known.reset()
    // Not 0, which would mean that the database answers and refuses.
    takesWrites.remove()
    try {
      if (deps.writes) takesWrites.set((await deps.writes()) ? 0 : 1)
      await refreshBackups(db, now())
      const figures = await readFigures(db, now(), new Date(now().getTime() - idleLimit))
      for (const door of ['microsoft', 'password'] as const)
        sessions.set({ door }, figures.sessions.find((one) => one.door === door)?.count ?? 0)
      const { waiting, givenUp, oldest } = figures.outbox
      mails.set({ state: 'waiting' }, waiting)
      mails.set({ state: 'given_up' }, givenUp)
      oldestMail.set(oldest ? Math.max(0, (now().getTime() - oldest.getTime()) / 1000) : 0)
      databaseUp.set(1)
    } catch (error) {
      databaseUp.set(0)
      deps.log.warn({ err: error }, 'the figures of the database could not be read')
    }
  }

  return {
    observeRequest: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status }, seconds),
    async read() {
      await refresh()
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
    stop: () => {
      for (const stop of stopListening) stop()
    },
  }
}

/**
 * Serves the metrics on a port of their own, to which no proxy in front leads. Everything but `GET /metrics` is 404.
 */
export function createMetricsServer(metrics: Metrics, log: Pick<Log, 'error'>) {
  return createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing at this address.\n')
      return
    }
    try {
      const { contentType, text } = await metrics.read()
      response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text)
    } catch (error) {
      log.error({ err: error }, 'the metrics could not be read')
      response.writeHead(500).end()
    }
  })
}
