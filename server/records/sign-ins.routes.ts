import { createRoute, z } from '@hono/zod-openapi'
import { findEvidence } from '#server/attempts/evidence.ts'
import { apiRoutes, json, listOf, readCursor, writeCursor } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { meansOf } from '#server/users/remedy-means.ts'
import { askedBy, notForAll, readerOf, SignInQuery } from './asked-sign-ins.ts'
import { findSettingsChain } from './patterns.queries.ts'
import { OneSignIn, presentSignIn, SignIn } from './presented-sign-in.ts'
import { scopeOf } from './reading-scope.ts'
import { readAttempt, readSignIns, settle } from './sign-ins.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/sign-ins',
  summary: 'Attempts to sign in, newest first',
  description:
    'Managers at the top read every attempt that concerns their customer. A manager of a branch reads those of users who hold a role in it and, of those that name no one, what came through the address of a chain in it, from its tenant, or with the address of one of its users. `search` is a reference, a part of a login ID or name, an IP address, or one of Microsoft’s IDs. With `countTo`, `total` is counted no further than that, which is faster among many; `more` then says whether there are more.',
  request: {
    query: SignInQuery.extend({ countTo: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  },
  responses: {
    200: {
      description: 'Attempts',
      content: json(listOf(SignIn).extend({ more: z.boolean().optional() })),
    },
    ...notForAll,
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/sign-ins/{reference}',
  summary: 'One attempt by its reference',
  request: { params: z.object({ reference: z.string().max(100) }) },
  responses: {
    200: { description: 'The attempt', content: json(OneSignIn) },
    404: { description: 'No such attempt concerns this customer (`not_found`)' },
    ...notForAll,
  },
})

/** Sign-in activity in the API (R19): the list, and one attempt. */
export function signInRecordRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/sign-ins/*', signedIn(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const { limit, cursor, countTo, ...query } = c.req.valid('query')
      const reader = readerOf(c.var)
      const scope = scopeOf(reader.customerId, reader.memberships)
      const { view, filter } = await settle(db, reader, scope, askedBy(query))
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const page = { after, limit, countTo }
      const read = await readSignIns(db, reader.customerId, { view, filter }, page, now())
      const { language } = c.var.signedIn
      return c.json(
        {
          items: read.items.map((item) => presentSignIn(item, language, read.evidence)),
          next: read.last === undefined ? null : writeCursor([read.last]),
          total: read.total,
          ...(countTo !== undefined && { more: read.more }),
        },
        200,
      )
    })
    .openapi(oneRoute, async (c) => {
      const attempt = await readAttempt(db, readerOf(c.var), c.req.valid('param').reference)
      const settingsChain = (await findSettingsChain(db, c.var.signedIn.customer.id, attempt)) ?? null
      const evidence = await findEvidence(db, c.var.signedIn.customer.id, [attempt], now())
      const signIn = presentSignIn(attempt, c.var.signedIn.language, evidence)
      const remedy = signIn.remedy && {
        ...signIn.remedy,
        ...(await meansOf(db, actingOf(c.var), signIn.remedy.action, {
          chains: settingsChain === null ? [] : [settingsChain],
          // Whose address it is to be is yet to be chosen.
          userId: signIn.remedy.action === 'correct_address' ? null : (signIn.person?.id ?? null),
        })),
      }
      return c.json({ ...signIn, settingsChain, remedy }, 200)
    })
}
