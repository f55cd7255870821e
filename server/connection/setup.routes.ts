import { createRoute, z } from '@hono/zod-openapi'
import { RemedyShape } from '#server/attempts/attempt-schemas.ts'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { adminCenterOf, enterpriseApplicationsOf } from '#server/entra/portal.ts'
import { params } from '#server/locations/locations.routes.ts'
import { findPermitted } from '#server/locations/permitted.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Caller, type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import type { Language } from '#shared/languages.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { LastAttempt, presentTried } from './last-attempt.ts'
import { readRehearsal } from './rehearsal.ts'
import { type Setup as FoundSetup, readSetup } from './setup.ts'
import { setupStepNames } from './setup-steps.ts'

const Setup = z
  .object({
    tenantId: z.guid().nullable(),
    /** The chain whose set-up this is, if it is not this chain's own. */
    inheritedFrom: z.guid().nullable(),
    steps: z.array(
      z.object({
        step: z.enum(setupStepNames),
        state: z.enum(['done', 'next', 'waiting']),
        at: z.string().nullable(),
        note: z.enum(['inherited', 'not_verified', ...refusalCodes]).nullable(),
      }),
    ),
    lastAttempt: z
      .object({
        at: z.string(),
        outcome: z.enum(['succeeded', 'refused']),
        code: z.enum(refusalCodes).nullable(),
        /** What happened and what to do about it, as the sign-in itself says it; null if it succeeded. */
        cause: z.string().nullable(),
        remedy: RemedyShape.nullable(),
      })
      .nullable(),
    confirmed: z
      .object({ at: z.string(), by: z.object({ userId: z.guid(), name: z.string() }).nullable() })
      .nullable(),
    /** Microsoft's pages for administrators: where the tenant ID is found, and where TMAS appears. */
    adminCenter: z.string(),
    enterpriseApplications: z.string().nullable(),
  })
  .openapi('Setup')

export const RehearsalCounts = z.object({
  affected: z.number().int(),
  ready: z.number().int(),
  neverTried: z.number().int(),
  lastRefused: z.number().int(),
  wouldBeRefused: z.number().int(),
})

export const RehearsedPerson = z.object({
  userId: z.guid(),
  username: z.string(),
  email: z.string(),
  state: z.enum(['linked', 'never_tried', 'refused']),
  lastAttempt: LastAttempt.nullable(),
  /** Password sign-ins since the rehearsal started that would have been refused. */
  wouldBeRefused: z.number().int(),
  lastPasswordSignInAt: z.string().nullable(),
})

const Rehearsal = z
  .object({
    rehearsal: z.boolean(),
    since: z.string().nullable(),
    counts: RehearsalCounts,
    people: z.array(RehearsedPerson),
  })
  .openapi('Rehearsal')

const tags = ['Advanced settings']
const chainAnswers = {
  403: { description: 'The role does not allow it here (`forbidden`)' },
  404: { description: 'There is no such chain (`not_found`)' },
}

const setup = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/setup',
  tags,
  summary: 'How far a chain has come on its way to Entra, in five steps (R21)',
  request: { params },
  responses: { 200: { description: 'The steps', content: json(Setup) }, ...chainAnswers },
})

const rehearsal = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/rehearsal',
  tags,
  summary: 'Who would have been refused since the rehearsal of mandatory authentication began, and why',
  request: { params },
  responses: { 200: { description: 'People', content: json(Rehearsal) }, ...chainAnswers },
})

/** A chain's way to Entra and to mandatory authentication, for people who may change its settings. */
export function setupRoutes(deps: SignedInDeps & { config: { entra: { authority: string } } }) {
  const { db } = deps
  const { authority } = deps.config.entra
  const routes = apiRoutes<SignedInWeb>()
  for (const path of ['/locations/:id/advanced/setup', '/locations/:id/advanced/rehearsal'])
    routes.use(path, signedIn(deps))
  return routes
    .openapi(setup, async (c) => {
      const chain = await findChain(c.var.signedIn, c.req.valid('param').id)
      const { steps, lastAttempt, confirmed, ...found } = await readSetup(db, chain, deps.now())
      return c.json(
        {
          ...found,
          steps: steps.map(({ at, ...step }) => ({ ...step, at: at?.toISOString() ?? null })),
          lastAttempt: lastAttempt && presentLast(lastAttempt, c.var.signedIn.language),
          confirmed: confirmed && { ...confirmed, at: confirmed.at.toISOString() },
          adminCenter: adminCenterOf(authority),
          enterpriseApplications:
            found.tenantId === null ? null : enterpriseApplicationsOf(authority, found.tenantId),
        },
        200,
      )
    })
    .openapi(rehearsal, async (c) => {
      const chain = await findChain(c.var.signedIn, c.req.valid('param').id)
      const { since, people, ...found } = await readRehearsal(db, chain, deps.now())
      const told = presentTried(people, c.var.signedIn.language)
      return c.json({ ...found, people: told, since: since?.toISOString() ?? null }, 200)
    })

  async function findChain(who: Caller, id: string) {
    const chain = await findPermitted(db, who, 'settings.change', id)
    if (chain.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
    return chain
  }
}

function presentLast(
  { at, outcome, code, refused }: NonNullable<FoundSetup['lastAttempt']>,
  language: Language,
) {
  const words = refused ? wordsOfRefusal(refused, language) : { cause: null, remedy: null }
  return { at: at.toISOString(), outcome, code, ...words }
}
