import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { freshlyProved } from '#server/sessions/proof.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { flawOf } from '#shared/plain-text.ts'
import { roles } from '#shared/roles.ts'
import { listApiKeys, makeApiKey, revokeApiKey, type SeenApiKey } from './api-keys.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // The name is in the audit trail and in mails.
  .refine((text) => flawOf(text) !== 'not_text', 'has a character that is in no name')
  .refine((text) => flawOf(text) !== 'link', 'must not contain a link')

const NewApiKey = z
  .strictObject({
    name,
    role: z.enum(roles),
    locationId: givenId,
    expiresAt: z.iso.datetime({ offset: true }),
  })
  .openapi('NewApiKey')

const ApiKey = z
  .object({
    id: z.guid(),
    name: z.string(),
    role: z.enum(roles),
    locationId: z.guid(),
    locationName: z.string(),
    createdAt: z.string(),
    /** Its creator: a user's ID. */
    createdBy: z.guid(),
    /** The creator's name; null if they were deleted. */
    createdByName: z.string().nullable(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
    /** `asleep`: its creator may create none there now. It works again when they may. */
    state: z.enum(['open', 'expired', 'asleep']),
  })
  .openapi('ApiKey')

const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: {
    description: 'Above one’s own role or outside one’s branch, and always for an API key (`forbidden`)',
  },
}

const listRoute = createRoute({
  method: 'get',
  tags: ['API keys'],
  path: '/api-keys',
  summary: 'The API keys of one’s branch, newest first',
  description:
    'Those that are not revoked. With `mine=true` those that one has made oneself, wherever they are, also for people who may make none now. The keys themselves are kept nowhere.',
  request: {
    query: listQuery(['createdAt'])
      .omit({ sort: true })
      .extend({ mine: z.enum(['true']).optional() }),
  },
  responses: { 200: { description: 'Keys', content: json(listOf(ApiKey)) }, ...common },
})

const makeRoute = createRoute({
  method: 'post',
  tags: ['API keys'],
  path: '/api-keys',
  ...permits({ action: 'api-key.change', at: 'somewhere' }),
  summary: 'Make an API key',
  description:
    'A program sends it as `Authorization: Bearer <key>` and may then do what its role may on its location. It lasts a year at most, and does not create, change, mail, unlink or reset managers. The key is shown in this answer and never again, and every manager is mailed that it was made. It ends when it expires or is revoked, and when its maker may no longer make such a key, or signs out everywhere.',
  request: { body: { required: true, content: json(NewApiKey) } },
  responses: {
    201: { description: 'The key', content: json(z.object({ id: z.guid(), key: z.string() })) },
    400: { description: 'Fields are missing or wrong (`invalid_request`, with `errors`)' },
    404: { description: 'There is no such location in this customer (`not_found`)' },
    ...common,
    403: {
      description:
        'Above one’s own role or outside one’s branch, and always for an API key (`forbidden`); or confirm first that it is you (`proof_required`, with `methods`)',
    },
  },
})

const revokeRoute = createRoute({
  method: 'delete',
  tags: ['API keys'],
  path: '/api-keys/{id}',
  ...permits('oneself'),
  summary: 'Revoke an API key',
  description: 'One of one’s branch, or one that one has made oneself.',
  request: { params: z.strictObject({ id: givenId }) },
  responses: {
    204: { description: 'Revoked: its next request is refused' },
    404: { description: 'There is no such key in this customer (`not_found`)' },
    ...common,
  },
})

/** The API keys of a customer, for the people who manage them. */
export function apiKeyRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<PersonWeb>()
  routes.use('/api-keys/*', personSignedIn(deps))
  routes.on('POST', '/api-keys', freshlyProved(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const { search = '', limit, cursor, mine } = c.req.valid('query')
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const { customer, memberships, user } = c.var.signedIn
      const asker = { customerId: customer.id, memberships, ...(mine && { madeBy: user.id }) }
      // One more than asked for shows whether there is a next page.
      const wish = { search, after, limit: limit + 1 }
      const { rows, total } = await listApiKeys(db, asker, wish, now())
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return c.json({ items: page.map(present), next: last ? writeCursor([last.id]) : null, total }, 200)
    })
    .openapi(makeRoute, async (c) => {
      const { expiresAt, ...wish } = c.req.valid('json')
      const { actor, signedIn } = c.var
      const key = { ...wish, expiresAt: new Date(expiresAt) }
      const made = await makeApiKey(db, actor, signedIn.sessionId, key, now())
      return c.json(made, 201)
    })
    .openapi(revokeRoute, async (c) => {
      await revokeApiKey(db, c.var.actor, c.var.signedIn.customer.id, c.req.valid('param').id, now())
      return c.body(null, 204)
    })
}

function present(key: SeenApiKey): z.infer<typeof ApiKey> {
  const { createdAt, expiresAt, lastUsedAt, makerHolds: _, ...rest } = key
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
