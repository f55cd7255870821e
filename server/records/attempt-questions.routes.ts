import { createRoute, z } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { apiRoutes, json } from '#server/platform/api.ts'
import type { Db } from '#server/platform/database.ts'
import { readForm } from '#server/platform/form.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { Web } from '#server/platform/web.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { isTypedReference } from '#shared/shapes.ts'
import { askWhetherThisWasThem, confirmAttempt, isUnnamed, readQuestion } from './attempt-questions.ts'
import { confirmedPage, deadQuestionPage, wasThisYouPage } from './was-this-you.page.ts'

const Reference = z.object({ reference: z.string().refine(isTypedReference) })

const forbidden = { 403: { description: 'The caller changes no users, or not this one (`forbidden`)' } }

const readRoute = createRoute({
  method: 'get',
  path: '/sign-ins/{reference}/question',
  summary: 'Whether TMAS has an attempt with this reference that names no one',
  description:
    'Such an attempt is shown to no customer until its person confirms that it was theirs. An attempt that another customer reads is none.',
  request: { params: Reference },
  responses: {
    200: {
      description: 'Whether a person can be asked',
      content: json(z.object({ isUnnamed: z.boolean() })),
    },
    ...forbidden,
  },
})

const askRoute = createRoute({
  method: 'post',
  path: '/sign-ins/{reference}/question',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Ask a user by mail whether an attempt that names no one was theirs',
  description:
    'The mail goes to the address that TMAS has for the user. Its link works once, for 24 hours. When they confirm, the attempt is theirs, in this customer only.',
  request: {
    params: Reference,
    body: { required: true, content: json(z.strictObject({ userId: z.guid().toLowerCase() })) },
  },
  responses: {
    202: { description: 'The question is on its way' },
    404: { description: 'There is no such attempt that names no one, or no such user (`not_found`)' },
    429: { description: 'Too many people were asked today (`throttled`)' },
    ...forbidden,
  },
})

/** “Ask a person whether this was them”, for managers of users. */
export function attemptQuestionRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/sign-ins/:reference/question', signedIn(deps))
  return routes
    .openapi(readRoute, async (c) => {
      const { reference } = c.req.valid('param')
      return c.json({ isUnnamed: await isUnnamed(db, actingOf(c.var), reference, now()) }, 200)
    })
    .openapi(askRoute, async (c) => {
      const about = { reference: c.req.valid('param').reference, ...c.req.valid('json') }
      await askWhetherThisWasThem(db, actingOf(c.var), about, deps.config.url, now())
      return c.body(null, 202)
    })
}

/** The page behind the mailed link: plain HTML, for someone who may not be able to sign in. */
export function wasThisYouRoutes(deps: { db: Db; now: () => Date }) {
  const { db, now } = deps
  return new Hono<Web>()
    .get('/', async (c) => {
      const secret = c.req.query('token')
      const attempt = await readQuestion(db, secret, now())
      if (!attempt || secret === undefined) return c.html(deadQuestionPage(c.var.language), 404)
      return c.html(wasThisYouPage(c.var.language, attempt, secret))
    })
    .post('/', async (c) => {
      const { token } = await readForm(c)
      const secret = typeof token === 'string' ? token : undefined
      const reference = await confirmAttempt(db, secret, c.var.client, now())
      if (reference === undefined) return c.html(deadQuestionPage(c.var.language), 404)
      return c.html(confirmedPage(c.var.language, reference))
    })
}
