import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { SignedByPasskey } from '#server/second-factor/passkeys.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { type PersonWeb, personSignedIn } from '#server/sessions/signed-in.ts'
import { challengeForProof, proveWithPassword } from './fresh-proof.ts'

const base64url = z.string().regex(/^[\w-]{1,8192}$/, 'must be base64url')

/**
 * AuthenticationResponseJSON, as far as TMAS reads it.
 * @see https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson
 */
const Signed = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
})

const Proof = z
  .strictObject({
    password: z.string().min(1).max(1000),
    /** If the user has a second factor: a code of the authenticator app, or a recovery code. */
    code: z.string().min(1).max(100).optional(),
    /** Or instead, what one of their passkeys signed (`POST /session/proof/passkey`). */
    passkey: Signed.optional(),
  })
  .openapi('Proof')

/** PublicKeyCredentialRequestOptionsJSON. */
const Options = z.looseObject({ challenge: z.string() }).openapi('PasskeyRequest')

const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: { description: 'An API key never has a proof (`forbidden`)' },
}

const proveRoute = createRoute({
  method: 'post',
  path: '/session/proof',
  ...permits('oneself'),
  summary: 'Prove again that it is you',
  description:
    'For five minutes, this session may change what one signs in with. The cookie is renewed, and the old one ends. Someone who is linked with Microsoft can do the same at `/sign-in/microsoft/proof`.',
  request: { body: { required: true, content: json(Proof) } },
  responses: {
    204: { description: 'Proved' },
    400: {
      description:
        '`invalid_request`: `errors.password` when it is not right; `errors.code` when a second factor is needed, or not right',
    },
    ...common,
    403: {
      description:
        'An API key never has a proof (`forbidden`); the chain signs in with Microsoft only (`microsoft_required`)',
    },
    429: { description: 'Too many tries (`throttled`), with Retry-After' },
  },
})

const challengeRoute = createRoute({
  method: 'post',
  path: '/session/proof/passkey',
  ...permits('oneself'),
  summary: 'What a passkey has to sign to prove that it is you',
  description: 'The challenge is good for one answer within 5 minutes, in this session.',
  responses: {
    200: { description: 'For navigator.credentials.get', content: json(Options) },
    404: { description: 'There is no passkey, or the computer is shared (`not_found`)' },
    ...common,
  },
})

/** The proof that sensitive changes ask for (R33). */
export function freshProofRoutes(deps: SignInRouteDeps) {
  const { cookies, config } = deps
  const routes = apiRoutes<PersonWeb>()
  routes.use('/session/proof/*', personSignedIn(deps))
  return routes
    .openapi(proveRoute, async (c) => {
      const { passkey, ...proof } = c.req.valid('json')
      const signed = passkey && ({ ...passkey, clientExtensionResults: {} } as SignedByPasskey)
      cookies.session.write(c, await proveWithPassword(deps, config, c.var, { ...proof, passkey: signed }))
      return c.body(null, 204)
    })
    .openapi(challengeRoute, async (c) => {
      return c.json({ ...(await challengeForProof(deps, config, c.var.signedIn)) }, 200)
    })
}
