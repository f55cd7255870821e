import { createRoute, z } from '@hono/zod-openapi'
import { type Evidence, findEvidence } from '#server/attempts/evidence.ts'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { apiRoutes, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { CheckNameShape, Named, RemedyShape } from '#server/platform/shapes.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import { isApiKeyLive } from '#server/sessions/api-keys.ts'
import { isSessionLive } from '#server/sessions/sessions.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf, currentMemberships } from '#server/users/acting.ts'
import { isAtChain, meansOf } from '#server/users/remedy-means.ts'
import { checks } from '#shared/checks.ts'
import type { Language } from '#shared/languages.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { roles } from '#shared/roles.ts'
import type { AttemptFeed } from './attempt-feed.ts'
import { findSettingsChain } from './patterns.queries.ts'
import { type Pattern, readPatterns } from './patterns.ts'
import { scopeOf } from './reading-scope.ts'
import { countActivity, findView, listActivity, type SeenAttempt } from './sign-ins.queries.ts'
import { type Asked, checksOf, type Reader, readAttempt, settle } from './sign-ins.ts'
import { openActivityStream, readPosition } from './sign-ins-stream.ts'

/** The same, with who may carry it out: whether the caller may; if not, which roles; and at which chain. */
const OwnRemedy = RemedyShape.extend({
  mayAct: z.boolean(),
  whoMay: z.array(z.enum(roles)),
  chain: Named.nullable(),
})

const SignIn = z
  .object({
    reference: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    door: z.enum(['microsoft', 'password']),
    outcome: z.enum(['pending', 'succeeded', 'refused']),
    code: z.enum(refusalCodes).nullable(),
    userId: z.guid().nullable(),
    loginId: z.string().nullable(),
    tenantId: z.guid().nullable(),
    objectId: z.guid().nullable(),
    microsoft: z
      .object({
        error: z.string().nullable(),
        aadsts: z.array(z.number().int()),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        timestamp: z.string().nullable(),
      })
      .nullable(),
    checks: z.array(
      z.object({
        name: CheckNameShape,
        rule: z.string(),
        passed: z.boolean(),
        expected: z.string().nullable(),
        seen: z.string().nullable(),
      }),
    ),
    /** How much of it this customer may read: all; that an account of another tenant used the address of a user; that the address was typed; or what its person has confirmed to be theirs. */
    reading: z.enum(['full', 'other_tenant', 'typed', 'confirmed']),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** Who it was or, where `isProven` is false, whose address was typed before Microsoft said anyone's. */
    person: z.object({ id: z.guid(), name: z.string().nullable(), isProven: z.boolean() }).nullable(),
    /** The address that was typed, if nothing else says who it was. */
    loginHint: z.string().nullable(),
    /** When the person asked TMAS to tell their managers. */
    helpAskedAt: z.string().nullable(),
    /** What the person says that Microsoft's page said, of which TMAS is not told. Nothing proves it. */
    said: z
      .object({
        at: z.string(),
        /** The refusal that follows from it; null if they closed the window or used the wrong account. */
        code: z.enum(refusalCodes).nullable(),
        aadsts: z.array(z.number().int()),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        timestamp: z.string().nullable(),
      })
      .nullable(),
    /** The customer's chain whose own address was used. */
    chain: Named.nullable(),
    popupBlocked: z.boolean(),
    /** What happened, in the reader's language. */
    cause: z.string().nullable(),
    remedy: RemedyShape.nullable(),
  })
  .openapi('SignIn')

/** One of them, with the chain whose Advanced settings decide for it. */
const OneSignIn = SignIn.extend({ settingsChain: Named.nullable(), remedy: OwnRemedy.nullable() }).openapi(
  'OneSignIn',
)

const filters = {
  outcome: z.enum(['pending', 'succeeded', 'refused']).optional(),
  door: z.enum(['microsoft', 'password']).optional(),
  code: z.enum(refusalCodes).optional(),
  user: z.guid().toLowerCase().optional(),
  /** A location: what concerns its branch. */
  location: z.guid().toLowerCase().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Only those whose person asked for help in the last week, and has not signed in since. */
  asked: z.literal('true').optional(),
}

const Query = listQuery(['startedAt']).omit({ sort: true }).extend(filters)
const StreamQuery = Query.omit({ limit: true, cursor: true }).extend({
  /** The `id` of the last event, for clients that cannot send `Last-Event-ID`. */
  after: z.string().max(100).optional(),
})

const notForAll = { 403: { description: 'Not for who manages nothing, or not there (`forbidden`)' } }

const listRoute = createRoute({
  method: 'get',
  path: '/sign-ins',
  summary: 'Attempts to sign in, newest first',
  description:
    'Managers at the top read every attempt that concerns their customer. A manager of a branch reads those of users who hold a role in it and, of those that name no one, what came through the address of a chain in it, from its tenant, or with the address of one of its users. `search` is a reference, a part of a login ID or name, an IP address, or one of Microsoft’s IDs.',
  request: { query: Query },
  responses: { 200: { description: 'Attempts', content: json(listOf(SignIn)) }, ...notForAll },
})

const patternsRoute = createRoute({
  method: 'get',
  path: '/sign-ins/patterns',
  summary:
    'Refusals of the last day that look alike: three or more of one kind from one chain within an hour',
  responses: {
    200: {
      description: 'Patterns, the newest first',
      content: json(
        z.object({
          items: z.array(
            z.object({
              chain: Named,
              code: z.enum(refusalCodes),
              tenantId: z.guid().nullable(),
              count: z.number().int(),
              people: z.number().int(),
              since: z.string(),
              last: z.string(),
              /** What it is typical of, the likeliest first. */
              causes: z.array(z.enum(refusalCodes)),
              cause: z.string(),
              remedy: OwnRemedy,
            }),
          ),
        }),
      ),
    },
    ...notForAll,
  },
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

const oneRoute = createRoute({
  method: 'get',
  path: '/sign-ins/{reference}',
  summary: 'One attempt by its reference',
  request: { params: z.object({ reference: z.string().max(100) }) },
  responses: {
    200: { description: 'The attempt', content: json(OneSignIn) },
    404: { description: 'No such attempt concerns this customer (`not_found`)' },
    ...notForAll,
  },
})

/** Milliseconds between two beats of a stream; also how long a manager who was demoted may still watch silence. */
const heartbeatMs = 10_000

/** Sign-in activity in the API (R19): the list, one attempt, patterns, and all of it live. */
export function signInRecordRoutes(
  deps: SignedInDeps & { feed: AttemptFeed; streamHeartbeatMs?: number | undefined },
) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  const used = signedIn(deps)
  // A page that is left open does not keep a session alive.
  const watched = signedIn(deps, { isUse: false })
  routes.use('/sign-ins/*', (c, next) => (c.req.path.endsWith('/stream') ? watched(c, next) : used(c, next)))
  return routes
    .openapi(listRoute, async (c) => {
      const { limit, cursor, ...query } = c.req.valid('query')
      const reader = readerOf(c.var)
      const scope = scopeOf(reader.customerId, reader.memberships)
      const { view, filter } = await settle(db, reader, scope, askedBy(query))
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const [found, total] = await Promise.all([
        listActivity(db, view, filter, { after, limit: limit + 1 }),
        countActivity(db, view, filter),
      ])
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const next = found.length > limit && last ? writeCursor([last.id]) : null
      const evidence = await findEvidence(db, reader.customerId, page, now())
      const items = page.map((item) => present(item, c.var.signedIn.language, evidence))
      return c.json({ items, next, total }, 200)
    })
    .openapi(patternsRoute, async (c) => {
      const acting = actingOf(c.var)
      const patterns = await readPatterns(db, scopeOf(acting.customerId, acting.memberships), now())
      const items = await Promise.all(
        patterns.map(async (pattern) => {
          const presented = presentPattern(pattern, c.var.signedIn.language)
          const { remedy, chain } = presented
          const means = await meansOf(db, acting, isAtChain(remedy.action) ? remedy.action : null, {
            chains: [chain],
            userId: null,
          })
          return { ...presented, remedy: { ...remedy, ...means } }
        }),
      )
      return c.json({ items }, 200)
    })
    .openapi(streamRoute, async (c) => {
      const { after: afterText, ...query } = c.req.valid('query')
      const reader = readerOf(c.var)
      const { sessionId, language } = c.var.signedIn
      const { actor } = c.var
      const current = async () =>
        scopeOf(reader.customerId, await currentMemberships(db, { actor, ...reader }))
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
            item: present(item, language, evidence),
          }))
        },
        heartbeatMs: deps.streamHeartbeatMs ?? heartbeatMs,
      })
      c.header('Content-Type', 'text/event-stream; charset=utf-8')
      // A proxy that collects the answer before it passes it on would keep everything back.
      c.header('X-Accel-Buffering', 'no')
      return c.body(body) as never
    })
    .openapi(oneRoute, async (c) => {
      const attempt = await readAttempt(db, readerOf(c.var), c.req.valid('param').reference)
      const settingsChain = (await findSettingsChain(db, c.var.signedIn.customer.id, attempt)) ?? null
      const evidence = await findEvidence(db, c.var.signedIn.customer.id, [attempt], now())
      const signIn = present(attempt, c.var.signedIn.language, evidence)
      const remedy = signIn.remedy && {
        ...signIn.remedy,
        ...(await meansOf(db, actingOf(c.var), signIn.remedy.action, {
          chains: settingsChain === null ? [] : [settingsChain],
          // Whose address it is to be is yet to be chosen.
          userId: signIn.remedy.action === 'correct_address' ? null : (signIn.person?.id ?? null),
        })),
      }
      return c.json({ ...signIn, settingsChain, remedy }, 200)
    })
}

function readerOf({ signedIn: { customer, memberships } }: SignedInWeb['Variables']): Reader {
  return { customerId: customer.id, memberships }
}

type Filters = Omit<z.infer<typeof Query>, 'limit' | 'cursor'>

function askedBy({ outcome, door, code, user, location, from, to, search, asked }: Filters): Asked {
  const filter = {
    outcome,
    door,
    code,
    userId: user,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    search: search || undefined,
    asked: asked === 'true' || undefined,
  }
  return { filter, locationId: location }
}

/**
 * What a manager may know about an attempt. While it is open, nothing is said about an account that may turn out to be
 * another customer's.
 */
function present(
  attempt: SeenAttempt,
  language: Language,
  evidence: ReadonlyMap<string, Evidence>,
): z.infer<typeof SignIn> {
  const { reference, startedAt, endedAt, door, outcome, code, userId, hintedUserId, ip, userAgent } = attempt
  const hasEnded = outcome !== 'pending'
  const personId = userId ?? hintedUserId
  const isNamed = attempt.loginId !== null || userId !== null
  return {
    reference,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    door,
    outcome,
    code,
    userId,
    loginId: hasEnded ? attempt.loginId : null,
    tenantId: hasEnded ? attempt.tenantId : null,
    objectId: hasEnded ? attempt.objectId : null,
    microsoft: microsoftOf(attempt),
    checks: hasEnded ? checksOf(attempt).map(presentCheck) : [],
    reading: attempt.reading,
    ip,
    userAgent,
    person:
      personId === null ? null : { id: personId, name: attempt.personName, isProven: personId === userId },
    loginHint: isNamed ? null : attempt.loginHint,
    helpAskedAt: attempt.helpAskedAt?.toISOString() ?? null,
    said: saidOf(attempt),
    chain:
      attempt.chainId === null ? null : { id: attempt.chainId, name: attempt.chainName ?? attempt.chainId },
    popupBlocked: attempt.popupBlocked,
    ...(code === null
      ? { cause: null, remedy: null }
      : wordsOfRefusal(
          {
            code,
            checks: checksOf(attempt),
            microsoft: attempt.microsoft,
            said: attempt.said,
            account: accountOf(attempt),
            user: userOf(attempt),
            evidence: evidence.get(attempt.id),
          },
          language,
        )),
  }
}

function userOf({ personEmail, personHasTenant }: SeenAttempt) {
  return personEmail === null ? null : { email: personEmail, hasTenant: personHasTenant }
}

function accountOf({ tenantId, objectId, loginId }: SeenAttempt): NamedAccount | null {
  return tenantId && objectId && loginId !== null ? { tenantId, objectId, loginId } : null
}

/** Without its description, which is written for the person and may name anyone's tenants. */
function microsoftOf({ microsoft }: SeenAttempt) {
  if (microsoft === null) return null
  const { error, aadsts, correlationId, traceId, timestamp } = microsoft
  return {
    error: error ?? null,
    aadsts: aadsts ?? [],
    correlationId: correlationId ?? null,
    traceId: traceId ?? null,
    timestamp: timestamp ?? null,
  }
}

function saidOf({ said, saidCode, saidAt }: SeenAttempt): z.infer<typeof SignIn>['said'] {
  if (said === null || saidAt === null) return null
  const { codes, correlationId = null, requestId = null, timestamp = null } = said
  return {
    at: saidAt.toISOString(),
    code: saidCode,
    aadsts: codes,
    correlationId,
    traceId: requestId,
    timestamp,
  }
}

function presentCheck({ name, passed, expected, seen }: ReturnType<typeof checksOf>[number]) {
  return { name, rule: checks[name], passed, expected: expected ?? null, seen: seen ?? null }
}

function presentPattern(pattern: Pattern, language: Language) {
  const { chainId, chainName, code, tenantId, count, people, since, last, causes } = pattern
  return {
    chain: { id: chainId, name: chainName },
    code,
    tenantId,
    count,
    people,
    since: since.toISOString(),
    last: last.toISOString(),
    causes,
    ...wordsOfRefusal({ code, checks: [], microsoft: null }, language),
  }
}
