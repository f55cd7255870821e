import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { readOverview } from './overview.ts'

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

/** The numbers of a manager's home page. */
export function overviewRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/overview', signedIn(deps))
  return routes.openapi(read, async (c) => {
    const { memberships } = c.var.signedIn
    const { timeZone: zone } = c.req.valid('query')
    return c.json(await readOverview(db, actingOf(c.var), memberships, zone, now()), 200)
  })
}
