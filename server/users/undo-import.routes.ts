import { createRoute, z } from '@hono/zod-openapi'
import { openUndo, type UndoSealer } from '#server/locations/sealed-undo.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from './acting.ts'
import { type UndoingUsers, undoUserImport } from './undo-import.ts'

const count = z.number().int()

const Undo = z
  .strictObject({
    /** What the import answered as `undo`, as it is. */
    undo: z.string().min(1),
    /** Makes changes that were answered with their consequences. */
    confirm: z.boolean().default(false),
  })
  .openapi('UserImportUndo')

const Undone = z
  .object({
    removed: count,
    restored: count,
    /** Who stays as they are, and why. The username is empty of someone out of reach. */
    kept: z.array(
      z.object({
        id: z.guid(),
        username: z.string(),
        reason: z.enum(['in_use', 'changed', 'forbidden', 'gone']),
      }),
    ),
  })
  .openapi('UndoneUserImport')

const undoRoute = createRoute({
  method: 'post',
  path: '/users/import/undo',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Undo an import of users, as far as no one has used or changed them since',
  description:
    'For an hour after an import, the person or the API key that sent it can undo it. The body has what the import answered as `undo`. Users who were added are removed if no one has used or changed them; users who were changed get back what they had if no one has changed it. All others are kept. Passwords, links and sessions that ended do not come back.',
  request: { body: { required: true, content: json(Undo) } },
  responses: {
    200: { description: 'It was undone', content: json(Undone) },
    403: { description: 'The caller administers no users (`forbidden`)' },
    404: { description: 'It is no import of the caller, or older than an hour (`not_found`)' },
    409: {
      description:
        'What it would do has to be confirmed (`confirmation_required`, with `consequences`); no manager would be left (`last_manager`); or someone took what a user had (`username_taken`, `email_taken`)',
    },
    413: { description: 'It would keep sign-ins waiting for too long (`too_large`)' },
    503: {
      description:
        'Another question about changes of this customer is being answered (`unavailable`, with `Retry-After`)',
    },
  },
})

/** The way back from an import of users. */
export function undoUserImportRoutes(
  deps: SignedInDeps & { config: { url: string }; undoSealer: UndoSealer },
) {
  const { db, now, undoSealer } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/import/undo', signedIn(deps))
  return routes.openapi(undoRoute, async (c) => {
    const acting = { ...actingOf(c.var), origin }
    const { undo, confirm } = c.req.valid('json')
    const undoing = await openUndo<UndoingUsers>(undoSealer, acting, undo, now(), 'users')
    return c.json(await undoUserImport(db, acting, undoing, { confirm }, now()), 200)
  })
}
