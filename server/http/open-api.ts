import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { microsoftStatusRoutes } from '#server/attempts/microsoft-status.routes.ts'
import { connectRoutes } from '#server/connection/connect.routes.ts'
import { connectionTestRoutes } from '#server/connection/connection-test.routes.ts'
import { consentKitRoutes } from '#server/connection/consent-kits.routes.ts'
import { exceptionRoutes } from '#server/connection/exceptions.routes.ts'
import { readinessRoutes } from '#server/connection/readiness.routes.ts'
import { rollOutRoutes } from '#server/connection/roll-out.routes.ts'
import { setupRoutes } from '#server/connection/setup.routes.ts'
import { wayBackRoutes } from '#server/connection/way-back.routes.ts'
import { deviceRoutes } from '#server/devices/devices.routes.ts'
import { explanationRoutes } from '#server/explanations/explanations.routes.ts'
import { nearMissRoutes } from '#server/explanations/near-misses.routes.ts'
import { advancedRoutes } from '#server/locations/advanced.routes.ts'
import { exportLocationRoutes } from '#server/locations/export.routes.ts'
import { importLocationRoutes } from '#server/locations/import.routes.ts'
import { locationRoutes } from '#server/locations/locations.routes.ts'
import type { UndoSealer } from '#server/locations/sealed-undo.ts'
import { undoImportRoutes } from '#server/locations/undo-import.routes.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import type { Web } from '#server/platform/web.ts'
import { attemptQuestionRoutes } from '#server/records/attempt-questions.routes.ts'
import { auditRoutes } from '#server/records/audit.routes.ts'
import { historyRoutes } from '#server/records/history.routes.ts'
import { homeRoutes } from '#server/records/home.routes.ts'
import { overviewRoutes } from '#server/records/overview.routes.ts'
import { patternRoutes } from '#server/records/patterns.routes.ts'
import { signInRecordRoutes } from '#server/records/sign-ins.routes.ts'
import { signInStreamRoutes } from '#server/records/sign-ins-stream.routes.ts'
import { ownSecondFactorRoutes } from '#server/second-factor/own-second-factor.routes.ts'
import { sealNew } from '#server/second-factor/sealed-secrets.ts'
import { freshProofRoutes } from '#server/sign-in/fresh-proof.routes.ts'
import { sessionRoutes } from '#server/sign-in/session.routes.ts'
import { accountRoutes } from '#server/users/account.routes.ts'
import { apiKeyRoutes } from '#server/users/api-keys.routes.ts'
import { exportUserRoutes } from '#server/users/export.routes.ts'
import { importRoutes } from '#server/users/import.routes.ts'
import { mailRoutes } from '#server/users/mail.routes.ts'
import { manyUsersRoutes } from '#server/users/many-users.routes.ts'
import { personDataRoutes } from '#server/users/person-data.routes.ts'
import { personSessionRoutes } from '#server/users/person-sessions.routes.ts'
import { removeSecondFactorRoutes } from '#server/users/remove-second-factor.routes.ts'
import { undoUserImportRoutes } from '#server/users/undo-import.routes.ts'
import { userRoutes } from '#server/users/users.routes.ts'
import { apiDocsPage } from './api-docs.ts'
import type { RouteDeps } from './route-deps.ts'

/** The API: all of its routes, in the order in which they are tried, and their description in two forms. */
export function openApi(routeDeps: RouteDeps) {
  const { db, sealer } = routeDeps
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
    name: routeDeps.cookies.session.name,
  })
  openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  const document = madeOnce('application/json')
  api.get('/openapi.json', (c) =>
    document(c, 'openapi', () => JSON.stringify(api.getOpenAPI31Document(description))),
  )
  const page = madeOnce('text/html; charset=UTF-8', 'no-cache')
  const docs = (c: Context<Web>) =>
    page(c, c.var.language, () => apiDocsPage(c.var.language, api.getOpenAPI31Document(description)))
  return { api, docs }
}
