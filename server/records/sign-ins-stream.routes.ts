import { createRoute, z } from '@hono/zod-openapi'
import { findEvidence } from '#server/attempts/evidence.ts'
import { apiRoutes } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { isApiKeyLive } from '#server/sessions/api-keys.ts'
import { isSessionLive } from '#server/sessions/sessions.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { currentMemberships } from '#server/users/acting.ts'
import { askedBy, notForAll, readerOf, SignInQuery } from './asked-sign-ins.ts'
import type { AttemptFeed } from './attempt-feed.ts'
import { presentSignIn } from './presented-sign-in.ts'
import { scopeOf } from './reading-scope.ts'
import { findView, listActivity } from './sign-ins.queries.ts'
import { settle } from './sign-ins.ts'
import { openActivityStream, readPosition } from './sign-ins-stream.ts'

const StreamQuery = SignInQuery.omit({ limit: true, cursor: true }).extend({
  /** The `id` of the last event, for clients that cannot send `Last-Event-ID`. */
  after: z.string().max(100).optional(),
})

const streamRoute = createRoute({
  method: 'get',
  path: '/sign-ins/stream',
  summary: 'Attempts as they begin and end, as server-sent events',
  description:
    'Events: `attempt`, with the attempt as it stands now as `data`; `reset`, where too much happened to be told: read the list again. The same attempt may come more than once. `Last-Event-ID` (or `after`) goes on where a stream broke off. It ends with the reader’s session or rights.',
  request: { query: StreamQuery },
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
    429: { description: 'Watched in too many windows already (`throttled`)' },
    ...notForAll,
  },
})

/** Milliseconds between two beats of a stream; also how long a manager who was demoted may still watch silence. */
const heartbeatMs = 10_000

/** Sign-in activity as it happens, in the API (R19). */
export function signInStreamRoutes(
  deps: SignedInDeps & { feed: AttemptFeed; streamHeartbeatMs?: number | undefined },
) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  // A page that is left open does not keep a session alive.
  routes.use('/sign-ins/stream', signedIn(deps, { isUse: false }))
  return routes.openapi(streamRoute, async (c) => {
    const { after: afterText, ...query } = c.req.valid('query')
    const reader = readerOf(c.var)
    const { sessionId, language } = c.var.signedIn
    const { actor } = c.var
    const current = async () => scopeOf(reader.customerId, await currentMemberships(db, { actor, ...reader }))
    const asked = askedBy(query)
    const { filter } = await settle(db, reader, await current(), asked)
    const text = c.req.header('last-event-id') ?? afterText
    const after = text === undefined ? undefined : readPosition(text)
    if (text !== undefined && after === undefined)
      throw new Problem('invalid_request', 'This is no event of this stream.', {
        errors: { after: 'is not valid' },
      })
    const isAllowed = async () => {
      if (sessionId !== undefined && !(await isSessionLive(db, sessionId, now()))) return false
      if (actor.kind === 'api_key' && !(await isApiKeyLive(db, actor.apiKeyId, now()))) return false
      return current().then(
        () => true,
        (error) => {
          if (error instanceof Problem) return false
          throw error
        },
      )
    }
    const body = openActivityStream({
      db,
      feed: deps.feed,
      customerId: reader.customerId,
      watcher: actor.kind === 'user' ? actor.userId : actor.apiKeyId,
      after,
      isAllowed,
      async read(ids) {
        const view = await findView(db, await current(), asked.locationId)
        const found = await listActivity(db, view, { ...filter, ids }, { limit: ids.length })
        const evidence = await findEvidence(db, reader.customerId, found, now())
        return found.reverse().map((item) => ({
          position: { notedAt: item.notedAt.getTime(), attemptId: item.id },
          item: presentSignIn(item, language, evidence),
        }))
      },
      heartbeatMs: deps.streamHeartbeatMs ?? heartbeatMs,
    })
    c.header('Content-Type', 'text/event-stream; charset=utf-8')
    // A proxy that collects the answer before it passes it on would keep everything back.
    c.header('X-Accel-Buffering', 'no')
    return c.body(body) as never
  })
}
