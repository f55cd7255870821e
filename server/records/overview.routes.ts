import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { connectionStates } from '#server/policy/connection-health.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { readConnectionHealth } from './connection-health.ts'
import { readOverview } from './overview.ts'
import { scopeOf } from './reading-scope.ts'

const Overview = z
  .object({
    days: z.array(
      z.object({
        /** The date, in the reader's time zone. */
        day: z.string(),
        succeeded: z.int(),
        refused: z.int(),
        pending: z.int(),
      }),
    ),
    /** The enabled users of one's branch; null for who administers no users. */
    people: z
      .object({
        users: z.int(),
        linked: z.int(),
        neverTried: z.int(),
        refused: z.int(),
        managersWithoutSecondFactor: z.int(),
      })
      .nullable(),
  })
  .openapi('Overview')

const causes = z.array(z.object({ code: z.enum(refusalCodes), count: z.int() }))

const Health = z
  .object({
    days: z.array(
      z.object({
        /** The date, in the reader's time zone. */
        day: z.string(),
        state: z.enum(connectionStates),
        /** Sign-ins with Microsoft. */
        succeeded: z.int(),
        /** What failed because of the connection, the most frequent first. */
        causes,
      }),
    ),
    /** What has failed since the last sign-in with Microsoft that succeeded. */
    failing: z.object({ since: z.string(), causes }).nullable(),
  })
  .openapi('ConnectionHealth')

const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
    } catch {
      return false
    }
  }, 'is no time zone')

const read = createRoute({
  method: 'get',
  path: '/overview',
  summary: 'Sign-ins of the last 30 days by outcome, and how far people have come with Microsoft',
  description:
    'Every number is what `GET /sign-ins` and `GET /users` list with the same filter, within the reader’s branch.',
  request: { query: z.strictObject({ timeZone: timeZone.default('UTC') }) },
  responses: {
    200: { description: 'The numbers', content: json(Overview) },
    403: { description: 'Not for who manages nothing (`forbidden`)' },
  },
})

const readHealth = createRoute({
  method: 'get',
  path: '/overview/connection',
  summary: 'How the connection to Microsoft was on each of the last 30 days, and whether it fails now',
  description:
    'Made of the sign-ins with Microsoft that `GET /sign-ins` lists, within the reader’s branch. A day is `failing` if sign-ins failed because of the connection and none succeeded, `partly` if others succeeded, `sound` if none failed because of it, and `unused` if there were none. `GET /sign-ins?cause=connection` lists the refusals.',
  request: { query: z.strictObject({ timeZone: timeZone.default('UTC') }) },
  responses: {
    200: { description: 'The days', content: json(Health) },
    403: { description: 'Not for who manages nothing (`forbidden`)' },
  },
})

/** The numbers of a manager's home page. */
export function overviewRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/overview/*', signedIn(deps))
  return routes
    .openapi(read, async (c) => {
      const { memberships } = c.var.signedIn
      const { timeZone: zone } = c.req.valid('query')
      return c.json(await readOverview(db, actingOf(c.var), memberships, zone, now()), 200)
    })
    .openapi(readHealth, async (c) => {
      const { customerId, memberships } = actingOf(c.var)
      const { timeZone: zone } = c.req.valid('query')
      const { days, failing } = await readConnectionHealth(db, scopeOf(customerId, memberships), zone, now())
      return c.json({ days, failing: failing && { ...failing, since: failing.since.toISOString() } }, 200)
    })
}
