import { createRoute, z } from '@hono/zod-openapi'
import { RemedyShape } from '#server/attempts/attempt-schemas.ts'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { askingBudget } from '#server/entra/asking-budget.ts'
import { rememberTenants } from '#server/entra/remembered-tenants.ts'
import { findChainToSet } from '#server/locations/permitted.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { quoted } from '#server/platform/if-match.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { type PersonWeb, personSignedIn } from '#server/sessions/signed-in.ts'
import { NamedUser } from '#server/users/user-schemas.ts'
import type { Language } from '#shared/languages.ts'
import { type Found, readConnecting } from './connect.ts'
import { MicrosoftSaid, presentAnswer, TestStarted } from './connection-test.routes.ts'
import { startTest } from './connection-test.ts'

const DomainCount = z.object({ domain: z.string(), users: z.int() })

const Connecting = z
  .object({
    id: z.guid(),
    reference: z.string(),
    state: z.enum(['pending', 'answered', 'failed']),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    /** Why no tenant answered; or, where one did, why this very account could not sign in to TMAS yet. */
    code: z.string().nullable(),
    loginId: z.string().nullable(),
    user: NamedUser.nullable(),
    tenant: z
      .object({
        tenantId: z.guid(),
        /** Domains that Microsoft says are this tenant's, and how many users have an address there. */
        domains: z.array(DomainCount),
        /** Domains of users that are not, or of which Microsoft did not say. */
        otherDomains: z.array(DomainCount),
      })
      .nullable(),
    /** To confirm: save the tenant ID, with `version` as `If-Match`. */
    confirming: z
      .object({
        /** The tenant ID that is in force now. */
        replaces: z.guid().nullable(),
        consequences: z.record(z.string(), z.number()),
        version: z.string(),
      })
      .nullable(),
    remedy: RemedyShape.nullable(),
    microsoft: MicrosoftSaid.nullable(),
  })
  .openapi('Connecting')

const tags = ['Advanced settings']
const answers = {
  403: { description: 'The role does not allow it here, or an API key asks (`forbidden`)' },
  404: { description: 'There is no such chain, or nothing of that ID (`not_found`)' },
}

const start = createRoute({
  method: 'post',
  path: '/locations/{id}/advanced/connect',
  ...permits({ action: 'settings.change', at: 'chain' }),
  tags,
  summary: 'Connect with Microsoft: a sign-in that shows which tenant answers, and changes nothing (R4)',
  request: { params: z.strictObject({ id: z.guid() }) },
  responses: {
    201: { description: 'Started: open the address within 15 minutes', content: json(TestStarted) },
    429: { description: 'Too many in a short time (`throttled`)' },
    ...answers,
  },
})

const read = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/connect/{connectId}',
  tags,
  summary: 'Which tenant answered, its domains, and what saving it would change',
  request: { params: z.strictObject({ id: z.guid(), connectId: z.guid() }) },
  responses: { 200: { description: 'What was found', content: json(Connecting) }, ...answers },
})

/** *Connect with Microsoft* in the API (R4). For people only, because a program has no account at Microsoft. */
export function connectRoutes(deps: SignInRouteDeps) {
  const { db, entra, now } = deps
  const mayAsk = askingBudget(now)
  const findTenant = rememberTenants((name) => entra.findTenant(name), now)
  const routes = apiRoutes<PersonWeb>()
  for (const path of ['/locations/:id/advanced/connect', '/locations/:id/advanced/connect/:connectId'])
    routes.use(path, personSignedIn(deps))
  return routes
    .openapi(start, async (c) => {
      const { signedIn, client } = c.var
      const chain = await findChainToSet(db, signedIn, c.req.valid('param').id)
      const { id, expiresAt } = await startTest(deps, signedIn, chain, null, client)
      return c.json(
        {
          id,
          address: `/sign-in/microsoft/test?test=${id}`,
          result: `/api/v1/locations/${chain.id}/advanced/connect/${id}`,
          expiresAt: expiresAt.toISOString(),
        },
        201,
      )
    })
    .openapi(read, async (c) => {
      const { id, connectId } = c.req.valid('param')
      const { signedIn, actor } = c.var
      const chain = await findChainToSet(db, signedIn, id)
      const who = signedIn.user.id
      const found = await readConnecting(deps, actor, chain, connectId, (domain) =>
        findTenant(who, domain, () => mayAsk(who)),
      )
      return c.json(present(found, signedIn.user.language), 200)
    })
}

function present({ checks, ...found }: Found, language: Language): z.infer<typeof Connecting> {
  const { code, microsoft, confirming } = found
  return {
    ...found,
    startedAt: found.startedAt.toISOString(),
    endedAt: found.endedAt?.toISOString() ?? null,
    confirming: confirming && { ...confirming, version: quoted(confirming.version) },
    remedy: code && wordsOfRefusal({ code, checks, microsoft }, language).remedy,
    microsoft: microsoft && presentAnswer(microsoft),
  }
}
