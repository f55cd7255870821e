import { createRoute, z } from '@hono/zod-openapi'
import { findChainToSet } from '#server/locations/permitted.ts'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  quoted,
  takesVersion,
} from '#server/platform/if-match.ts'
import { permits } from '#server/platform/route-permission.ts'
import { versionOf } from '#server/platform/versions.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { hasEnded } from '#shared/end-date.ts'
import { type ExceptionRow, listExceptions } from './exceptions.queries.ts'
import { makeException, removeException, versionedException } from './exceptions.ts'

const Exception = z
  .object({
    userId: z.guid(),
    username: z.string(),
    email: z.string(),
    name: z.string(),
    reason: z.string(),
    /** The first day (UTC) on which it no longer holds. */
    endsOn: z.string(),
    hasEnded: z.boolean(),
    madeAt: z.string(),
    /** The manager who made it; null for the operator or a program. */
    /** For `If-Match`, in its quotes. */
    version: z.string(),
    madeBy: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
  })
  .openapi('PasswordException')

const tags = ['Advanced settings']
const path = '/locations/{id}/advanced/exceptions'
const maySet = permits({ action: 'settings.change', at: 'chain' })
const chainOf = z.object({ id: givenId })
const exceptionOf = z.object({ id: givenId, userId: givenId })
const refused = {
  403: { description: 'The role does not allow it here (`forbidden`)' },
  404: { description: 'There is no such chain, user or exception (`not_found`)' },
}

const list = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'Who may keep a password under mandatory authentication, why, and until when',
  request: { params: chainOf },
  responses: {
    200: {
      description: 'Those that end first on top; also those that have ended',
      content: json(
        z.object({
          items: z.array(Exception),
          /** The version of an exception that was not made, for `If-Match`. */
          unmade: z.string(),
        }),
      ),
    },
    ...refused,
  },
})

const save = createRoute({
  method: 'put',
  path: `${path}/{userId}`,
  ...maySet,
  tags,
  summary: 'Let a user of the chain keep the password until a day; every manager is mailed',
  ...takesVersion,
  request: {
    params: exceptionOf,
    body: {
      required: true,
      content: json(
        z.strictObject({ reason: z.string(), endsOn: z.string() }).openapi('NewPasswordException'),
      ),
    },
  },
  responses: {
    200: { description: 'The exception', ...answersVersion, content: json(Exception) },
    ...changedMeanwhile,
    400: { description: 'A reason or a day that cannot be, or a manager (`invalid_request`)' },
    429: { description: 'Too many mails to this address today (`too_many_mails`)' },
    409: { description: 'A chain above has turned mandatory authentication on (`set_above`)' },
    ...refused,
  },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{userId}`,
  ...maySet,
  tags,
  summary: 'End an exception, and the sessions that were opened with the password',
  ...takesVersion,
  request: { params: exceptionOf },
  responses: { 204: { description: 'It is ended' }, ...refused, ...changedMeanwhile },
})

/** Exceptions from mandatory authentication, by name (R14). */
export function exceptionRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/:id/advanced/exceptions', signedIn(deps))
  routes.use('/locations/:id/advanced/exceptions/*', signedIn(deps))
  return routes
    .openapi(list, async (c) => {
      const chain = await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      const items = await listExceptions(db, chain)
      const unmade = quoted(versionOf(versionedException(chain.id)))
      return c.json({ items: items.map((row) => present(chain.id, row, now())), unmade }, 200)
    })
    .openapi(save, async (c) => {
      const { id, userId } = c.req.valid('param')
      const wanted = { userId, origin, basis: basisOf(c), ...c.req.valid('json') }
      const made = await makeException(db, c.var.actor, id, wanted, now())
      answerVersion(c, versionedException(id, made))
      return c.json(present(id, made, now()), 200)
    })
    .openapi(remove, async (c) => {
      const { id, userId } = c.req.valid('param')
      await removeException(db, c.var.actor, id, { userId, basis: basisOf(c) }, now())
      return c.body(null, 204)
    })
}

function present(
  chainId: string,
  { madeAt, madeBy, madeByName, ...row }: ExceptionRow,
  now: Date,
): z.infer<typeof Exception> {
  return {
    ...row,
    hasEnded: hasEnded(row, now),
    version: quoted(versionOf(versionedException(chainId, row))),
    madeAt: madeAt.toISOString(),
    madeBy: madeBy === null ? null : { id: madeBy, name: madeByName },
  }
}
