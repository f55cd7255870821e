import { createRoute, z } from '@hono/zod-openapi'
import { Named } from '#server/locations/location-schemas.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import type { Web } from '#server/platform/web.ts'
import { idleLimitOf } from '#server/policy/shared-device.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { findSession, languageFor } from '#server/sessions/sessions.ts'
import { isAttended } from '#server/sessions/shared-devices.ts'
import { refuseUnlessTheirs, requireConfirmed } from '#server/sessions/signed-in.ts'
import { LanguageCode, LinkedAccount } from '#server/users/user-schemas.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusals } from '#shared/refusals.ts'
import { locationTypes, roles } from '#shared/roles.ts'
import { signInWithPassword } from './password.ts'
import { rememberDevice } from './remember-device.ts'
import { clearSignInCookies, signOut } from './sign-out.ts'

const Session = z
  .object({
    user: z.object({
      id: z.guid(),
      username: z.string(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      /** Of the pages: the chosen one, otherwise the browser’s. */
      language: LanguageCode,
      microsoftLink: LinkedAccount.nullable(),
    }),
    customer: Named,
    memberships: z.array(
      z.object({
        locationId: z.guid(),
        locationName: z.string(),
        locationType: z.enum(locationTypes),
        role: z.enum(roles),
      }),
    ),
    signedInWith: z.enum(['password', 'microsoft']),
    expiresAt: z.string(),
    /** On a shared computer: what it is called, for people of its customer, and after how long without use it ends (R38). */
    sharedDevice: z
      .object({
        name: z.string().nullable(),
        idleSeconds: z.number().int(),
        endsInSeconds: z.number().int(),
      })
      .nullable(),
  })
  .openapi('Session')

const SignIn = z
  .strictObject({
    username: z.string().min(1).max(320),
    password: z.string().min(1).max(1000),
    /** If the user has a second factor: a code of the authenticator app, or a recovery code. */
    code: z.string().min(1).max(100).optional(),
  })
  .openapi('SignIn')

const readSession = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Who is signed in, and which locations they reach',
  responses: {
    200: { description: 'The session of the cookie', content: json(Session) },
    401: {
      description:
        'No one is signed in (`not_signed_in`), or someone else than the `TMAS-Person` of the request (`someone_else`)',
    },
    403: { description: 'Microsoft has to confirm the session first (`confirmation_due`)' },
  },
})

const openSession = createRoute({
  method: 'post',
  path: '/session',
  ...permits('anyone'),
  summary: 'Sign in with username and password',
  request: { body: { required: true, content: json(SignIn) } },
  responses: {
    201: { description: 'Signed in; the cookie is set', content: json(Session) },
    401: {
      description:
        'The username or the password is not right (`wrong_password`); or they are, and a `code` is needed (`second_factor_required`) or not right (`second_factor_failed`)',
    },
    403: {
      description:
        'The password was right, but this door is closed (`account_disabled`, `customer_suspended`, `microsoft_required`); or its user, a manager, has to set up a second factor on the sign-in page first (`second_factor_setup_required`)',
    },
    429: { description: 'Too many tries (`throttled`), with Retry-After of at most 60 seconds' },
  },
})

const closeSession = createRoute({
  method: 'delete',
  path: '/session',
  ...permits('anyone'),
  summary: 'Sign out',
  responses: { 204: { description: 'No one is signed in with this cookie now' } },
})

/** The session in the API: read it, start it with a password, end it. */
export function sessionRoutes(deps: SignInRouteDeps) {
  const { cookies } = deps
  return apiRoutes<Web>()
    .openapi(readSession, async (c) => {
      const signedIn = await findSession(deps.db, cookies.session.read(c), deps.now(), {
        isAttended: isAttended(c),
      })
      if (!signedIn) throw new Problem('not_signed_in', 'You are not signed in. Sign in first.')
      refuseUnlessTheirs(c, signedIn)
      requireConfirmed(c, signedIn)
      return c.json(present(signedIn, c.var.language, deps.now()), 200)
    })
    .openapi(openSession, async (c) => {
      const browser = {
        client: c.var.client,
        language: c.var.language,
        attemptSecret: undefined,
        sessionSecret: cookies.session.read(c),
        device: cookies.device.read(c),
        ticket: cookies.ticket.read(c),
        sharedDevice: cookies.sharedDevice.read(c),
      }
      const { username, password, code } = c.req.valid('json')
      const outcome = await signInWithPassword(deps, browser, {
        username,
        password,
        returnTo: '/',
        secondFactor: { code },
      })
      if (outcome.kind === 'throttled') {
        if (outcome.ticket) cookies.ticket.write(c, outcome.ticket)
        const { remedy } = messages[c.var.language].refusalWords.throttled.person
        throw new Problem('throttled', remedy, { retryAfterSeconds: outcome.retryAfterSeconds })
      }
      if (outcome.kind === 'refused') {
        const { told } = refusals[outcome.refused.code]
        const code =
          told === 'account_disabled' || told === 'customer_suspended' || told === 'microsoft_required'
            ? told
            : 'wrong_password'
        throw new Problem(code, messages[c.var.language].refusalWords[code].person.sentence)
      }
      if (outcome.kind === 'second_factor_missing')
        throw new Problem(outcome.code, messages[c.var.language].secondFactor.problems[outcome.code])
      // Only a page waits for a second factor.
      if (outcome.kind === 'second_factor') throw new Error('no one is there to be asked')
      cookies.session.write(c, outcome.sessionSecret)
      await rememberDevice(deps, cookies, c, outcome.userId)
      const signedIn = await findSession(deps.db, outcome.sessionSecret, deps.now())
      if (!signedIn) throw new Problem('not_signed_in', 'The session has ended already.')
      return c.json(present(signedIn, c.var.language, deps.now()), 201)
    })
    .openapi(closeSession, async (c) => {
      const [attemptSecret, sessionSecret] = [cookies.attempt.read(c), cookies.session.read(c)]
      await signOut(deps, { client: c.var.client, attemptSecret, sessionSecret })
      clearSignInCookies(c, cookies)
      return c.body(null, 204)
    })
}

/** What the browser may know about its session. */
function present(signedIn: SignedIn, browsers: Language, now: Date): z.infer<typeof Session> {
  const { door, expiresAt, customer, memberships, sharedDevice: shared } = signedIn
  const { languageChosen: _, ...who } = signedIn.user
  const user = { ...who, language: languageFor(signedIn.user, browsers) }
  const sharedDevice = shared && {
    // Another customer's person learns nothing of it.
    name: shared.customerId === customer.id ? shared.name : null,
    idleSeconds: idleLimitOf(shared.idleMinutes) / 1000,
    // So that a countdown needs no right clock in the browser.
    endsInSeconds: Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / 1000)),
  }
  return {
    user,
    customer,
    memberships,
    signedInWith: door,
    expiresAt: expiresAt.toISOString(),
    sharedDevice,
  }
}
