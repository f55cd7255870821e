import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { currentMemberships } from '#server/users/acting.ts'
import { askedBy, notForAll, readerOf, SignInQuery } from './asked-sign-ins.ts'
import type { AttemptFeed } from './attempt-feed.ts'
import { findScope, type RecordScope, scopeOf } from './reading-scope.ts'
import { openSharedReads } from './shared-reads.ts'
import { settle } from './sign-ins.ts'
import { openActivityStream, readPosition } from './sign-ins-stream.ts'
import { openWatcherRights } from './watcher-rights.ts'

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
  const [rightsOf, readTogether] = [openWatcherRights(db, now), openSharedReads(db, now)]
  const routes = apiRoutes<SignedInWeb>()
  // A page that is left open does not keep a session alive.
  routes.use('/sign-ins/stream', signedIn(deps, { isUse: false }))
  return routes.openapi(streamRoute, async (c) => {
    const { after: afterText, ...query } = c.req.valid('query')
    const reader = readerOf(c.var)
    const { sessionId, language } = c.var.signedIn
    const { actor } = c.var
    const held = await currentMemberships(db, { actor, ...reader })
    const asked = askedBy(query)
    const { filter } = await settle(db, reader, scopeOf(reader.customerId, held), asked)
    const text = c.req.header('last-event-id') ?? afterText
    const after = text === undefined ? undefined : readPosition(text)
    if (text !== undefined && after === undefined)
      throw new Problem('invalid_request', 'This is no event of this stream.', {
        errors: { after: 'is not valid' },
      })
    const watcher = { customerId: reader.customerId, actor, sessionId }
    const body = openActivityStream<RecordScope>({
      db,
      feed: deps.feed,
      customerId: reader.customerId,
      watcher: actor.kind === 'user' ? actor.userId : actor.apiKeyId,
      after,
      async readable(patience) {
        const held = await rightsOf(watcher, patience)
        return held && findScope(reader.customerId, held)
      },
      read: (ids, scope) => readTogether({ scope, locationId: asked.locationId, filter }, ids, language),
      heartbeatMs: deps.streamHeartbeatMs ?? heartbeatMs,
    })
    c.header('Content-Type', 'text/event-stream; charset=utf-8')
    // A proxy that collects the answer before it passes it on would keep everything back.
    c.header('X-Accel-Buffering', 'no')
    return c.body(body) as never
  })
}
