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
import { countActivity, listActivity } from './sign-ins.queries.ts'
import { readAttempt, settle } from './sign-ins.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/sign-ins',
  summary: 'Attempts to sign in, newest first',
  description:
    'Managers at the top read every attempt that concerns their customer. A manager of a branch reads those of users who hold a role in it and, of those that name no one, what came through the address of a chain in it, from its tenant, or with the address of one of its users. `search` is a reference, a part of a login ID or name, an IP address, or one of Microsoft’s IDs.',
  request: { query: SignInQuery },
  responses: { 200: { description: 'Attempts', content: json(listOf(SignIn)) }, ...notForAll },
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
      const { limit, cursor, ...query } = c.req.valid('query')
      const reader = readerOf(c.var)
      const scope = scopeOf(reader.customerId, reader.memberships)
      const { view, filter } = await settle(db, reader, scope, askedBy(query))
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const [found, total] = await Promise.all([
        listActivity(db, view, filter, { after, limit: limit + 1 }),
        countActivity(db, view, filter),
      ])
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const next = found.length > limit && last ? writeCursor([last.id]) : null
      const evidence = await findEvidence(db, reader.customerId, page, now())
      const items = page.map((item) => presentSignIn(item, c.var.signedIn.language, evidence))
      return c.json({ items, next, total }, 200)
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
