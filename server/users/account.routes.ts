import { createRoute, z } from '@hono/zod-openapi'
import { changeOwnPassword, findMicrosoftSoon, passwordStateOf } from '#server/passwords/own-password.ts'
import { apiRoutes, givenId, json, listOf } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import { freshlyProved } from '#server/sessions/proof.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { endSessionsOfUser, listDevices } from '#server/sessions/sessions.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { revokeKeysOf } from './api-keys.ts'
import { chooseHelpMails } from './help-mails.ts'
import { chooseLanguage } from './language.ts'
import { LanguageCode } from './user-schemas.ts'
import { wantsHelpMails } from './users.queries.ts'

const Device = z
  .object({
    id: z.guid(),
    isThisOne: z.boolean(),
    signedInWith: z.enum(['password', 'microsoft']),
    signedInAt: z.string(),
    lastUsedAt: z.string(),
    ip: z.string(),
    userAgent: z.string(),
  })
  .openapi('Device')

const Account = z
  .object({
    /** The chosen one, otherwise the browser’s. */
    language: LanguageCode,
    languageChosen: z.boolean(),
    /** `not_allowed` if mandatory authentication allows Microsoft only. */
    password: z.enum(['set', 'none', 'not_allowed']),
    /**
     * Whether the rehearsed setting would allow Microsoft only, or a roll-out soon does, and the person has not signed in
     * with it yet.
     */
    microsoftSoon: z.boolean(),
    /** The day from which it does, as `2027-01-31`. */
    microsoftFrom: z.string().nullable(),
    /** Whether the person is mailed when someone asks for help to sign in. Managers of users alone are. */
    helpMails: z.boolean(),
  })
  .openapi('Account')

const AccountChange = z
  .strictObject({
    /** Null: the browser's, whichever it is. */
    language: LanguageCode.nullable().optional(),
    helpMails: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .openapi('AccountChange')

const PasswordChange = z
  .strictObject({ currentPassword: z.string().min(1).max(1000), newPassword: z.string().min(1).max(1000) })
  .openapi('PasswordChange')

const notSignedIn = { 401: { description: 'No one is signed in (`not_signed_in`)' } }

const listDevicesRoute = createRoute({
  method: 'get',
  path: '/sessions',
  summary: 'The devices on which one is signed in',
  description: 'All of them, the most recently used first; there are at most 20.',
  responses: { 200: { description: 'The devices', content: json(listOf(Device)) }, ...notSignedIn },
})

const endDeviceRoute = createRoute({
  method: 'delete',
  path: '/sessions/{id}',
  ...permits('oneself'),
  summary: 'Sign out one of one’s own devices',
  request: { params: z.strictObject({ id: givenId }) },
  responses: {
    204: { description: 'Signed out: its next request finds no one signed in' },
    404: { description: 'No such device of one’s own (`not_found`)' },
    ...notSignedIn,
  },
})

const endOtherDevicesRoute = createRoute({
  method: 'delete',
  path: '/sessions',
  ...permits('oneself'),
  summary:
    'Sign out everywhere: every device of one’s own except this one, and every API key that one has made',
  description: 'With `apiKeys=keep` the keys go on working.',
  request: { query: z.strictObject({ apiKeys: z.enum(['revoke', 'keep']).default('revoke') }) },
  responses: { 204: { description: 'Signed out' }, ...notSignedIn },
})

const readAccountRoute = createRoute({
  method: 'get',
  path: '/account',
  summary: 'One’s own account settings',
  responses: { 200: { description: 'The settings', content: json(Account) }, ...notSignedIn },
})

const changeAccountRoute = createRoute({
  method: 'patch',
  path: '/account',
  ...permits('oneself'),
  summary: 'Change one’s own language, and whether one is mailed about requests for help',
  request: { body: { required: true, content: json(AccountChange) } },
  responses: { 200: { description: 'The settings', content: json(Account) }, ...notSignedIn },
})

const changePasswordRoute = createRoute({
  method: 'post',
  path: '/account/password',
  ...permits('oneself'),
  summary: 'Change one’s own password',
  description: 'Takes the current one; every other device is signed out, and this one gets another cookie.',
  request: { body: { required: true, content: json(PasswordChange) } },
  responses: {
    204: { description: 'Changed' },
    400: {
      description:
        '`invalid_request`: `errors.currentPassword` when it is not right; in `errors.newPassword` the faults, comma-separated: too_short, too_long, no_capital, no_number, no_special, common',
    },
    403: {
      description:
        'Confirm first that it is you (`proof_required`, with `methods`); or the chain signs in with Microsoft only (`microsoft_required`)',
    },
    429: { description: 'Too many tries (`throttled`), with Retry-After' },
    ...notSignedIn,
  },
})

/** What every person may see and change about themselves: language, password, devices. */
export function accountRoutes(deps: SignInDeps & SignedInDeps) {
  const { db, now, cookies } = deps
  const routes = apiRoutes<PersonWeb>()
  for (const path of ['/sessions', '/sessions/:id', '/account', '/account/password'])
    routes.use(path, personSignedIn(deps))
  routes.use('/account/password', freshlyProved(deps))
  return routes
    .openapi(listDevicesRoute, async (c) => {
      const { user, sessionId } = c.var.signedIn
      const devices = await listDevices(db, user.id, now())
      const items = devices.map((device) => ({
        id: device.id,
        isThisOne: device.id === sessionId,
        signedInWith: device.door as 'password' | 'microsoft',
        signedInAt: device.createdAt.toISOString(),
        lastUsedAt: device.lastUsedAt.toISOString(),
        ip: device.ip,
        userAgent: device.userAgent,
      }))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(endDeviceRoute, async (c) => {
      const { actor, signedIn } = c.var
      const { id } = c.req.valid('param')
      const ended = await db
        .transaction()
        .execute((trx) =>
          endSessionsOfUser(trx, signedIn.user.id, { id }, 'signed_out_elsewhere', actor, now()),
        )
      if (ended === 0) throw new Problem('not_found', 'There is no such device of yours.')
      if (id === signedIn.sessionId) cookies.session.clear(c)
      return c.body(null, 204)
    })
    .openapi(endOtherDevicesRoute, async (c) => {
      const { actor, signedIn } = c.var
      const { apiKeys } = c.req.valid('query')
      const others = { exceptId: signedIn.sessionId }
      await db.transaction().execute(async (trx) => {
        await endSessionsOfUser(trx, signedIn.user.id, others, 'signed_out_elsewhere', actor, now())
        if (apiKeys === 'revoke') await revokeKeysOf(trx, actor, signedIn.user.id, now())
      })
      return c.body(null, 204)
    })
    .openapi(readAccountRoute, async (c) => {
      return c.json(await present(c.var.signedIn, c.var.signedIn.user), 200)
    })
    .openapi(changeAccountRoute, async (c) => {
      const { language, helpMails } = c.req.valid('json')
      if (helpMails !== undefined) await chooseHelpMails(db, c.var.actor, c.var.signedIn, helpMails, now())
      if (language === undefined) return c.json(await present(c.var.signedIn, c.var.signedIn.user), 200)
      await chooseLanguage(db, c.var.actor, c.var.signedIn, language, now())
      const chosen = { language: language ?? c.var.language, languageChosen: language !== null }
      return c.json(await present(c.var.signedIn, chosen), 200)
    })
    .openapi(changePasswordRoute, async (c) => {
      const secret = await changeOwnPassword(db, c.var.signedIn, c.var.client, c.req.valid('json'), now)
      cookies.session.write(c, secret)
      return c.body(null, 204)
    })

  async function present(
    who: SignedIn,
    { language, languageChosen }: Pick<SignedIn['user'], 'language' | 'languageChosen'>,
  ) {
    const password = await passwordStateOf(db, who, now())
    const helpMails = await wantsHelpMails(db, who.user.id)
    return {
      language,
      languageChosen,
      password,
      ...(await findMicrosoftSoon(db, who, now())),
      helpMails,
    }
  }
}
