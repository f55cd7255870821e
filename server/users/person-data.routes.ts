import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { freshlyProved } from '#server/sessions/proof.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { actingOf } from './acting.ts'
import { eraseUser } from './erase-user.ts'
import { exportPerson } from './person-data.ts'

const params = z.object({ id: z.guid().toLowerCase() })

const refused = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  404: { description: 'There is no such user in this customer (`not_found`)' },
}

const exportRoute = createRoute({
  method: 'get',
  path: '/users/{id}/data',
  summary: 'Everything that TMAS holds about a user, as a file',
  description:
    'A list for each kind: the user, roles, links with Microsoft, second factors, sessions, sign-ins, mails, audit records and more. Without secrets. For Chain and User Managers, and recorded.',
  request: { params },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/json': { schema: z.record(z.string(), z.array(z.looseObject({}))) } },
    },
    ...refused,
    403: {
      description: 'Not a Chain and User Manager whose reach covers the user, or an API key (`forbidden`)',
    },
  },
})

const eraseRoute = createRoute({
  method: 'post',
  path: '/users/{id}/erase',
  ...permits({ action: 'user.erase', at: 'user' }),
  summary: 'Erase a user and everything that names them',
  description:
    'Removes the user with their sign-ins and mails, and takes what names them out of the audit trail, which stays valid. It cannot be undone. For Chain and User Managers who have just proved who they are.',
  request: { params },
  responses: {
    204: { description: 'The user is gone. The audit trail follows within a minute' },
    ...refused,
    403: {
      description:
        'Oneself, not a Chain and User Manager whose reach covers the user, or an API key (`forbidden`); or confirm first that it is you (`proof_required`, with `methods`)',
    },
    409: { description: 'The customer would have no manager left (`last_manager`)' },
  },
})

/** What the law gives people: their data, and being forgotten (R39). */
export function personDataRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<PersonWeb>()
  routes.use('/users/:id/data', personSignedIn(deps))
  routes.use('/users/:id/erase', personSignedIn(deps), freshlyProved(deps))
  return routes
    .openapi(exportRoute, async (c) => {
      const data = await exportPerson(db, actingOf(c.var), c.req.valid('param').id, now())
      c.header('Content-Disposition', 'attachment; filename="tmas-person.json"')
      return c.json(data as Record<string, Record<string, unknown>[]>, 200)
    })
    .openapi(eraseRoute, async (c) => {
      await eraseUser(db, actingOf(c.var), c.req.valid('param').id, now())
      return c.body(null, 204)
    })
}
