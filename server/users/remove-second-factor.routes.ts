import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { freshlyProved } from '#server/sessions/proof.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { actingOf } from './acting.ts'
import { removeSecondFactor } from './remove-second-factor.ts'

const removeRoute = createRoute({
  method: 'delete',
  path: '/users/{id}/second-factor',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Remove the second factor of a user who has lost it',
  description:
    'App, passkeys and recovery codes; the user’s sessions end. Mailed to the user and, of a manager, to every manager. One’s own is removed in the account settings. Not with an API key, and only by someone who has just proved who they are.',
  request: { params: z.object({ id: z.guid().toLowerCase() }) },
  responses: {
    204: { description: 'There is no second factor' },
    401: { description: 'No one is signed in (`not_signed_in`)' },
    403: {
      description:
        'Above one’s own role, outside one’s branch, oneself, or an API key (`forbidden`); or confirm first that it is you (`proof_required`, with `methods`)',
    },
    404: { description: 'There is no such user in this customer (`not_found`)' },
  },
})

/** What managers can do about the second factors of others (R30). */
export function removeSecondFactorRoutes(deps: SignedInDeps) {
  const routes = apiRoutes<PersonWeb>()
  routes.use('/users/:id/second-factor', personSignedIn(deps), freshlyProved(deps))
  return routes.openapi(removeRoute, async (c) => {
    await removeSecondFactor(deps.db, actingOf(c.var), c.req.valid('param').id, deps.now())
    return c.body(null, 204)
  })
}
