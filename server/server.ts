import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { openAttemptFeed } from '#server/records/attempt-feed.ts'
import { startAttemptUpkeep } from './attempt-upkeep.ts'
import type { Config } from './config.ts'
import { createEntra } from './entra/entra.ts'
import type { Plays } from './help/outline.ts'
import { runHousekeeping } from './housekeeping.ts'
import { createApp } from './http/app.ts'
import { watchLoop } from './http/loop-guard.ts'
import { openMailer } from './mail/smtp.ts'
import { startMailing } from './mailing.ts'
import { createMetricsServer, openMetrics } from './metrics.ts'
import { openDatabase } from './platform/database.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { openLog } from './platform/log.ts'
import { migrate, pendingMigrations } from './platform/migrate.ts'
import { openSealer } from './platform/sealing.ts'
import { watchForTrouble } from './trouble-watch.ts'

/** Milliseconds that requests in progress have to finish after we are asked to stop. */
const shutdownGrace = 8_000

/**
 * Puts TMAS together and starts it: database, migrations, the conversation with Microsoft, HTTP.
 *
 * @param plays only for a demo: where the troubles that the help explains can be played.
 * @param isLate whether this process is late, where it also does other work than the server's.
 * @returns a function that stops it: it accepts no new requests, lets those in progress and the server's own duties
 *   finish, and then closes the database.
 */
export async function startServer(
  config: Config,
  { plays, isLate }: { plays?: Plays; isLate?: () => boolean } = {},
): Promise<{ url: string; databaseUrl: string; stop(): Promise<void> }> {
  const log = openLog(config.logLevel)
  const embedded =
    config.database.kind === 'embedded'
      ? await startEmbeddedPostgres({ dataDir: config.database.directory, log })
      : undefined
  const url = config.database.kind === 'embedded' ? (embedded?.url ?? '') : config.database.url

  try {
    await migrate(url, { log })
    const db = openDatabase({ url })
    const entra = createEntra(config.entra)
    const now = () => new Date()
    const sealer = openSealer(config.dataDir)
    let stopping = false
    const readiness = async () => {
      if (stopping) return 'stopping'
      try {
        return (await pendingMigrations(db)).length > 0 ? 'migrations are pending' : undefined
      } catch {
        return 'the database does not answer'
      }
    }
    const feed = openAttemptFeed(db, log)
    const { credentials } = config.entra
    const trouble = watchForTrouble({ db, log, now }, credentials)
    const { disturbance } = trouble
    const metrics =
      config.metricsPort === undefined ? undefined : openMetrics({ db, log, now, credentials, disturbance })
    const observeRequest = metrics?.observeRequest
    const watched = { disturbance, observeRequest, feed }
    const loop = watchLoop()
    const deps = { config, db, entra, log, sealer, now, readiness, plays, isLate: isLate ?? loop.isLate }
    const app = createApp({ ...deps, ...watched })
    // Time limits of requests are looked at every second. By default it is every half minute.
    const serverOptions = { connectionsCheckingInterval: 1_000 }
    const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server
    limit(server)
    await listen(server, config.host, config.port, 'PORT')
    const metricsServer = metrics && createMetricsServer(metrics, log)
    if (metricsServer) await listen(metricsServer, config.host, config.metricsPort ?? 0, 'METRICS_PORT')
    log.info({ url: config.url, host: config.host, port: config.port }, 'TMAS is ready')

    const mailer = config.mail && openMailer(config.mail)
    const schedulers = [
      trouble,
      runHousekeeping(db, entra, log, now),
      startAttemptUpkeep(db, log, config.url, now),
      startMailing({ db, mailer, log }, config.url, now),
    ]
    // Microsoft is asked before the first person needs it. Whether it answers now decides nothing.
    entra.ready().catch((error) => log.warn({ err: error }, 'Microsoft does not answer yet'))

    return {
      url: config.url,
      databaseUrl: url,
      async stop() {
        if (stopping) return
        stopping = true
        // Streams would keep the server open forever.
        feed.close()
        loop.stop()
        metrics?.stop()
        metricsServer?.close()
        metricsServer?.closeAllConnections()
        await Promise.all([close(server), ...schedulers.map((scheduler) => scheduler.stop())])
        mailer?.close()
        await db.destroy()
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
