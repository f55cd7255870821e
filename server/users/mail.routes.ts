import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { flawOf } from '#shared/plain-text.ts'
import { actingOf } from './acting.ts'
import { mailUser, mailWelcome, resetPassword } from './mail.ts'

const Id = z.strictObject({ id: givenId })

/** Both or neither. With neither, the welcome e-mail is sent again. */
const Message = z
  .strictObject({
    subject: z
      .string()
      .trim()
      .min(1)
      .max(150)
      .refine((text) => flawOf(text, { mailed: true }) !== 'not_text', 'must be one line')
      .refine((text) => flawOf(text, { mailed: true }) !== 'link', 'must not contain a link')
      .optional(),
    message: z
      .string()
      .trim()
      .min(1)
      .max(5000)
      .transform((text) => text.replaceAll('\r\n', '\n'))
      .refine((text) => flawOf(text, { lines: true, mailed: true }) !== 'not_text', 'must be plain text')
      .refine((text) => flawOf(text, { lines: true, mailed: true }) !== 'link', 'must not contain a link')
      .optional(),
  })
  .refine(({ subject, message }) => (subject === undefined) === (message === undefined), {
    path: ['message'],
    message: 'must come with a subject, and a subject with a message',
  })
  .openapi('Message')

const queued = { description: 'Queued: it is sent within seconds' }
const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: { description: 'The user is above the role or outside the locations of the caller (`forbidden`)' },
  404: { description: 'There is no such thing in this customer (`not_found`)' },
}

const resetPasswordRoute = createRoute({
  method: 'post',
  path: '/users/{id}/reset-password',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Mail a user a link to set a new password',
  description: 'Also 403 `account_disabled` or `microsoft_required` where the user has no password door.',
  request: { params: Id },
  responses: { 202: queued, ...common },
})

const mailRoute = createRoute({
  method: 'post',
  path: '/users/{id}/mail',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Mail a user: a message, or with an empty body the welcome e-mail again',
  request: { params: Id, body: { required: false, content: json(Message) } },
  responses: {
    202: queued,
    409: { description: 'TMAS has not written to this address yet (`not_welcomed`)' },
    429: { description: 'Too many mails today (`too_many_mails`)' },
    ...common,
  },
})

/** What managers mail to their users. */
export function mailRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const { url } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  for (const path of ['/users/:id/reset-password', '/users/:id/mail']) routes.use(path, signedIn(deps))
  return routes
    .openapi(resetPasswordRoute, async (c) => {
      await resetPassword(db, actingOf(c.var), c.req.valid('param').id, url, now())
      return c.body(null, 202)
    })
    .openapi(mailRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { subject, message } = c.req.valid('json') ?? {}
      if (subject !== undefined && message !== undefined)
        await mailUser(db, actingOf(c.var), id, { subject, message }, now())
      else await mailWelcome(db, actingOf(c.var), id, url, now())
      return c.body(null, 202)
    })
}
