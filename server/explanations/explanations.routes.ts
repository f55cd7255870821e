import { createRoute, z } from '@hono/zod-openapi'
import { CheckNameShape, RemedyShape } from '#server/attempts/attempt-schemas.ts'
import { askingBudget } from '#server/entra/asking-budget.ts'
import type { Entra } from '#server/entra/entra.ts'
import { rememberTenants } from '#server/entra/remembered-tenants.ts'
import { Named } from '#server/locations/location-schemas.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { likenesses } from '#server/policy/near-miss.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { NamedUser } from '#server/users/user-schemas.ts'
import type { Language } from '#shared/languages.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { roles } from '#shared/roles.ts'
import { type ExplainDeps, type Explained, explainAddress, explainUser, type Reach } from './explanations.ts'
import { sayExplanation } from './words.ts'

const Remedy = RemedyShape.extend({
  /** The label of the button. */
  label: z.string().nullable(),
  /** For `correct_address`: the address with which the account could sign in, if the account is known. */
  address: z.string().nullable(),
  /** For `correct_tenant_id`: the tenant in which Microsoft says that the person’s address is at home. */
  tenantId: z.guid().nullable(),
  /** The near miss that the address is taken from. */
  reference: z.string().nullable(),
  /** The chain whose settings the remedy changes. */
  chain: Named.nullable(),
  /** How to sign in, as a mail in the person’s own language to start from; null if there is no such user. */
  mail: z.object({ subject: z.string(), message: z.string() }).nullable(),
  /** Whether the caller may carry it out; if not, which roles may. */
  mayAct: z.boolean(),
  whoMay: z.array(z.enum(roles)),
})

const Explanation = z
  .object({
    user: NamedUser.nullable(),
    checks: z.array(
      z.object({
        name: CheckNameShape,
        label: z.string(),
        rule: z.string(),
        passed: z.boolean(),
        /** Whether this is the one that stops the person. */
        stops: z.boolean(),
        /** Each value on a line of its own. */
        expected: z.string().nullable(),
        seen: z.string().nullable(),
      }),
    ),
    cause: z.enum(refusalCodes).nullable(),
    causeText: z.string(),
    /** `typed`: only what was typed says that it was this person, who has never signed in: ask them. */
    sureness: z.enum(['known', 'typed']),
    remedy: Remedy,
    /**
     * What someone tried since this person last signed in, with what this person would type. It need not have been
     * them, and is not their cause; the remedy is for the case that they say it was.
     */
    perhaps: z
      .object({
        reference: z.string(),
        at: z.string(),
        door: z.enum(['microsoft', 'password']),
        code: z.enum(refusalCodes).nullable(),
        text: z.string(),
        remedy: Remedy,
      })
      .nullable(),
    /** Who is probably meant by an address that no user has, the likeliest first. */
    probable: z.array(
      NamedUser.extend({
        firstName: z.string(),
        lastName: z.string(),
        why: z.enum(likenesses),
        /** The attempt of an account with this address; null if only the address is like theirs. */
        reference: z.string().nullable(),
      }),
    ),
  })
  .openapi('Explanation')

const outsiders = {
  403: { description: 'The caller administers no users, or not this one (`forbidden`)' },
}

const userRoute = createRoute({
  method: 'get',
  path: '/users/{id}/explain',
  summary: 'Why this person cannot sign in: every check in order, and the one thing to change',
  request: { params: z.object({ id: z.guid().toLowerCase() }) },
  responses: {
    200: { description: 'The explanation, in the reader’s language', content: json(Explanation) },
    404: { description: 'There is no such user in this customer (`not_found`)' },
    ...outsiders,
  },
})

const addressRoute = createRoute({
  method: 'get',
  path: '/users/explain',
  summary: 'The same for an address, also of someone who is no user yet',
  request: {
    query: z.strictObject({
      address: z
        .string()
        .trim()
        .min(3)
        .max(320)
        .regex(/^[^\0]*$/, 'has a character that is in no address'),
    }),
  },
  responses: {
    200: {
      description: 'The explanation, or that no user has this address, and who is probably meant by it',
      content: json(Explanation),
    },
    ...outsiders,
  },
})

/** “Why can't this person sign in?” in the API. */
export function explanationRoutes(
  deps: SignedInDeps & { entra: Entra; config: { url: string; entra: { clientId: string } } },
) {
  const { db, now, entra, config } = deps
  const mayAsk = askingBudget(now)
  const findTenant = rememberTenants(entra.findTenant, now)
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/explain', signedIn(deps))
  routes.use('/users/:id/explain', signedIn(deps))
  return routes
    .openapi(addressRoute, async (c) => {
      const { address } = c.req.valid('query')
      const explained = await explainAddress(askedBy(c.var.actor), actingOf(c.var), address)
      return c.json(presentExplanation(explained, c.var.signedIn.language), 200)
    })
    .openapi(userRoute, async (c) => {
      const explained = await explainUser(askedBy(c.var.actor), actingOf(c.var), c.req.valid('param').id)
      return c.json(presentExplanation(explained, c.var.signedIn.language), 200)
    })

  /** Beyond their budget, what Microsoft would say stays unknown, and the rest of the explanation is as ever. */
  function askedBy(actor: SignedInWeb['Variables']['actor']): ExplainDeps {
    const who = actor.kind === 'user' ? actor.userId : actor.apiKeyId
    const microsoft = {
      findTenant: (name: string) => findTenant(who, name, () => mayAsk(who)),
      applicationId: config.entra.clientId,
    }
    return { db, now, microsoft }
  }
}

function presentExplanation(explained: Explained & Reach, language: Language): z.infer<typeof Explanation> {
  const { means, meansPerhaps } = explained
  const { perhaps, ...said } = sayExplanation(explained, language, means.chain)
  return {
    ...said,
    remedy: { ...said.remedy, ...means },
    perhaps: perhaps && meansPerhaps && { ...perhaps, remedy: { ...perhaps.remedy, ...meansPerhaps } },
    probable: explained.probable,
  }
}
