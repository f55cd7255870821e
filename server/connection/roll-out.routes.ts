import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { params } from '#server/locations/locations.routes.ts'
import { findChainToSet } from '#server/locations/permitted.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  takesVersion,
} from '#server/platform/if-match.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { LastAttempt, presentTried } from './last-attempt.ts'
import { withNames } from './named-roll-out.ts'
import {
  pauseWave,
  planRollOut,
  readRollOut,
  removeRollOut,
  resumeRollOut,
  versionedRollOut,
} from './roll-out.ts'

import { RehearsalCounts, RehearsedPerson } from './setup.routes.ts'
import { readWaveReadiness } from './wave-readiness.ts'
import { readWaveRehearsal } from './wave-rehearsal.ts'

/** More than any tree that is rolled out by hand needs. */
const mostWaves = 100
const mostBranches = 500

const Wave = z.strictObject({
  locationIds: z.array(z.guid()).max(mostBranches),
  startsOn: z.iso.date(),
  noticeDaysBefore: z.int().min(0).max(90).default(7),
})

const PausedBecause = z
  .object({
    refused: z.int(),
    causes: z.array(z.object({ code: z.enum(refusalCodes), usernames: z.array(z.string()) })),
  })
  .nullable()

const RollOutPlan = z.strictObject({ waves: z.array(Wave).min(1).max(mostWaves) }).openapi('RollOutPlan')

const RollOut = z
  .object({
    /** Where the days of the waves are counted. */
    timeZone: z.string(),
    waves: z.array(
      z.object({
        id: z.guid(),
        locationIds: z.array(z.guid()),
        startsOn: z.string(),
        noticeDaysBefore: z.int(),
        state: z.enum(['planned', 'running', 'paused']),
        pausedBecause: PausedBecause,
      }),
    ),
    state: z.enum(['planned', 'running', 'paused', 'done']),
    pausedBecause: PausedBecause,
  })
  .openapi('RollOut')

const tags = ['Advanced settings']
const path = '/locations/{id}/advanced/roll-out'
const mayPlan = permits({ action: 'settings.change', at: 'chain' })
const answers = {
  200: { description: 'The plan', ...answersVersion, content: json(RollOut) },
  403: { description: 'The role does not allow it here (`forbidden`)' },
  404: { description: 'There is no such chain, or nothing to change (`not_found`)' },
}

const read = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'The roll-out of mandatory authentication along the tree (R36); without waves if none is planned',
  request: { params },
  responses: answers,
})

const plan = createRoute({
  method: 'put',
  path,
  ...mayPlan,
  tags,
  summary: 'Plan the roll-out, in place of the plan there is',
  ...takesVersion,
  request: { params, body: { required: true, content: json(RollOutPlan) } },
  responses: {
    ...answers,
    400: { description: 'What is wrong with which wave (`invalid_request`)' },
    409: { description: '`tenant_required`, `mandatory_authentication_is_on`' },
    ...changedMeanwhile,
  },
})

const remove = createRoute({
  method: 'delete',
  path,
  ...mayPlan,
  tags,
  summary: 'Remove the plan: passwords work again in its waves',
  ...takesVersion,
  request: { params },
  responses: {
    204: { description: 'Removed' },
    403: answers[403],
    404: answers[404],
    ...changedMeanwhile,
  },
})

const pause = createRoute({
  method: 'post',
  path: `${path}/pause`,
  ...mayPlan,
  tags,
  summary: 'Pause a wave: passwords work again in it, and no further wave begins',
  ...takesVersion,
  request: {
    params,
    body: { required: true, content: json(z.strictObject({ waveId: z.guid() }).openapi('WaveToPause')) },
  },
  responses: { ...answers, ...changedMeanwhile },
})

const resume = createRoute({
  method: 'post',
  path: `${path}/resume`,
  ...mayPlan,
  tags,
  summary: 'Let a paused roll-out go on',
  ...takesVersion,
  request: { params },
  responses: { ...answers, ...changedMeanwhile },
})

const WavePerson = z.object({
  userId: z.guid(),
  username: z.string(),
  email: z.string(),
  state: z.enum(['linked', 'never_tried', 'refused']),
  lastAttempt: LastAttempt.nullable(),
})

const readiness = createRoute({
  method: 'get',
  path: `${path}/readiness`,
  tags,
  summary: 'How far the people of each wave have come with Microsoft',
  request: { params },
  responses: {
    200: {
      description: 'By wave, in the order of their days',
      content: json(
        z
          .object({
            waves: z.array(
              z.object({
                waveId: z.guid(),
                counts: z.object({
                  affected: z.int(),
                  linked: z.int(),
                  neverTried: z.int(),
                  refused: z.int(),
                }),
                notReady: z.array(WavePerson),
                /** People whose exception by name still holds on its day. They are not among the affected. */
                excepted: z.array(WavePerson.extend({ exceptionEndsOn: z.string() })),
              }),
            ),
          })
          .openapi('WaveReadiness'),
      ),
    },
    403: answers[403],
    404: { description: 'There is no such chain (`not_found`)' },
  },
})

const rehearsal = createRoute({
  method: 'get',
  path: `${path}/rehearsal`,
  tags,
  summary: 'Who of each wave would have been refused since the rehearsal of mandatory authentication began',
  request: { params },
  responses: {
    200: {
      description: 'By wave, in the order of their days',
      content: json(
        z
          .object({
            rehearsal: z.boolean(),
            since: z.string().nullable(),
            waves: z.array(
              z.object({
                waveId: z.guid(),
                counts: RehearsalCounts,
                wouldBeRefused: z.array(RehearsedPerson),
              }),
            ),
          })
          .openapi('WaveRehearsal'),
      ),
    },
    403: answers[403],
    404: { description: 'There is no such chain (`not_found`)' },
  },
})

/** The roll-out of mandatory authentication along the tree (R36). */
export function rollOutRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/:id/advanced/roll-out', signedIn(deps))
  routes.use('/locations/:id/advanced/roll-out/*', signedIn(deps))
  return routes
    .openapi(read, async (c) => {
      await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      return c.json(await presented(c, c.req.valid('param').id), 200)
    })
    .openapi(plan, async (c) => {
      const { id } = c.req.valid('param')
      const { language } = c.var.signedIn
      const wanted = { ...c.req.valid('json'), basis: basisOf(c), language }
      await planRollOut(db, c.var.actor, id, wanted, now())
      return c.json(await presented(c, id), 200)
    })
    .openapi(readiness, async (c) => {
      const chain = await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      const waves = await readWaveReadiness(db, chain, now())
      const { language } = c.var.signedIn
      const presented = waves.map((wave) => ({
        ...wave,
        notReady: presentTried(wave.notReady, language),
        excepted: presentTried(wave.excepted, language),
      }))
      return c.json({ waves: presented }, 200)
    })
    .openapi(rehearsal, async (c) => {
      const chain = await findChainToSet(db, c.var.signedIn, c.req.valid('param').id)
      const { since, waves, ...found } = await readWaveRehearsal(db, chain, now())
      const { language } = c.var.signedIn
      const presented = waves.map((wave) => ({
        ...wave,
        wouldBeRefused: presentTried(wave.wouldBeRefused, language),
      }))
      return c.json({ ...found, since: since?.toISOString() ?? null, waves: presented }, 200)
    })
    .openapi(remove, async (c) => {
      await removeRollOut(db, c.var.actor, c.req.valid('param').id, { basis: basisOf(c) }, now())
      return c.body(null, 204)
    })
    .openapi(pause, async (c) => {
      const { id } = c.req.valid('param')
      await pauseWave(
        db,
        c.var.actor,
        id,
        { ...c.req.valid('json'), because: null, basis: basisOf(c) },
        now(),
      )
      return c.json(await presented(c, id), 200)
    })
    .openapi(resume, async (c) => {
      const { id } = c.req.valid('param')
      await resumeRollOut(db, c.var.actor, id, { basis: basisOf(c) }, now())
      return c.json(await presented(c, id), 200)
    })

  /** The plan with its version (R32). */
  async function presented(c: Context<SignedInWeb>, id: string): Promise<z.infer<typeof RollOut>> {
    const chain = await findChainToSet(db, c.var.signedIn, id)
    const rollOut = await readRollOut(db, chain, now())
    answerVersion(c, versionedRollOut(id, rollOut))
    return withNames(db, chain, rollOut)
  }
}
