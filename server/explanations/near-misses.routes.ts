import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { likenesses } from '#server/policy/near-miss.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { presentUser, User } from '#server/users/presented-user.ts'
import { readUser } from '#server/users/user-list.ts'
import { roles } from '#shared/roles.ts'
import { referencePattern } from '#shared/shapes.ts'
import { admitAccount } from './admit.ts'
import { correctAddress, dismissNearMiss, type NearMiss, readNearMisses } from './near-misses.ts'

const NearMissItem = z
  .object({
    reference: z.string(),
    at: z.string(),
    loginId: z.string(),
    tenantId: z.guid(),
    objectId: z.guid(),
    /** What the account also says about itself, which proves nothing. */
    email: z.string().nullable(),
    name: z.string().nullable(),
    /** The users that the account could be, the likeliest first. */
    users: z.array(
      z.object({
        id: z.guid(),
        username: z.string(),
        email: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        roles: z.array(z.enum(roles)),
        why: z.enum(likenesses),
      }),
    ),
  })
  .openapi('NearMiss')

const listRoute = createRoute({
  method: 'get',
  path: '/users/near-misses',
  summary: 'Accounts of one’s own tenant that are no one here, and look like a user whom one may change',
  request: { query: z.strictObject({ userId: z.guid().toLowerCase().optional() }) },
  responses: {
    200: {
      description: 'Those of the last 30 days, newest first',
      content: json(z.object({ items: z.array(NearMissItem) })),
    },
    403: { description: 'The caller administers no users (`forbidden`)' },
  },
})

const Decision = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('correct_address'),
    userId: z.guid().toLowerCase(),
    confirm: z.boolean().default(false),
  }),
  z.strictObject({ decision: z.literal('not_the_same_person'), userId: z.guid().toLowerCase() }),
])

const decideRoute = createRoute({
  method: 'post',
  path: '/users/near-misses/{reference}',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Makes the login ID the user’s address, or notes that the account is someone else',
  request: {
    params: z.object({ reference: z.string().regex(referencePattern) }),
    body: { required: true, content: json(Decision) },
  },
  responses: {
    204: { description: 'It is done' },
    403: { description: 'The caller administers no users (`forbidden`)' },
    404: { description: 'There is no such near miss of a user whom one may change (`not_found`)' },
    409: {
      description:
        'To be confirmed: from then on the account comes in as this user (`confirmation_required`); or the address is another’s (`email_taken`)',
    },
  },
})

const admitRoute = createRoute({
  method: 'post',
  path: '/sign-ins/{reference}/admit',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Add the account of a refused sign-in as a user, with the address that Microsoft proved',
  description:
    'For a sign-in that the customer reads in full, of an account that is no one’s yet. The user is mailed how to sign in.',
  request: {
    params: z.object({ reference: z.string().regex(referencePattern) }),
    body: {
      required: true,
      content: json(
        z
          .strictObject({
            memberships: z
              .array(z.strictObject({ locationId: givenId, role: z.enum(roles) }))
              .min(1)
              .max(100),
            /** The login ID if left out. */
            username: z.string().optional(),
            confirm: z.boolean().default(false),
          })
          .openapi('Admission'),
      ),
    },
  },
  responses: {
    201: { description: 'The user', content: json(User) },
    400: {
      description:
        'The tenant of the account is not in force there, or the username is not allowed (`invalid_request`)',
    },
    403: { description: 'Above one’s own role, or outside one’s branch (`forbidden`)' },
    404: { description: 'There is no such account, or it is someone’s by now (`not_found`)' },
    409: {
      description:
        'To be confirmed: from then on the account signs in as this user (`confirmation_required`); or `username_taken`, `email_taken`',
    },
  },
})

/** Near misses in the API. */
export function nearMissRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/near-misses', signedIn(deps))
  routes.use('/users/near-misses/*', signedIn(deps))
  routes.use('/sign-ins/:reference/admit', signedIn(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const items = await readNearMisses(db, actingOf(c.var), c.req.valid('query'), now())
      return c.json({ items: items.map(present) }, 200)
    })
    .openapi(decideRoute, async (c) => {
      const { reference } = c.req.valid('param')
      const decided = c.req.valid('json')
      const acting = actingOf(c.var)
      if (decided.decision === 'correct_address') await correctAddress(db, acting, reference, decided, now())
      else await dismissNearMiss(db, acting, reference, decided.userId, now())
      return c.body(null, 204)
    })
    .openapi(admitRoute, async (c) => {
      const { reference } = c.req.valid('param')
      const acting = { ...actingOf(c.var), origin }
      const { id } = await admitAccount(db, acting, reference, c.req.valid('json'), now())
      return c.json(presentUser(await readUser(db, acting, id)), 201)
    })
}

function present({ at, users, ...account }: NearMiss): z.infer<typeof NearMissItem> {
  return {
    ...account,
    at: at.toISOString(),
    users: users.map(({ userId: id, ...user }) => ({ id, ...user })),
  }
}
