import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { openAttemptFeed } from '#server/records/attempt-feed.ts'
import { startAttemptUpkeep } from './attempt-upkeep.ts'
import { readProtection } from './audit/trail.queries.ts'
import { witnessFile } from './audit/witness.ts'
import { keepBackups } from './backups/backup-upkeep.ts'
import type { Config } from './config.ts'
import { createEntra } from './entra/entra.ts'
import type { Plays } from './help/outline.ts'
import { runHousekeeping } from './housekeeping.ts'
import { createApp } from './http/app.ts'
import { compressed } from './http/compressed.ts'
import { watchLoop } from './http/loop-guard.ts'
import { openMailer } from './mail/smtp.ts'
import { startMailing } from './mailing.ts'
import { createMetricsServer, openMetrics } from './metrics.ts'
import { startFilling } from './migration-upkeep.ts'
import { clockLimits, noteAhead } from './platform/clock.ts'
import { connectionShares, spareConnections } from './platform/connection-shares.ts'
import { cannotConnect, isUnavailable, openDatabase } from './platform/database.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { type Log, openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { completeNamesIndex, lacksNamesIndex } from './platform/names-index.ts'
import { lookAtPooler, PoolerRefused } from './platform/pooler.ts'
import { startScheduler } from './platform/scheduler.ts'
import { openSealer } from './platform/sealing.ts'
import { openReadiness } from './readiness.ts'
import { startRollOutUpkeep } from './roll-out-upkeep.ts'
import { keepTrail } from './trail-upkeep.ts'
import { watchForTrouble } from './trouble-watch.ts'

/** Milliseconds that requests in progress have to finish after we are asked to stop. */
const shutdownGrace = 8_000

/**
 * Puts TMAS together and starts it: database, migrations, the conversation with Microsoft, HTTP.
 *
 * @param plays only for a demo: where the troubles that the help explains can be played.
 * @param isLate whether this process is late, where it also does other work than the server's.
 * @returns a function that stops it: it accepts no new requests, lets those in progress and the server's own duties
 *   finish, and then closes the database. For `servingFor` milliseconds before that, it is no longer ready, but still
 *   answers, and asks for every connection to be closed, so that a proxy finds another instance and loses no request.
 */
export async function startServer(
  config: Config,
  { plays, isLate }: { plays?: Plays; isLate?: () => boolean } = {},
): Promise<{ url: string; databaseUrl: string; stop(how?: { servingFor?: number }): Promise<void> }> {
  const log = openLog(config.logLevel)
  const embedded =
    config.database.kind === 'embedded'
      ? await startEmbeddedPostgres({ dataDir: config.database.directory, log })
      : undefined
  const { url, ownerUrl } = config.database.kind === 'postgres' ? config.database : embeddedUrls(embedded)

  try {
    const db = openDatabase({ url, shares: connectionShares, spare: spareConnections })
    const now = () => new Date()
    const ready = openReadiness(url, now, log, () => cannotConnect(db))
    const isOwn = config.database.kind === 'embedded'
    /** Why TMAS is not ready, as long as it could not prepare the database. */
    let unprepared = 'the database has not answered since the start'
    const prepare = async () => {
      // An embedded database is reached without anything in between.
      if (!isOwn) await lookAtPooler(url)
      await migrate(ownerUrl, { log, applicationUrl: url })
      const lacking = (await lacksNamesIndex(db)) && (await completeNamesIndex(ownerUrl))
      if (lacking) log.warn({ remedy: lacking.remedy }, lacking.detail)
      const { mayAlter, role } = await readProtection(db)
      if (mayAlter) log.warn({ role }, trailIsNotGuarded)
      const fault = await ready.clock()
      if (fault) log.error(`${fault}: TMAS is not ready. Use a time service (NTP) on both`)
      const ahead = await noteAhead(db, now)
      if (ahead > clockLimits.wrong) log.warn({ milliseconds: ahead }, notesAreAhead)
    }
    // A database that is away comes back: until then TMAS is up and not ready. Anything else is for the operator.
    let isPrepared = await prepare().then(
      () => true,
      (error) => {
        if (isOwn || !isUnavailable(error)) throw error
        log.error({ err: error }, 'the database does not answer; TMAS is not ready, and keeps trying')
        return false
      },
    )
    const entra = createEntra(config.entra)
    const sealer = openSealer(config.dataDir)
    let stopping = false
    const readiness = async () => {
      if (stopping) return 'stopping'
      return isPrepared ? ready.ask() : unprepared
    }
    const feed = openAttemptFeed(db, log)
    const { credentials } = config.entra
    const trouble = watchForTrouble({ db, log, now }, credentials)
    const { disturbance } = trouble
    const metrics =
      config.metricsPort === undefined
        ? undefined
        : openMetrics({
            db,
            log,
            now,
            credentials,
            disturbance,
            backupTimes: config.backups?.times,
            writes: ready.writes,
          })
    const observeRequest = metrics?.observeRequest
    const watched = { disturbance, observeRequest, feed }
    const loop = watchLoop()
    const deps = { config, db, entra, log, sealer, now, readiness, plays, isLate: isLate ?? loop.isLate }
    const app = createApp({ ...deps, ...watched })
    // Time limits of requests are looked at every second. By default it is every half minute.
    const serverOptions = { connectionsCheckingInterval: 1_000 }
    const answer = compressed(getRequestListener(app.fetch))
    const server = createServer(serverOptions, (request, response) => {
      if (stopping) response.shouldKeepAlive = false
      answer(request, response)
    })
    limit(server)
    await listen(server, config.host, config.port, 'PORT')
    const metricsServer = metrics && createMetricsServer(metrics, log)
    if (metricsServer) await listen(metricsServer, config.host, config.metricsPort ?? 0, 'METRICS_PORT')
    const waiting = new AbortController()
    const preparing = isPrepared
      ? Promise.resolve()
      : tryUntilDone(prepare, waiting.signal, log, (error) => {
          if (error instanceof PoolerRefused) unprepared = error.detail
        }).then((done) => {
          isPrepared = done
        })
    log.info(
      { url: config.url, host: config.host, port: config.port },
      isPrepared ? 'TMAS is ready' : 'TMAS is listening',
    )

    const mailer = config.mail && openMailer(config.mail)
    const schedulers = [
      trouble,
      startScheduler(log, [
        { name: 'look whether the database takes writes', pause: betweenLooks, work: ready.writes },
      ]),
      runHousekeeping({ db, entra, log, now }, config),
      startAttemptUpkeep(db, log, config, now),
      startRollOutUpkeep(db, log, config, now),
      keepTrail({
        db,
        ownerUrl,
        log,
        now,
        retainAuditDays: config.retainAuditDays,
        witness: witnessFile(config.dataDir, config.database),
      }),
      startMailing({ db, mailer, log }, config.url, now),
      ...(config.backups ? [keepBackups({ db, url, log, now, backups: config.backups })] : []),
      startFilling(ownerUrl, log),
    ]
    // Microsoft is asked before the first person needs it. Whether it answers now decides nothing.
    entra.ready().catch((error) => log.warn({ err: error }, 'Microsoft does not answer yet'))

    return {
      url: config.url,
      databaseUrl: url,
      async stop({ servingFor = 0 } = {}) {
        if (stopping) return
        stopping = true
        waiting.abort()
        if (servingFor > 0) await sleep(servingFor)
        await preparing
        // Streams would keep the server open forever.
        feed.close()
        loop.stop()
        metrics?.stop()
        metricsServer?.close()
        metricsServer?.closeAllConnections()
        await Promise.all([close(server), ...schedulers.map((scheduler) => scheduler.stop())])
        mailer?.close()
        await Promise.all([db.destroy(), ready.close()])
        await embedded?.stop()
        log.info('TMAS has stopped')
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Each takes some 10 kB, and a proxy in front of us needs far fewer. */
const mostConnections = 10_000

const trailIsNotGuarded =
  'the role of DATABASE_URL may alter audit records, so that only their chain protects them: set MIGRATION_DATABASE_URL to a role that owns the tables, and DATABASE_URL to another'

const notesAreAhead =
  'what TMAS noted last is in the future: a clock was ahead, or this one was set back. Sessions and links of that time do not work'

function embeddedUrls(embedded: { url: string; ownerUrl: string } | undefined) {
  if (!embedded) throw new Error('the embedded database was not started')
  return embedded
}

/** Milliseconds after which the log has a full disk, also where no one asks whether this instance is ready. */
const betweenLooks = 10_000

/** Milliseconds between two attempts to reach a database that was away at the start. */
const nextAttempt = 2_000

/** @returns whether it was done before it was stopped. */
async function tryUntilDone(
  work: () => Promise<void>,
  stopping: AbortSignal,
  log: Log,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  while (!stopping.aborted) {
    await sleep(nextAttempt, undefined, { signal: stopping, ref: false }).catch(() => undefined)
    if (stopping.aborted) break
    try {
      await work()
      log.info('the database answers; TMAS is ready')
      return true
    } catch (err) {
      onFailure(err)
      if (!isUnavailable(err)) log.error({ err }, 'the database cannot be prepared; TMAS is not ready')
    }
  }
  return false
}

/** Limits on what a stranger can make us hold. Only Microsoft's codes make long addresses. */
function limit(server: Server) {
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.maxHeadersCount = 100
  server.keepAliveTimeout = 65_000
  // In which nothing moves: a reader who does not read. A stream of sign-ins moves every ten seconds.
  server.timeout = 30_000
  server.maxConnections = mostConnections
}

/** @throws an error that names the setting to change, if the port is taken or needs more rights. */
function listen(server: Server, host: string, port: number, setting: string) {
  return new Promise<void>((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const reasons: Partial<Record<string, string>> = {
        EADDRINUSE: `Port ${port} on ${host} is already in use. Stop the program that uses it, or set ${setting} to another port.`,
        EACCES: `TMAS may not listen on port ${port}. Set ${setting} to a port from 1024 on, behind a proxy.`,
      }
      reject(new Error(reasons[cause.code ?? ''] ?? cause.message, { cause }))
    }
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      resolve()
    })
  })
}

function close(server: Server) {
  return new Promise<void>((resolve) => {
    const shutdownTimer = setTimeout(() => server.closeAllConnections(), shutdownGrace)
    server.close(() => {
      clearTimeout(shutdownTimer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
