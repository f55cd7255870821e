import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { mailPasswordLinks } from './way-back.ts'

const mailRoute = createRoute({
  method: 'post',
  path: '/locations/{id}/advanced/password-links',
  ...permits({ action: 'settings.change', at: 'chain' }),
  summary: 'Mail every user of a chain without a password a link to set one',
  description:
    'The way back from mandatory authentication: the links work as soon as passwords are allowed. A manager is mailed only if the caller may reset managers like them; every manager can ask for a link on the sign-in page.',
  request: { params: z.strictObject({ id: givenId }) },
  responses: {
    202: {
      description: 'Queued, and for how many users',
      content: json(z.object({ count: z.number().int() })),
    },
    401: { description: 'No one is signed in (`not_signed_in`)' },
    403: { description: 'The caller may not change the settings of this chain (`forbidden`)' },
    404: { description: 'There is no such chain in this customer (`not_found`)' },
  },
})

/** The way back from mandatory authentication, in the API. */
export function wayBackRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now, config } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/:id/advanced/password-links', signedIn(deps))
  return routes.openapi(mailRoute, async (c) => {
    const { id } = c.req.valid('param')
    const count = await mailPasswordLinks(db, actingOf(c.var), id, config.url, now())
    return c.json({ count }, 202)
  })
}
