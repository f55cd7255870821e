import { createRoute, z } from '@hono/zod-openapi'
import { params } from '#server/locations/locations.routes.ts'
import { findPermitted } from '#server/locations/permitted.ts'
import { apiRoutes, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { LanguageCode } from '#server/users/user-schemas.ts'
import { flawOf } from '#shared/plain-text.ts'
import { isAddress } from '#shared/user-fields.ts'
import { type ListedConsentKit, listActiveKits } from './consent-kits.queries.ts'
import { makeConsentKit, revokeConsentKit } from './consent-kits.ts'

/** A few words of the manager's own: plain, short, and without links, because TMAS mails them to any address. */
const message = z
  .string()
  .trim()
  .max(300)
  .transform((text) => text.replaceAll('\r\n', '\n'))
  .refine((text) => flawOf(text, { lines: true, mailed: true }) !== 'not_text', 'must be plain text')
  .refine((text) => flawOf(text, { lines: true, mailed: true }) !== 'link', 'must not hold a link')

const NewConsentKit = z
  .strictObject({
    /** Also mails the link to this address. */
    email: z.string().trim().refine(isAddress, 'is not an e-mail address').optional(),
    language: LanguageCode.optional(),
    message: message.optional(),
  })
  .refine(({ email, language, message }) => email !== undefined || (language ?? message) === undefined, {
    path: ['email'],
    message: 'is needed for a mail',
  })
  .openapi('NewConsentKit')

const MadeConsentKit = z
  .object({
    id: z.guid(),
    /** Shown in this answer and never again. */
    link: z.string(),
    expiresAt: z.string(),
  })
  .openapi('MadeConsentKit')

const ConsentKit = z
  .object({
    id: z.guid(),
    createdAt: z.string(),
    createdByName: z.string().nullable(),
    expiresAt: z.string(),
    recipient: z.string().nullable(),
    lastOpenedAt: z.string().nullable(),
    /** What is said to be Microsoft's answer: `granted`, `other_tenant` or a refusal code. */
    answer: z.string().nullable(),
    answeredAt: z.string().nullable(),
  })
  .openapi('ConsentKit')

const tags = ['Consent kit']
const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: { description: 'The role does not allow it here, and never an API key (`forbidden`)' },
  404: { description: 'There is no such chain or link in this customer (`not_found`)' },
}

const listRoute = createRoute({
  method: 'get',
  path: '/locations/{id}/advanced/consent-kit',
  tags,
  summary: 'The links to the consent kit of a chain that still open, newest first',
  description: 'The links themselves are kept nowhere.',
  request: { params, query: listQuery(['createdAt']).omit({ sort: true, search: true }) },
  responses: { 200: { description: 'Links', content: json(listOf(ConsentKit)) }, ...common },
})

const makeRoute = createRoute({
  method: 'post',
  path: '/locations/{id}/advanced/consent-kit',
  ...permits({ action: 'consent-kit.send', at: 'chain' }),
  tags,
  summary: 'Make a link to the consent kit for the customer’s IT administrator, and mail it',
  description:
    'The link shows a page about TMAS in Entra, with the admin-consent link for the chain’s tenant and the set-up steps, for 14 days or until it is revoked. With an `email` it is mailed too, in `language`, with a short `message` without links or addresses.',
  request: { params, body: { required: false, content: json(NewConsentKit) } },
  responses: {
    201: { description: 'The link', content: json(MadeConsentKit) },
    400: { description: 'Fields are missing or wrong (`invalid_request`, with `errors`)' },
    429: { description: 'Too many links or mails in 24 hours (`throttled`)' },
    ...common,
  },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/locations/{id}/advanced/consent-kit/{kitId}',
  ...permits({ action: 'consent-kit.send', at: 'chain' }),
  tags,
  summary: 'Revoke a link to the consent kit',
  request: { params: z.object({ id: z.guid(), kitId: z.guid() }) },
  responses: { 204: { description: 'Revoked: it no longer opens anything' }, ...common },
})

/** The links to a chain's consent kit, for people who may send it. */
export function consentKitRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now, config } = deps
  const routes = apiRoutes<PersonWeb>()
  routes.use('/locations/:id/advanced/consent-kit/*', personSignedIn(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const { id } = await findPermitted(db, c.var.signedIn, 'consent-kit.send', c.req.valid('param').id)
      // One more than asked for shows whether there is a next page.
      const { rows, total } = await listActiveKits(db, id, now(), { after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return c.json({ items: page.map(present), next: last ? writeCursor([last.id]) : null, total }, 200)
    })
    .openapi(makeRoute, async (c) => {
      const { email, language = c.var.signedIn.user.language, message } = c.req.valid('json') ?? {}
      const mail = email === undefined ? undefined : { email, language, message }
      const made = await makeConsentKit(db, c.var.actor, c.req.valid('param').id, mail, config.url, now())
      return c.json({ ...made, expiresAt: made.expiresAt.toISOString() }, 201)
    })
    .openapi(revokeRoute, async (c) => {
      const { id, kitId } = c.req.valid('param')
      await revokeConsentKit(db, c.var.actor, id, kitId, now())
      return c.body(null, 204)
    })
}

function present(kit: ListedConsentKit): z.infer<typeof ConsentKit> {
  const { createdAt, expiresAt, lastOpenedAt, answeredAt, ...rest } = kit
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
  }
}
