import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { openAttemptFeed } from '#server/records/attempt-feed.ts'
import { startAttemptUpkeep } from './attempt-upkeep.ts'
import { witnessFile } from './audit/witness.ts'
import { keepBackups } from './backups/backup-upkeep.ts'
import type { Config } from './config.ts'
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts'
import { createEntra } from './entra/entra.ts'
import type { Plays } from './help/outline.ts'
import { runHousekeeping } from './housekeeping.ts'
import { createApp } from './http/app.ts'
import { compressed } from './http/compressed.ts'
import { watchLoop } from './http/loop-guard.ts'
import { close, limit, listen } from './listen.ts'
import { openMailer } from './mail/smtp.ts'
import { startMailing } from './mailing.ts'
import { createMetricsServer, openMetrics } from './metrics.ts'
import { startFilling } from './migration-upkeep.ts'
import { connectionShares, spareConnections } from './platform/connection-shares.ts'
import { cannotConnect, isUnavailable, openDatabase } from './platform/database.ts'
import { openLog } from './platform/log.ts'
import { PoolerRefused } from './platform/pooler.ts'
import { startScheduler } from './platform/scheduler.ts'
import { openSealer } from './platform/sealing.ts'
import { prepareDatabase, tryUntilDone } from './prepare-database.ts'
import { openReadiness } from './readiness.ts'
import { startRollOutUpkeep } from './roll-out-upkeep.ts'
import { keepTrail } from './trail-upkeep.ts'
import { watchForTrouble } from './trouble-watch.ts'

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
    const prepare = () => prepareDatabase({ db, url, ownerUrl, isOwn, checkClock: ready.clock, log, now })
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

function embeddedUrls(embedded: { url: string; ownerUrl: string } | undefined) {
  if (!embedded) throw new Error('the embedded database was not started')
  return embedded
}

/** Milliseconds after which the log has a full disk, also where no one asks whether this instance is ready. */
const betweenLooks = 10_000
