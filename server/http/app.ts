/**
 * The server around the rooms: what every request passes, the error answers, the API and its description.
 * Not here: any feature, for each room has its own routes.
 */

import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { consentKitPageRoutes } from '#server/connection/consent-kit-page.routes.ts'
import { markDeviceRoutes } from '#server/devices/mark-device.routes.ts'
import { cloudOf } from '#server/entra/clouds.ts'
import { helpRoutes } from '#server/help/help.routes.ts'
import { assetRoutes } from '#server/pages/assets.ts'
import { newReference } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import { wasThisYouRoutes } from '#server/records/attempt-questions.routes.ts'
import { findSession } from '#server/sessions/sessions.ts'
import { comingWaveRoutes } from '#server/sign-in/coming-wave.routes.ts'
import { leadToConfirmation } from '#server/sign-in/confirmation.routes.ts'
import { microsoftRoutes } from '#server/sign-in/microsoft.routes.ts'
import { passwordDoorRoutes } from '#server/sign-in/password-door.routes.ts'
import { refusedRoutes } from '#server/sign-in/refused.routes.ts'
import { secondFactorRoutes } from '#server/sign-in/second-factor.routes.ts'
import { setUpFactorRoutes } from '#server/sign-in/set-up-factor.routes.ts'
import { signInRoutes } from '#server/sign-in/sign-in.routes.ts'
import { signOutRoutes } from '#server/sign-in/sign-out.routes.ts'
import { ownAddressRoutes } from '#server/users/own-address.routes.ts'
import { isLanguage, preferredLanguage } from '#shared/languages.ts'
import { limitBodies } from './body-limits.ts'
import { clientAddress } from './client-address.ts'
import { consoleFiles } from './console.ts'
import { answerFailure } from './failures.ts'
import { knownHost, sameOrigin, securityHeaders } from './guard.ts'
import { extrasCanWait } from './loop-guard.ts'
import { observed } from './observed.ts'
import { openApi } from './open-api.ts'
import { refuseAddress } from './other-methods.ts'
import { pageAssets } from './page-assets.ts'
import { permissionFirst, permissionsOf } from './permission-first.ts'
import { type AppDeps, routeDepsOf } from './route-deps.ts'
import { takeTurns } from './take-turns.ts'

/** Search engines may read the help. A robot that starts sign-ins, or opens what was mailed to a person, helps no one. */
const robots = `User-agent: *
Allow: /help
Allow: /sign-in$
Disallow: /sign-in/microsoft
Disallow: /
`

/** All of TMAS over HTTP: what every request passes, then each feature's own routes. Unknown addresses are 404. */
export function createApp(deps: AppDeps) {
  const routeDeps = routeDepsOf(deps)
  const { config, log, cookies } = routeDeps
  const { files, page } = consoleFiles()
  const { api, docs } = openApi(routeDeps)

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
    .get('/api/docs', docs)
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
