import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json, listOf } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from './acting.ts'
import { endSessionsOfPerson, listDevicesOfPerson } from './person-sessions.ts'

const DeviceOfUser = z
  .object({
    id: z.guid(),
    signedInWith: z.enum(['password', 'microsoft']),
    signedInAt: z.string(),
    lastUsedAt: z.string(),
    ip: z.string(),
    userAgent: z.string(),
  })
  .openapi('DeviceOfUser')

const params = z.strictObject({ id: givenId })
const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: {
    description:
      'Above one’s own role, outside one’s branch, or oneself; with an API key also a manager (`forbidden`)',
  },
  404: { description: 'There is no such user in this customer (`not_found`)' },
}

const listRoute = createRoute({
  method: 'get',
  path: '/users/{id}/sessions',
  summary: 'The devices on which a user is signed in',
  description: 'All of them, the most recently used first; there are at most 20.',
  request: { params },
  responses: { 200: { description: 'The devices', content: json(listOf(DeviceOfUser)) }, ...common },
})

const endRoute = createRoute({
  method: 'delete',
  path: '/users/{id}/sessions',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Sign a user out everywhere: every session, and every API key that the user has made',
  description:
    'The next request of each finds no one signed in. The user can sign in again: to keep them out, disable them. With `apiKeys=keep` the keys go on working. One’s own devices are signed out with `DELETE /sessions`.',
  request: { params, query: z.strictObject({ apiKeys: z.enum(['revoke', 'keep']).default('revoke') }) },
  responses: {
    200: {
      description: 'How many open sessions ended, and how many API keys were revoked',
      content: json(z.object({ sessions: z.number().int(), apiKeys: z.number().int() })),
    },
    ...common,
  },
})

/** A manager sees and ends the sessions of a person (R37). */
export function personSessionRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/:id/sessions', signedIn(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const devices = await listDevicesOfPerson(db, actingOf(c.var), c.req.valid('param').id, now())
      const items = devices.map(({ id, door, createdAt, lastUsedAt, ip, userAgent }) => ({
        id,
        signedInWith: door as 'password' | 'microsoft',
        signedInAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        ip,
        userAgent,
      }))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(endRoute, async (c) => {
      const { id } = c.req.valid('param')
      const keepsApiKeys = c.req.valid('query').apiKeys === 'keep'
      return c.json(await endSessionsOfPerson(db, actingOf(c.var), id, { keepsApiKeys }, now()), 200)
    })
}
