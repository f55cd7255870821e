import { createRoute, z } from '@hono/zod-openapi'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { Named } from '#server/locations/location-schemas.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { isAtChain, meansOf } from '#server/users/remedy-means.ts'
import type { Language } from '#shared/languages.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { notForAll } from './asked-sign-ins.ts'
import type { Pattern } from './patterns.ts'
import { readPatterns } from './patterns.ts'
import { OwnRemedy } from './presented-sign-in.ts'
import { scopeOf } from './reading-scope.ts'

const patternsRoute = createRoute({
  method: 'get',
  path: '/sign-ins/patterns',
  summary:
    'Refusals of the last day that look alike: three or more of one kind from one chain within an hour',
  responses: {
    200: {
      description: 'Patterns, the newest first',
      content: json(
        z.object({
          items: z.array(
            z.object({
              chain: Named,
              code: z.enum(refusalCodes),
              tenantId: z.guid().nullable(),
              count: z.number().int(),
              people: z.number().int(),
              since: z.string(),
              last: z.string(),
              /** What it is typical of, the likeliest first. */
              causes: z.array(z.enum(refusalCodes)),
              cause: z.string(),
              remedy: OwnRemedy,
            }),
          ),
        }),
      ),
    },
    ...notForAll,
  },
})

/** The patterns of a customer's refusals in the API (R19). */
export function patternRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/sign-ins/patterns', signedIn(deps))
  return routes.openapi(patternsRoute, async (c) => {
    const acting = actingOf(c.var)
    const patterns = await readPatterns(db, scopeOf(acting.customerId, acting.memberships), now())
    const items = await Promise.all(
      patterns.map(async (pattern) => {
        const presented = presentPattern(pattern, c.var.signedIn.language)
        const { remedy, chain } = presented
        const means = await meansOf(db, acting, isAtChain(remedy.action) ? remedy.action : null, {
          chains: [chain],
          userId: null,
        })
        return { ...presented, remedy: { ...remedy, ...means } }
      }),
    )
    return c.json({ items }, 200)
  })
}

function presentPattern(pattern: Pattern, language: Language) {
  const { chainId, chainName, code, tenantId, count, people, since, last, causes } = pattern
  return {
    chain: { id: chainId, name: chainName },
    code,
    tenantId,
    count,
    people,
    since: since.toISOString(),
    last: last.toISOString(),
    causes,
    ...wordsOfRefusal({ code, checks: [], microsoft: null }, language),
  }
}
