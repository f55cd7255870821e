import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { askingBudget } from '#server/entra/asking-budget.ts'
import type { Entra } from '#server/entra/entra.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  takesVersion,
} from '#server/platform/if-match.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { type AdvancedSettings, changeAdvancedSettings, readAdvancedSettings } from './advanced-settings.ts'
import { versionedSettings } from './location-version.ts'
import { listDifferingBelow } from './locations.queries.ts'
import { params } from './locations.routes.ts'
import { findChainToSet } from './permitted.ts'
import { settingsAnswered, settingsTaken, tenantText } from './settings-schemas.ts'
import { findTenantNamed } from './tenant-field.ts'

const Advanced = z
  .object({
    ...settingsAnswered,
    inheritedFrom: z.guid().nullable(),
    /** The topmost chain where mandatory authentication is on (R5). */
    mandatoryFrom: z.guid().nullable(),
    rehearsalFrom: z.guid().nullable(),
    /** The chain whose day for the second factor of managers is in force (R30). */
    secondFactorRequiredBy: z.guid().nullable(),
    confirmationFrom: z.guid().nullable(),
    signInAddress: z.string(),
    tenant: z.object({
      status: z.enum(['unset', 'not_verified', 'verified', 'confirmed']),
      verifiedAt: z.string().nullable(),
      confirmedAt: z.string().nullable(),
      confirmedBy: z.guid().nullable(),
      /** When a manager showed that they belong to the tenant; null while it is only claimed (R31). */
      provedAt: z.string().nullable(),
      provedBy: z.guid().nullable(),
    }),
  })
  .openapi('AdvancedSettings')

/** `azureTenantId`: null removes the chain's own tenant ID, and it inherits one again if there is one above. */
const AdvancedChange = z
  .strictObject({ ...settingsTaken, confirm: z.boolean() })
  .partial()
  .openapi('AdvancedChange')

/** Enough to see which chains differ; a customer with more of them reads them one by one. */
const mostBelow = 200

const tags = ['Advanced settings']
const chainAnswers = {
  403: { description: 'The role does not allow it here (`forbidden`)' },
  404: { description: 'There is no such chain (`not_found`)' },
}
const notATenant = { description: 'The text names no tenant, with the reason (`not_a_tenant`)' }

const read = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced',
  tags,
  summary: 'The Advanced settings in force at a chain, and whose they are',
  request: { params },
  responses: {
    200: { description: 'The settings', ...answersVersion, content: json(Advanced) },
    ...chainAnswers,
  },
})

const change = createRoute({
  method: 'patch',
  path: '/locations/{id}/advanced',
  ...permits({ action: 'settings.change', at: 'chain' }),
  tags,
  summary: 'Change the Advanced settings of a chain',
  ...takesVersion,
  request: { params, body: { required: true, content: json(AdvancedChange) } },
  responses: {
    200: { description: 'Changed', ...answersVersion, content: json(Advanced) },
    409: {
      description:
        '`confirmation_required` with `consequences`, `tenant_required`, `mandatory_authentication_is_on`, `set_above`',
    },
    422: notATenant,
    ...chainAnswers,
    ...changedMeanwhile,
  },
})

const below = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/below',
  tags,
  summary:
    'The chains below that have a tenant ID of their own or have turned mandatory authentication on (R5)',
  request: { params },
  responses: {
    200: {
      description: `By name, at most ${mostBelow} of them`,
      content: json(
        z
          .object({
            items: z.array(
              z.object({
                locationId: z.guid(),
                name: z.string(),
                azureTenantId: z.guid().nullable(),
                mandatoryAuthentication: z.boolean(),
              }),
            ),
            total: z.int(),
          })
          .openapi('DifferingChains'),
      ),
    },
    ...chainAnswers,
  },
})

const lookUp = createRoute({
  method: 'post',
  path: '/locations/{id}/advanced/tenant',
  ...permits({ action: 'settings.change', at: 'chain' }),
  tags,
  summary: 'Look up the tenant that a text names, and change nothing',
  request: {
    params,
    body: { required: true, content: json(z.strictObject({ text: tenantText }).openapi('TenantText')) },
  },
  responses: {
    200: {
      description: 'The tenant ID, and whether Entra confirmed it; not while it cannot be reached',
      content: json(z.object({ tenantId: z.guid(), verified: z.boolean() }).openapi('FoundTenant')),
    },
    422: notATenant,
    ...chainAnswers,
  },
})

/** The Advanced settings of a chain. Only people who may change them can see them, or ask Microsoft through us. */
export function advancedRoutes(deps: SignedInDeps & { entra: Entra; config: { url: string } }) {
  const { db, now, config } = deps
  const mayAsk = askingBudget(now)
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/:id/advanced/*', signedIn(deps))
  return routes
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      await findChainToSet(db, c.var.signedIn, id)
      return c.json(await presented(c, id), 200)
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      const { azureTenantId, ...more } = c.req.valid('json')
      await findChainToSet(db, c.var.signedIn, id)
      const tenant =
        typeof azureTenantId === 'string'
          ? await findTenantNamed(askedBy(c.var.actor), azureTenantId, c.var.signedIn.language)
          : azureTenantId
      const wanted = { ...more, azureTenantId: tenant, basis: basisOf(c) }
      await changeAdvancedSettings(db, c.var.actor, id, wanted, now())
      return c.json(await presented(c, id), 200)
    })
    .openapi(below, async (c) => {
      const chain = await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      return c.json(await listDifferingBelow(db, chain, mostBelow), 200)
    })
    .openapi(lookUp, async (c) => {
      await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      const { text } = c.req.valid('json')
      return c.json(await findTenantNamed(askedBy(c.var.actor), text, c.var.signedIn.language), 200)
    })

  function askedBy(actor: SignedInWeb['Variables']['actor']): Pick<Entra, 'findTenant'> {
    return {
      async findTenant(name) {
        if (mayAsk(actor.kind === 'user' ? actor.userId : actor.apiKeyId)) return deps.entra.findTenant(name)
        throw new Problem('throttled', 'Too many tenants were looked up. Wait a minute.', {
          retryAfterSeconds: 60,
        })
      },
    }
  }

  /** The settings with their version (R32). */
  async function presented(c: Context<SignedInWeb>, id: string) {
    const settings = await readAdvancedSettings(db, id, config.url)
    answerVersion(c, versionedSettings(id, settings))
    return present(settings)
  }
}

function present({ tenant, ...settings }: AdvancedSettings): z.infer<typeof Advanced> {
  return { ...withTimes(settings), tenant: withTimes(tenant) }
}

type WithTimes<T> = { [Key in keyof T]: Date extends T[Key] ? Exclude<T[Key], Date> | string : T[Key] }

/** The same object with all times as in JSON. */
function withTimes<T extends object>(fields: T): WithTimes<T> {
  const read = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ])
  return Object.fromEntries(read) as WithTimes<T>
}
