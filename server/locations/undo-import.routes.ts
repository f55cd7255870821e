import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { openUndo, type UndoSealer } from './sealed-undo.ts'
import { undoImport } from './undo-import.ts'

const Undo = z
  .strictObject({
    /** What the import answered as `undo`, as it is. */
    undo: z.string().min(1),
    /** Moves locations back whose consequences were answered. */
    confirm: z.boolean().default(false),
  })
  .openapi('LocationImportUndo')

const undoRoute = createRoute({
  method: 'post',
  path: '/locations/import/undo',
  ...permits({ action: 'location.change', at: 'somewhere' }),
  tags: ['Locations'],
  summary: 'Undo an import: all of it or nothing',
  description:
    'For an hour after an import, the person or the API key that sent it can undo it, as long as everything is as the import left it. The body has what the import answered as `undo`.',
  request: { body: { required: true, content: json(Undo) } },
  responses: {
    204: { description: 'It was undone' },
    403: { description: 'The role does not allow it there (`forbidden`)' },
    404: {
      description:
        'It is no import of the caller, or older than an hour, or one of its locations no longer exists (`not_found`)',
    },
    409: {
      description:
        'Locations would move back (`confirmation_required`, with `consequences`), a location that was added is in use (`not_empty`), mandatory authentication would be left without a tenant (`mandatory_authentication_is_on`), or a location would leave a wave that is planned above (`set_above`)',
    },
    412: {
      description:
        'Locations have changed since the import (`changed_meanwhile`, with `errors`: up to 20 of their IDs)',
    },
    503: {
      description:
        'Another question about moves of this customer is being answered (`unavailable`, with `Retry-After`)',
    },
  },
})

/** The way back from an import of locations. */
export function undoImportRoutes(deps: SignedInDeps & { undoSealer: UndoSealer }) {
  const { db, now, undoSealer } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/import/undo', signedIn(deps))
  return routes.openapi(undoRoute, async (c) => {
    const importing = { actor: c.var.actor, customerId: c.var.signedIn.customer.id }
    const { undo, confirm } = c.req.valid('json')
    const undoing = await openUndo(undoSealer, importing, undo, now())
    await undoImport(db, importing, undoing, { confirm }, now())
    return c.body(null, 204)
  })
}
