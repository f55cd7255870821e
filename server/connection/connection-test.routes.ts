import { createRoute, z } from '@hono/zod-openapi'
import { CheckShape, RemedyShape } from '#server/attempts/attempt-schemas.ts'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import { findEffectiveSettings } from '#server/locations/locations.queries.ts'
import { findChainToSet } from '#server/locations/permitted.ts'
import { findTenantNamed } from '#server/locations/tenant-field.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { type PersonWeb, personSignedIn } from '#server/sessions/signed-in.ts'
import { NamedUser } from '#server/users/user-schemas.ts'
import { checks } from '#shared/checks.ts'
import type { Language } from '#shared/languages.ts'
import { type Report, readTest, startTest } from './connection-test.ts'

export const TestStarted = z
  .object({
    id: z.guid(),
    /** Where a window of the same browser starts the sign-in. With `&display=popup` it closes itself at the end. */
    address: z.string(),
    /** Where the result will be. */
    result: z.string(),
    expiresAt: z.string(),
  })
  .openapi('ConnectionTestStarted')

/** What Microsoft said of an attempt, without its own words. */
export const MicrosoftSaid = z
  .object({
    error: z.string(),
    aadsts: z.array(z.number()),
    correlationId: z.string(),
    traceId: z.string(),
    timestamp: z.string(),
  })
  .partial()

const TestResult = z
  .object({
    id: z.guid(),
    reference: z.string(),
    state: z.enum(['pending', 'passed', 'failed']),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    /** The tenant ID that was tried. */
    azureTenantId: z.guid(),
    /** Whether Microsoft and the tenant ID are in order, whatever the account is. */
    connected: z.boolean(),
    code: z.string().nullable(),
    tenantId: z.string().nullable(),
    loginId: z.string().nullable(),
    user: NamedUser.nullable(),
    checks: z.array(CheckShape),
    remedy: RemedyShape.nullable(),
    microsoft: MicrosoftSaid.nullable(),
  })
  .openapi('ConnectionTest')

const tags = ['Advanced settings']
const answers = {
  403: { description: 'The role does not allow it here, or an API key asks (`forbidden`)' },
  404: { description: 'There is no such chain, or no such test (`not_found`)' },
}

const start = createRoute({
  method: 'post',
  path: '/locations/{id}/advanced/test',
  ...permits({ action: 'settings.change', at: 'chain' }),
  tags,
  summary: 'Start a test of the connection: a real sign-in at Microsoft that changes nothing (R20)',
  request: {
    params: z.strictObject({ id: z.guid() }),
    body: {
      required: false,
      content: json(
        z
          .strictObject({
            /** A tenant ID or a domain that is not saved yet; without it, the one in force is tested. */
            azureTenantId: z.string().max(2000),
          })
          .partial()
          .openapi('ConnectionTestWish'),
      ),
    },
  },
  responses: {
    201: { description: 'Started: open the address within 15 minutes', content: json(TestStarted) },
    409: { description: 'There is no tenant ID to test (`tenant_required`)' },
    422: { description: 'The text names no tenant, with the reason (`not_a_tenant`)' },
    429: { description: 'Too many tests in a short time (`throttled`)' },
    ...answers,
  },
})

const read = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/test/{testId}',
  tags,
  summary: 'What a test of the connection found',
  request: { params: z.strictObject({ id: z.guid(), testId: z.guid() }) },
  responses: { 200: { description: 'The result', content: json(TestResult) }, ...answers },
})

/**
 * The test of the connection in the API. For people only, because a program has no account at Microsoft to sign in
 * with.
 */
export function connectionTestRoutes(deps: SignInRouteDeps) {
  const { db, entra } = deps
  const routes = apiRoutes<PersonWeb>()
  for (const path of ['/locations/:id/advanced/test', '/locations/:id/advanced/test/:testId'])
    routes.use(path, personSignedIn(deps))
  return routes
    .openapi(start, async (c) => {
      const { signedIn, client } = c.var
      const chain = await findChainToSet(db, signedIn, c.req.valid('param').id)
      const { azureTenantId } = c.req.valid('json') ?? {}
      const tenantId =
        azureTenantId === undefined
          ? (await findEffectiveSettings(db, chain.id)).azureTenantId
          : (await findTenantNamed(entra, azureTenantId, signedIn.user.language)).tenantId
      if (!tenantId) throw new Problem('tenant_required', 'Enter the Azure Tenant ID first.')
      const { id, expiresAt } = await startTest(deps, signedIn, chain, tenantId, client)
      return c.json(
        {
          id,
          address: `/sign-in/microsoft/test?test=${id}`,
          result: `/api/v1/locations/${chain.id}/advanced/test/${id}`,
          expiresAt: expiresAt.toISOString(),
        },
        201,
      )
    })
    .openapi(read, async (c) => {
      const { id, testId } = c.req.valid('param')
      const chain = await findChainToSet(db, c.var.signedIn, id)
      return c.json(present(await readTest(deps, chain.id, testId), c.var.signedIn.user.language), 200)
    })
}

function present(report: Report, language: Language): z.infer<typeof TestResult> {
  return {
    ...report,
    startedAt: report.startedAt.toISOString(),
    endedAt: report.endedAt?.toISOString() ?? null,
    checks: report.checks.map(({ name, passed, expected = null, seen = null }) => ({
      name,
      rule: checks[name],
      passed,
      expected,
      seen,
    })),
    remedy:
      report.code &&
      wordsOfRefusal(
        { ...report, code: report.code, account: accountOf(report), user: userOf(report) },
        language,
      ).remedy,
    microsoft: report.microsoft && presentAnswer(report.microsoft),
  }
}

/** The user of the account. The tenant that was tested counts as in force. */
function userOf({ user }: Report) {
  return user && { email: user.email, hasTenant: true }
}

/** The account that was used, where it is shown. */
function accountOf({ tenantId, loginId, checks: made }: Report) {
  const objectId = made.find(({ name }) => name === 'link')?.seen
  return tenantId && loginId && objectId ? { tenantId, loginId, objectId } : null
}

/** Microsoft's own words are left out, because they may name an account that is not this customer's. */
export function presentAnswer({ error, aadsts, correlationId, traceId, timestamp }: MicrosoftAnswer) {
  return { error, aadsts, correlationId, traceId, timestamp }
}
