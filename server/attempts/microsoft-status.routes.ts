import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'

const MicrosoftStatus = z
  .object({
    disturbance: z
      .object({
        /** `registration`: Microsoft refuses TMAS itself; `microsoft`: Microsoft does not answer. */
        kind: z.enum(['registration', 'microsoft']),
        since: z.string(),
      })
      .nullable(),
  })
  .openapi('MicrosoftStatus')

const readStatus = createRoute({
  method: 'get',
  path: '/microsoft-status',
  summary: 'Whether sign-ins with Microsoft fail for everyone now',
  description:
    'A disturbance concerns every customer of TMAS: no setting of one’s own is the cause, and none can end it. Null while there is none.',
  responses: {
    200: { description: 'The state as this instance last saw it', content: json(MicrosoftStatus) },
    401: { description: 'No one is signed in (`not_signed_in`)' },
  },
})

/** For managers, who would otherwise look for the fault in their own settings. */
export function microsoftStatusRoutes(
  deps: SignedInDeps & { disturbance?: (() => Disturbance | undefined) | undefined },
) {
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/microsoft-status', signedIn(deps))
  return routes.openapi(readStatus, (c) => {
    const seen = deps.disturbance?.()
    return c.json({ disturbance: seen ? { kind: seen.kind, since: seen.since.toISOString() } : null }, 200)
  })
}
