/**
 * The server around the rooms: what every request passes, the error answers, the API and its description.
 * Not here: any feature, for each room has its own routes.
 */

import { getConnInfo } from '@hono/node-server/conninfo'
import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { microsoftStatusRoutes } from '#server/attempts/microsoft-status.routes.ts'
import { rememberedFor } from '#server/attempts/returning.ts'
import type { Config } from '#server/config.ts'
import { connectRoutes } from '#server/connection/connect.routes.ts'
import { connectionTestRoutes } from '#server/connection/connection-test.routes.ts'
import { consentKitPageRoutes } from '#server/connection/consent-kit-page.routes.ts'
import { consentKitRoutes } from '#server/connection/consent-kits.routes.ts'
import { exceptionRoutes } from '#server/connection/exceptions.routes.ts'
import { readinessRoutes } from '#server/connection/readiness.routes.ts'
import { rollOutRoutes } from '#server/connection/roll-out.routes.ts'
import { setupRoutes } from '#server/connection/setup.routes.ts'
import { wayBackRoutes } from '#server/connection/way-back.routes.ts'
import { offerLifetime } from '#server/devices/device-code.ts'
import { deviceRoutes } from '#server/devices/devices.routes.ts'
import { markDeviceRoutes } from '#server/devices/mark-device.routes.ts'
import { cloudOf } from '#server/entra/clouds.ts'
import { explanationRoutes } from '#server/explanations/explanations.routes.ts'
import { nearMissRoutes } from '#server/explanations/near-misses.routes.ts'
import { helpRoutes } from '#server/help/help.routes.ts'
import type { Plays } from '#server/help/outline.ts'
import { advancedRoutes } from '#server/locations/advanced.routes.ts'
import { exportLocationRoutes } from '#server/locations/export.routes.ts'
import { importLocationRoutes } from '#server/locations/import.routes.ts'
import { locationRoutes } from '#server/locations/locations.routes.ts'
import type { UndoSealer } from '#server/locations/sealed-undo.ts'
import { undoImportRoutes } from '#server/locations/undo-import.routes.ts'
import { assetRoutes } from '#server/pages/assets.ts'
import { deviceLifetime, ticketLifetime } from '#server/passwords/marks.ts'
import { hostCookie } from '#server/platform/cookies.ts'
import type { Log } from '#server/platform/log.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import { newReference } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { type AttemptFeed, openAttemptFeed } from '#server/records/attempt-feed.ts'
import { attemptQuestionRoutes, wasThisYouRoutes } from '#server/records/attempt-questions.routes.ts'
import { auditRoutes } from '#server/records/audit.routes.ts'
import { historyRoutes } from '#server/records/history.routes.ts'
import { homeRoutes } from '#server/records/home.routes.ts'
import { overviewRoutes } from '#server/records/overview.routes.ts'
import { patternRoutes } from '#server/records/patterns.routes.ts'
import { signInRecordRoutes } from '#server/records/sign-ins.routes.ts'
import { signInStreamRoutes } from '#server/records/sign-ins-stream.routes.ts'
import { ownSecondFactorRoutes } from '#server/second-factor/own-second-factor.routes.ts'
import { sealNew } from '#server/second-factor/sealed-secrets.ts'
import { waitLifetime } from '#server/second-factor/second-factor-wait.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import { findSession } from '#server/sessions/sessions.ts'
import { sharedDeviceLifetime } from '#server/sessions/shared-devices.ts'
import { comingWaveRoutes } from '#server/sign-in/coming-wave.routes.ts'
import { leadToConfirmation } from '#server/sign-in/confirmation.routes.ts'
import { freshProofRoutes } from '#server/sign-in/fresh-proof.routes.ts'
import { microsoftRoutes } from '#server/sign-in/microsoft.routes.ts'
import { passwordDoorRoutes } from '#server/sign-in/password-door.routes.ts'
import { refusedRoutes } from '#server/sign-in/refused.routes.ts'
import { secondFactorRoutes } from '#server/sign-in/second-factor.routes.ts'
import { sessionRoutes } from '#server/sign-in/session.routes.ts'
import { setUpFactorRoutes } from '#server/sign-in/set-up-factor.routes.ts'
import { signInRoutes } from '#server/sign-in/sign-in.routes.ts'
import { signOutRoutes } from '#server/sign-in/sign-out.routes.ts'
import { accountRoutes } from '#server/users/account.routes.ts'
import { apiKeyRoutes } from '#server/users/api-keys.routes.ts'
import { exportUserRoutes } from '#server/users/export.routes.ts'
import { importRoutes } from '#server/users/import.routes.ts'
import { mailRoutes } from '#server/users/mail.routes.ts'
import { manyUsersRoutes } from '#server/users/many-users.routes.ts'
import { ownAddressRoutes } from '#server/users/own-address.routes.ts'
import { personDataRoutes } from '#server/users/person-data.routes.ts'
import { personSessionRoutes } from '#server/users/person-sessions.routes.ts'
import { removeSecondFactorRoutes } from '#server/users/remove-second-factor.routes.ts'
import { undoUserImportRoutes } from '#server/users/undo-import.routes.ts'
import { userRoutes } from '#server/users/users.routes.ts'
import { isLanguage, preferredLanguage } from '#shared/languages.ts'
import { apiDocsPage } from './api-docs.ts'
import { limitBodies } from './body-limits.ts'
import { clientAddress } from './client-address.ts'
import { consoleFiles } from './console.ts'
import { answerFailure } from './failures.ts'
import { knownHost, sameOrigin, securityHeaders } from './guard.ts'
import { extrasCanWait } from './loop-guard.ts'
import { type ObserveRequest, observed } from './observed.ts'
import { refuseAddress } from './other-methods.ts'
import { pageAssets } from './page-assets.ts'
import { permissionFirst, permissionsOf } from './permission-first.ts'
import { takeTurns } from './take-turns.ts'

export type AppDeps = SignInDeps & {
  config: Pick<Config, 'url' | 'secure' | 'entra' | 'trustedProxies'>
  log: Log
  /** Whether this instance can serve: undefined, or what is missing. */
  readiness: () => Promise<string | undefined>
  /** What happens to attempts, for watchers. The caller closes it with this instance. */
  feed?: AttemptFeed
  streamHeartbeatMs?: number
  /** Whether sign-ins with Microsoft fail for everyone, as this instance last saw it. */
  disturbance?: () => Disturbance | undefined
  /** Whether this process is late, so that what is anonymous and can wait is turned away. */
  isLate?: () => boolean
  /** Counts requests, if anyone reads the counts. */
  observeRequest?: ObserveRequest | undefined
  /** Only in a demo: where the help's troubles can be played. */
  plays?: Plays | undefined
}

/** Search engines may read the help. A robot that starts sign-ins, or opens what was mailed to a person, helps no one. */
const robots = `User-agent: *
Allow: /help
Allow: /sign-in$
Disallow: /sign-in/microsoft
Disallow: /
`

const oneDay = 24 * 60 * 60
const oneYear = 365 * oneDay

/** All of TMAS over HTTP: what every request passes, then each feature's own routes. Unknown addresses are 404. */
export function createApp(deps: AppDeps) {
  const { config, log } = deps
  const cookies = {
    session: hostCookie('tmas', config.secure),
    attempt: hostCookie('tmas-attempt', config.secure, deviceLifetime / 1000),
    left: hostCookie('tmas-left', config.secure, rememberedFor / 1000),
    lastSignIn: hostCookie('tmas-last-sign-in', config.secure, deviceLifetime / 1000),
    secondFactor: hostCookie('tmas-second-factor', config.secure, waitLifetime / 1000),
    device: hostCookie('tmas-device', config.secure, deviceLifetime / 1000),
    ticket: hostCookie('tmas-waiting', config.secure, ticketLifetime / 1000),
    signedOut: hostCookie('tmas-signed-out', config.secure, deviceLifetime / 1000),
    sharedDevice: hostCookie('tmas-shared-computer', config.secure, sharedDeviceLifetime / 1000),
    deviceCode: hostCookie('tmas-device-code', config.secure, offerLifetime / 1000),
    told: hostCookie('tmas-told', config.secure, oneDay),
    language: hostCookie('tmas-language', config.secure, oneYear),
  }
  const { files, page } = consoleFiles()
  const routeDeps = { ...deps, cookies, feed: deps.feed ?? openAttemptFeed(deps.db, log) }

  const { db, sealer } = deps
  const undoSealer: UndoSealer = {
    seal: (undo, owner) => sealNew(db, sealer, undo, owner),
    open: sealer.open,
  }

  const api = new OpenAPIHono<Web>()
    .route('/', sessionRoutes(routeDeps))
    .route('/', freshProofRoutes(routeDeps))
    // Before the routes of one location, whose ID is in the same place of the address.
    .route('/', importLocationRoutes({ ...routeDeps, undoSealer }))
    .route('/', undoImportRoutes({ ...routeDeps, undoSealer }))
    .route('/', exportLocationRoutes(routeDeps))
    .route('/', locationRoutes(routeDeps))
    .route('/', advancedRoutes(routeDeps))
    .route('/', readinessRoutes(routeDeps))
    .route('/', rollOutRoutes(routeDeps))
    .route('/', exceptionRoutes(routeDeps))
    .route('/', setupRoutes(routeDeps))
    .route('/', connectionTestRoutes(routeDeps))
    .route('/', connectRoutes(routeDeps))
    .route('/', consentKitRoutes(routeDeps))
    .route('/', wayBackRoutes(routeDeps))
    .route('/', accountRoutes(routeDeps))
    .route('/', ownSecondFactorRoutes(routeDeps))
    .route('/', removeSecondFactorRoutes(routeDeps))
    .route('/', personDataRoutes(routeDeps))
    .route('/', personSessionRoutes(routeDeps))
    .route('/', mailRoutes(routeDeps))
    .route('/', auditRoutes(routeDeps))
    // These before the users' own routes: `/users/{id}` would take `explain` and `near-misses` for an ID.
    .route('/', explanationRoutes(routeDeps))
    .route('/', nearMissRoutes(routeDeps))
    .route('/', importRoutes({ ...routeDeps, undoSealer }))
    .route('/', undoUserImportRoutes({ ...routeDeps, undoSealer }))
    .route('/', exportUserRoutes(routeDeps))
    .route('/', manyUsersRoutes(routeDeps))
    .route('/', historyRoutes(routeDeps))
    .route('/', userRoutes(routeDeps))
    .route('/', apiKeyRoutes(routeDeps))
    .route('/', attemptQuestionRoutes(routeDeps))
    // These two before the list's own: `/sign-ins/{reference}` would take `patterns` and `stream` for a reference.
    .route('/', patternRoutes(routeDeps))
    .route('/', signInStreamRoutes(routeDeps))
    .route('/', signInRecordRoutes(routeDeps))
    .route('/', overviewRoutes(routeDeps))
    .route('/', homeRoutes(routeDeps))
    .route('/', deviceRoutes(routeDeps))
    .route('/', microsoftStatusRoutes(routeDeps))

  const app: Hono<Web> = new Hono<Web>()
    .use(securityHeaders(config.secure))
    .use(async (c, next) => {
      const startedAt = performance.now()
      c.set('reference', newReference())
      c.set('client', {
        ip: clientAddress(connectionAddress(c), c.req.header('x-forwarded-for'), config.trustedProxies),
        userAgent: (c.req.header('user-agent') ?? '').slice(0, 400),
      })
      c.set('language', languageOf(cookies.language.read(c), c.req.header('accept-language')))
      await next()
      if (deps.observeRequest) observed(c, deps.observeRequest, performance.now() - startedAt)
      // Only the path, because a query can hold a code, a state or an address.
      log.info(
        {
          reference: c.var.reference,
          method: c.req.method,
          path: c.req.path,
          status: c.res.status,
          ms: Math.round(performance.now() - startedAt),
        },
        'request',
      )
    })
    .use(knownHost(config.url))
    .use(sameOrigin(config.url, cookies.session))
    .use(extrasCanWait(deps.isLate ?? (() => false)))
    .use(takeTurns())
    .use(permissionFirst(routeDeps, permissionsOf(api)))
    .use(limitBodies())
    .use(async (c, next) => {
      // A language chosen on a page lasts, and the page itself is shown in it at once.
      const chosen = c.req.method === 'GET' ? c.req.query('lang') : undefined
      if (chosen && isLanguage(chosen)) {
        c.set('language', chosen)
        cookies.language.write(c, chosen)
      }
      await next()
    })
    .onError(answerFailure(log))
    .notFound((c) => refuseAddress(app, c))

  const description = {
    openapi: '3.1.0',
    info: { title: 'TMAS', version: 'v1' },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { apiKey: [] }] as Record<string, string[]>[],
  }
  const { openAPIRegistry } = api
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookies.session.name,
  })
  openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  const [documentOf, pageOfDocs] = [
    madeOnce('application/json'),
    madeOnce('text/html; charset=UTF-8', 'no-cache'),
  ]
  api.get('/openapi.json', (c) =>
    documentOf(c, 'openapi', () => JSON.stringify(api.getOpenAPI31Document(description))),
  )

  return app
    .get('/healthz', (c) => c.text('ok'))
    .get('/robots.txt', (c) => c.text(robots))
    .get('/readyz', async (c) => {
      const missing = await deps.readiness()
      if (missing !== undefined) return c.text(missing, 503)
      // A forgotten setting would make someone else Microsoft, so anyone who looks here reads it.
      const { authority } = config.entra
      return c.text(cloudOf(authority) ? 'ready' : `ready, with ${authority} in the place of Microsoft`)
    })
    .route('/sign-in/microsoft', microsoftRoutes(routeDeps))
    .route('/', signInRoutes(routeDeps))
    .route('/', refusedRoutes(routeDeps))
    .route('/', signOutRoutes(routeDeps))
    .route('/sign-in/was-this-you', wasThisYouRoutes(routeDeps))
    .route('/', passwordDoorRoutes(routeDeps))
    .route('/', ownAddressRoutes(routeDeps))
    .route('/', secondFactorRoutes(routeDeps))
    .route('/', setUpFactorRoutes(routeDeps))
    .route('/shared-computer', markDeviceRoutes(routeDeps))
    .route('/', comingWaveRoutes(routeDeps))
    .route('/consent-kit', consentKitPageRoutes(routeDeps))
    .route('/help', helpRoutes(routeDeps))
    .route('/', assetRoutes(pageAssets))
    .route('/api/v1', api)
    .get('/api/docs', (c) =>
      pageOfDocs(c, c.var.language, () => apiDocsPage(c.var.language, api.getOpenAPI31Document(description))),
    )
    .route('/', files)
    .on('GET', ['/', '/account', '/administration/*'], async (c, next) => {
      const signedIn = await findSession(deps.db, cookies.session.read(c), deps.now())
      if (!signedIn) {
        const { pathname, search } = new URL(c.req.url)
        return c.redirect(`/sign-in?return_to=${encodeURIComponent(pathname + search)}`, 303)
      }
      return (await leadToConfirmation(c, routeDeps, signedIn)) ?? page(c, next)
    })
}

/** The type from which the console takes its client. */
export type App = ReturnType<typeof createApp>

function languageOf(chosen: string | undefined, acceptLanguage: string | undefined) {
  return chosen && isLanguage(chosen) ? chosen : preferredLanguage(acceptLanguage)
}

/** In tests the app is called without a connection. */
function connectionAddress(c: Parameters<typeof getConnInfo>[0]) {
  return c.env?.incoming === undefined ? undefined : getConnInfo(c).remote.address
}
