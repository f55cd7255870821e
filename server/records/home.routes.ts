import { createRoute, z } from '@hono/zod-openapi'
import { setupStepNames } from '#server/connection/setup-steps.ts'
import { Named } from '#server/locations/location-schemas.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { readHome } from './home.ts'
import { SignIn } from './presented-sign-in.ts'

const Home = z
  .object({
    secondFactor: z.object({
      /** Whether the person is offered one, because they have a password and manage something. */
      offered: z.boolean(),
      requiredFrom: z.string().nullable(),
    }),
    /** Whether, and from which day, the person will have Microsoft alone. */
    microsoftSoon: z.boolean(),
    microsoftFrom: z.string().nullable(),
    /** Of a chain that the person may connect, until it is confirmed. */
    setup: z
      .object({
        chainId: z.guid(),
        chainName: z.string(),
        hasTenant: z.boolean(),
        done: z.int(),
        next: z.enum(setupStepNames).nullable(),
      })
      .nullable(),
    /** Refusals of the last day that look alike; `GET /sign-ins/patterns` has the details. None for people who read no records. */
    patterns: z.array(
      z.object({
        chain: Named,
        code: z.enum(refusalCodes),
        tenantId: z.guid().nullable(),
        count: z.int(),
      }),
    ),
    /** Null for who administers no users. The items are the last few. */
    helpRequests: z.object({ total: z.int(), items: z.array(SignIn) }).nullable(),
  })
  .openapi('Home')

const read = createRoute({
  method: 'get',
  path: '/home',
  summary: 'What one’s own home page offers and asks',
  responses: {
    200: { description: 'The home page', content: json(Home) },
    401: { description: 'Not signed in (`not_signed_in`)' },
  },
})

/** The home page of a person, at one go. */
export function homeRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<PersonWeb>()
  routes.use('/home', personSignedIn(deps))
  return routes.openapi(read, async (c) => {
    const { secondFactor, microsoft, ...home } = await readHome(db, c.var.signedIn, now())
    const { isOffered: offered, requiredFrom } = secondFactor
    return c.json({ secondFactor: { offered, requiredFrom }, ...microsoft, ...home }, 200)
  })
}
