import { createRoute, z } from '@hono/zod-openapi'
import { params } from '#server/locations/locations.routes.ts'
import { findChainToSet } from '#server/locations/permitted.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { roles } from '#shared/roles.ts'
import { LastAttempt, presentTried } from './last-attempt.ts'
import { readReadiness } from './readiness.ts'

const Affected = z.object({
  userId: z.guid(),
  username: z.string(),
  email: z.string(),
  /** The day on which their account ends, as in the list of users. */
  endsOn: z.string().nullable(),
  state: z.enum(['linked', 'never_tried', 'refused']),
  lastAttempt: LastAttempt.nullable(),
})

const Readiness = z
  .object({
    counts: z.object({
      affected: z.number().int(),
      linked: z.number().int(),
      neverTried: z.number().int(),
      refused: z.number().int(),
      exempt: z.number().int(),
      exemptWithoutPassword: z.number().int(),
    }),
    affected: z.array(Affected),
    /** People who keep a password through an exception by name. They are not among the affected. */
    excepted: z.array(Affected.extend({ exceptionEndsOn: z.string() })),
    exempt: z.array(
      z.object({
        userId: z.guid(),
        username: z.string(),
        role: z.enum(roles),
        hasPassword: z.boolean(),
        hasSecondFactor: z.boolean(),
        endsOn: z.string().nullable(),
      }),
    ),
  })
  .openapi('Readiness')

const readiness = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/readiness',
  tags: ['Advanced settings'],
  summary: 'Whom mandatory authentication would leave with Microsoft alone, and how far each has come (R15)',
  request: { params },
  responses: {
    200: { description: 'People', content: json(Readiness) },
    403: { description: 'The role does not allow it here (`forbidden`)' },
    404: { description: 'There is no such chain (`not_found`)' },
  },
})

/** Readiness for mandatory authentication: shown before it is turned on. */
export function readinessRoutes(deps: SignedInDeps) {
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/:id/advanced/readiness', signedIn(deps))
  return routes.openapi(readiness, async (c) => {
    const chain = await findChainToSet(deps.db, c.var.signedIn, c.req.valid('param').id)
    const { affected, excepted, ...found } = await readReadiness(deps.db, chain, deps.now())
    const { language } = c.var.signedIn
    const people = { affected: presentTried(affected, language), excepted: presentTried(excepted, language) }
    return c.json({ ...found, ...people }, 200)
  })
}
