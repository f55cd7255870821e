import { Hono } from 'hono'
import { findLeft } from '#server/attempts/returning.ts'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { isLeftWithMicrosoft } from '#server/sessions/closed-sessions.ts'
import { findSession, isHeldForFactor } from '#server/sessions/sessions.ts'
import { afterPassword } from './coming-wave.routes.ts'
import { type SignInPage, signInPage } from './pages/sign-in.page.ts'
import { signInWithPassword } from './password.ts'
import { refusedAddress } from './refused-address.ts'
import { rememberDevice } from './remember-device.ts'
import { findRemembered } from './remembered.ts'
import { safeReturnTo } from './return-to.ts'
import { pageOf, refusedIn, type SignInPageDeps, sharedName } from './sign-in-page-content.ts'

/** Of what the person signed out, according to the address: of TMAS, with a session at Microsoft beside it or without. */
function signedOutIn(text: string | undefined): SignInPage['signedOut'] {
  if (text === undefined) return undefined
  return text === 'microsoft' ? 'beside_microsoft' : 'of_tmas'
}

/** The sign-in page and its password form. */
export function signInRoutes(deps: SignInPageDeps) {
  const { cookies } = deps
  return new Hono<Web>()
    .get('/sign-in', async (c) => {
      const query = c.req.query()
      const returnTo = safeReturnTo(query.return_to)
      const refused = await refusedIn(deps, c)
      const secret = cookies.session.read(c)
      if (!refused && (await findSession(deps.db, secret, deps.now()))) return c.redirect(returnTo, 303)
      const sharedDevice = await sharedName(deps, c)
      const lastSignIn = sharedDevice !== undefined ? undefined : cookies.lastSignIn.read(c)
      const remembered = await findRemembered(deps.db, cookies.attempt.read(c), lastSignIn, deps.now())
      const left = refused
        ? undefined
        : await findLeft(deps.db, cookies.attempt.read(c), cookies.left.read(c), deps.now())
      return c.html(
        signInPage(
          c.var.language,
          pageOf(deps, c, {
            returnTo,
            refused,
            unfinished: left,
            remembered,
            sharedDevice,
            isMarked: query.shared_computer !== undefined,
            signedOut: signedOutIn(query.signed_out),
            passwordSet: query.password_set !== undefined,
            sessionEnded: query.session_ended !== undefined,
            lacksFactor: await isHeldForFactor(deps.db, secret, deps.now()),
            leftWithMicrosoft: await isLeftWithMicrosoft(deps.db, secret, deps.now()),
          }),
        ),
      )
    })

    .post('/sign-in', async (c) => {
      const form = await readForm(c)
      const { username, password } = form
      if (typeof username !== 'string' || typeof password !== 'string' || username.length > 320) {
        throw new Problem('invalid_request', 'A username and a password are needed.')
      }
      const returnTo = safeReturnTo(typeof form.return_to === 'string' ? form.return_to : undefined)
      const browser = {
        client: c.var.client,
        language: c.var.language,
        attemptSecret: undefined,
        sessionSecret: cookies.session.read(c),
        device: cookies.device.read(c),
        ticket: cookies.ticket.read(c),
        sharedDevice: cookies.sharedDevice.read(c),
      }
      const outcome = await signInWithPassword(deps, browser, { username, password, returnTo })
      if (outcome.kind === 'second_factor') {
        cookies.secondFactor.write(c, outcome.waitSecret)
        return c.redirect('/sign-in/second-factor', 303)
      }
      if (outcome.kind === 'signed_in') {
        cookies.session.write(c, outcome.sessionSecret)
        await rememberDevice(deps, cookies, c, outcome.userId)
        return c.redirect(await afterPassword(deps, c, outcome.userId, returnTo), 303)
      }
      if (outcome.kind === 'refused') return c.redirect(refusedAddress(outcome.refused), 303)
      // Only a program sends it together with the password.
      if (outcome.kind === 'second_factor_missing') throw new Error('a page asks for it afterwards')
      c.header('Retry-After', String(outcome.retryAfterSeconds))
      if (outcome.ticket) cookies.ticket.write(c, outcome.ticket)
      const refused = {
        code: 'throttled' as const,
        reference: outcome.reference,
        loginId: undefined,
        microsoft: undefined,
        fault: undefined,
      }
      return c.html(
        signInPage(c.var.language, {
          ...pageOf(deps, c, {
            returnTo,
            refused,
            signedOut: undefined,
            sharedDevice: await sharedName(deps, c),
          }),
          username,
        }),
        429,
      )
    })
}
