import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import { freshlyProved } from '#server/sessions/proof.ts'
import { type PersonWeb, personSignedIn, type SignedInDeps } from '#server/sessions/signed-in.ts'
import { flawOf } from '#shared/plain-text.ts'
import {
  beginApp,
  beginPasskey,
  confirmApp,
  finishPasskey,
  readOwnSecondFactor,
  removeApp,
  removePasskey,
  renewRecoveryCodes,
} from './own-second-factor.ts'
import type { Site } from './passkeys.ts'

const SecondFactor = z
  .object({
    /** A second factor belongs to a password: without one, there is none to set up. */
    password: z.enum(['set', 'none', 'not_allowed']),
    app: z.object({ addedAt: z.string() }).nullable(),
    passkeys: z.array(
      z.object({ id: z.guid(), name: z.string(), addedAt: z.string(), lastUsedAt: z.string().nullable() }),
    ),
    /** How many are left. */
    recoveryCodes: z.number().int(),
    /** Whether TMAS offers one: to managers who have a password and no second factor. */
    offered: z.boolean(),
    /** The day from which the chain requires one of this person, as `2027-01-31`; it may have come. */
    requiredFrom: z.string().nullable(),
  })
  .openapi('SecondFactor')

const Code = z.strictObject({ code: z.string().min(1).max(20) }).openapi('FirstCode')

const App = z
  .object({
    /** The content of the QR code (`otpauth://`). */
    uri: z.string(),
    /** The same secret in Base32, for typing. */
    secret: z.string(),
  })
  .openapi('AuthenticatorApp')

/** Shown once; null if there are some already. */
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).nullable() }).openapi('RecoveryCodes')

const base64url = z.string().regex(/^[\w-]{1,8192}$/, 'must be base64url')

/**
 * RegistrationResponseJSON, as far as TMAS reads it.
 * @see https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson
 */
const NewPasskey = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine((text) => flawOf(text) !== 'not_text', 'must be one line')
      .refine((text) => flawOf(text) !== 'link', 'must not contain a link'),
    response: z.object({
      id: base64url,
      rawId: base64url,
      type: z.literal('public-key'),
      response: z.object({
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: z.array(z.string().max(20)).max(10).optional(),
      }),
    }),
  })
  .openapi('NewPasskey')

/** PublicKeyCredentialCreationOptionsJSON. */
const Options = z.looseObject({ challenge: z.string() }).openapi('PasskeyOptions')

const failures = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: {
    description:
      'Confirm first that it is you (`proof_required`, with `methods`); or the chain signs in with Microsoft only (`microsoft_required`)',
  },
  429: { description: 'Too many tries (`throttled`), with Retry-After' },
}
const noPassword = { 400: { description: 'There is no password that it could go with (`invalid_request`)' } }
const lastOne = {
  description: 'It is the last one, and the chain requires one of its managers (`last_second_factor`)',
}
const params = z.strictObject({ id: z.guid() })

const readRoute = createRoute({
  method: 'get',
  path: '/account/second-factor',
  summary: 'One’s own second factor',
  responses: { 200: { description: 'What there is', content: json(SecondFactor) }, 401: failures[401] },
})

const beginAppRoute = createRoute({
  method: 'post',
  path: '/account/authenticator-app',
  ...permits('oneself'),
  summary: 'Begin to set up an authenticator app',
  description: 'It counts from the first code on, which must come within 10 minutes.',
  responses: { 200: { description: 'The secret', content: json(App) }, ...noPassword, ...failures },
})

const confirmAppRoute = createRoute({
  method: 'post',
  path: '/account/authenticator-app/confirm',
  ...permits('oneself'),
  summary: 'Finish setting up an authenticator app with its first code',
  description: 'Every other device of one’s own is signed out.',
  request: { body: { required: true, content: json(Code) } },
  responses: {
    200: { description: 'It is a second factor now', content: json(RecoveryCodes) },
    400: { description: 'The code is not right (`invalid_request`)' },
    409: { description: 'Nothing is being set up, or for too long (`setup_expired`)' },
    ...failures,
  },
})

const removeAppRoute = createRoute({
  method: 'post',
  path: '/account/authenticator-app/remove',
  ...permits('oneself'),
  summary: 'Remove one’s authenticator app',
  responses: {
    204: { description: 'Removed' },
    404: { description: 'There is none (`not_found`)' },
    409: lastOne,
    ...noPassword,
    ...failures,
  },
})

const beginPasskeyRoute = createRoute({
  method: 'post',
  path: '/account/passkeys/options',
  ...permits('oneself'),
  summary: 'Begin to add a passkey: what the browser needs to make one',
  description: 'The challenge is good for one answer within 5 minutes, in this session.',
  responses: {
    200: { description: 'For navigator.credentials.create', content: json(Options) },
    413: { description: 'One has ten already (`too_large`)' },
    ...noPassword,
    ...failures,
  },
})

const finishPasskeyRoute = createRoute({
  method: 'post',
  path: '/account/passkeys',
  ...permits('oneself'),
  summary: 'Add the passkey that the browser has made',
  description: 'Every other device of one’s own is signed out.',
  request: { body: { required: true, content: json(NewPasskey) } },
  responses: {
    201: { description: 'Added', content: json(RecoveryCodes) },
    400: { description: 'It is no answer to the challenge (`invalid_request`)' },
    409: { description: 'The challenge is too old, or was answered already (`setup_expired`)' },
    ...failures,
  },
})

const removePasskeyRoute = createRoute({
  method: 'post',
  path: '/account/passkeys/{id}/remove',
  ...permits('oneself'),
  summary: 'Remove a passkey of one’s own',
  request: { params },
  responses: {
    204: { description: 'Removed' },
    404: { description: 'No such passkey of one’s own (`not_found`)' },
    409: lastOne,
    ...noPassword,
    ...failures,
  },
})

const renewCodesRoute = createRoute({
  method: 'post',
  path: '/account/recovery-codes',
  ...permits('oneself'),
  summary: 'Create new recovery codes; the old ones end',
  responses: {
    201: { description: 'Ten codes, shown once', content: json(RecoveryCodes) },
    404: { description: 'There is no second factor (`not_found`)' },
    ...noPassword,
    ...failures,
  },
})

/** The caller's own second factor: set up, view, remove (R30). */
export function ownSecondFactorRoutes(deps: SignInDeps & SignedInDeps & { config: Site }) {
  const routes = apiRoutes<PersonWeb>()
  const guard = personSignedIn(deps)
  routes.use('/account/second-factor', guard)
  const proved = freshlyProved(deps)
  for (const path of ['/account/authenticator-app', '/account/passkeys', '/account/recovery-codes'])
    routes.use(`${path}/*`, guard, proved)
  // A shared computer is no one's, so it keeps no one's passkey (R38).
  for (const path of ['/account/passkeys', '/account/passkeys/options'])
    routes.on('POST', path, async (c, next) => {
      if (c.var.signedIn.sharedDevice)
        throw new Problem(
          'forbidden',
          'No passkey is added on a shared computer. Do it on a device of your own.',
        )
      await next()
    })
  return routes
    .openapi(readRoute, async (c) => {
      const { password, app, passkeys, recoveryCodes, isOffered, requiredFrom } = await readOwnSecondFactor(
        deps.db,
        c.var.signedIn,
        deps.now(),
      )
      const seen = {
        password,
        app: app && { addedAt: app.addedAt.toISOString() },
        passkeys: passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
          id,
          name,
          addedAt: addedAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
        recoveryCodes,
        offered: isOffered,
        requiredFrom,
      }
      return c.json(seen, 200)
    })
    .openapi(beginAppRoute, async (c) => {
      return c.json(await beginApp(deps, c.var), 200)
    })
    .openapi(confirmAppRoute, async (c) => {
      return c.json({ recoveryCodes: await confirmApp(deps, c.var, c.req.valid('json').code) }, 200)
    })
    .openapi(removeAppRoute, async (c) => {
      await removeApp(deps, c.var)
      return c.body(null, 204)
    })
    .openapi(beginPasskeyRoute, async (c) => {
      const options = await beginPasskey(deps, deps.config, c.var)
      return c.json({ ...options }, 200)
    })
    .openapi(finishPasskeyRoute, async (c) => {
      const { name, response } = c.req.valid('json')
      const answer = { ...response, clientExtensionResults: {} } as Parameters<
        typeof finishPasskey
      >[3]['response']
      return c.json(
        { recoveryCodes: await finishPasskey(deps, deps.config, c.var, { name, response: answer }) },
        201,
      )
    })
    .openapi(removePasskeyRoute, async (c) => {
      await removePasskey(deps, c.var, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(renewCodesRoute, async (c) => {
      const recoveryCodes = await renewRecoveryCodes(deps, c.var)
      return c.json({ recoveryCodes }, 201)
    })
}
