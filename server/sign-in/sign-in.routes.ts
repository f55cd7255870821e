import { type Context, Hono } from 'hono'
import { type Attempt, findAttemptByReference } from '#server/attempts/attempts.queries.ts'
import { askForHelp, mayAskForHelp } from '#server/attempts/hints.ts'
import { explainAttempt } from '#server/attempts/microsofts-answer.ts'
import { wordsOfFault } from '#server/attempts/refusal-words.ts'
import { beginLeft, explainSaid, findLeft, mayBeAsked, noteSaid } from '#server/attempts/returning.ts'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { usualIdleMinutes } from '#server/policy/shared-device.ts'
import { isWithin } from '#server/policy/time.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { isLeftWithMicrosoft } from '#server/sessions/closed-sessions.ts'
import { endSessionsOfEntra, findSession, isHeldForFactor } from '#server/sessions/sessions.ts'
import { setLeft } from '#server/sessions/shared-devices.queries.ts'
import { findDeviceOf } from '#server/sessions/shared-devices.ts'
import { explainMeaning } from '#shared/aadsts/explain.ts'
import { longestPasted, readPasted } from '#shared/aadsts/pasted.ts'
import { readSaid, type SaidChoice, saidChoices, sayChoice, storedSaid } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import { isRefusal, type Refusal, refusals } from '#shared/refusals.ts'
import { afterPassword } from './coming-wave.routes.ts'
import { type SignInPage, signInPage } from './pages/sign-in.page.ts'
import { signInWithPassword } from './password.ts'
import { refusedAddress } from './refused-address.ts'
import { rememberDevice } from './remember-device.ts'
import { findRemembered } from './remembered.ts'
import { safeReturnTo } from './return-to.ts'
import { leaveNobody, signOut } from './sign-out.ts'

/** What a page may show as a reference (contract). Anything else in the address is not shown. */
const referenceShape = /^[A-Z0-9]{6,12}$/

const chainShape = /^[0-9a-f-]{36}$/i

/** What can be an e-mail address. Whether it is a user's does not matter here. */
const addressShape = /^[^\s@]{1,250}@[^\s@]{1,69}$/

/** Of what the person signed out, according to the address: of TMAS, with a session at Microsoft beside it or without. */
function signedOutIn(text: string | undefined): SignInPage['signedOut'] {
  if (text === undefined) return undefined
  return text === 'microsoft' ? 'beside_microsoft' : 'of_tmas'
}

/** The sign-in page, the password form and signing out. */
export function signInRoutes(
  deps: SignInRouteDeps & {
    config: { entra: { authority: string } }
    disturbance?: (() => Disturbance | undefined) | undefined
  },
) {
  const { cookies, config } = deps
  return (
    new Hono<Web>()
      .get('/sign-in', async (c) => {
        const query = c.req.query()
        const returnTo = safeReturnTo(query.return_to)
        const refused = await refusedIn(c)
        const secret = cookies.session.read(c)
        if (!refused && (await findSession(deps.db, secret, deps.now()))) return c.redirect(returnTo, 303)
        const sharedDevice = await sharedName(c)
        const lastSignIn = sharedDevice !== undefined ? undefined : cookies.lastSignIn.read(c)
        const remembered = await findRemembered(deps.db, cookies.attempt.read(c), lastSignIn, deps.now())
        const left = refused
          ? undefined
          : await findLeft(deps.db, cookies.attempt.read(c), cookies.left.read(c), deps.now())
        return c.html(
          signInPage(
            c.var.language,
            pageOf(c, {
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
            ...pageOf(c, { returnTo, refused, signedOut: undefined, sharedDevice: await sharedName(c) }),
            username,
          }),
          429,
        )
      })

      /** What Microsoft's page said, from the person whom it stopped (R17). */
      .post('/sign-in/returned', async (c) => {
        const form = await readForm(c)
        const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
        const pasted = text('text')
        if (Buffer.byteLength(pasted) > longestPasted)
          throw new Problem('too_large', 'Paste the text of one page of Microsoft’s: 8 kB at most.')
        const choice = text('choice')
        const said = isChoice(choice) ? sayChoice(choice) : readSaid(pasted)
        const chain = chainShape.test(text('chain')) ? text('chain') : undefined
        const [returnTo, chainId] = [safeReturnTo(text('return_to')), chain ?? null]
        const attempt = await askedAbout(c, text('reference'), said !== undefined)
        const noted = attempt && said && (await noteSaid(deps.db, attempt, said, deps.now()))
        if (noted) {
          cookies.left.clear(c)
          const { reference } = noted
          const code = noted.code as Refusal
          return c.redirect(refusedAddress({ code, reference, returnTo, chainId }), 303)
        }
        // Nothing that could be kept: the text is explained as far as it can be, and the question stays.
        const left =
          attempt ??
          (said
            ? undefined
            : await findLeft(deps.db, cookies.attempt.read(c), cookies.left.read(c), deps.now()))
        if (!left) return c.redirect(choice === 'closed' ? '/sign-in' : helpWith(pasted, said), 303)
        const { meaning } = readPasted(pasted)
        const explained = meaning && (await explainMeaning(meaning, c.var.language))
        const asked = { reference: left.reference, explained, isUnread: explained === undefined }
        const code = attempt?.outcome === 'refused' ? (attempt.code as Refusal) : undefined
        const refused = code && { ...(await refusedBy(c, code, text('reference'))), ask: asked }
        const page = pageOf(c, {
          returnTo,
          refused,
          unfinished: code ? undefined : asked,
          signedOut: undefined,
          sharedDevice: await sharedName(c),
        })
        return c.html(signInPage(c.var.language, { ...page, chain }), 422)
      })

      .post('/sign-in/tell-manager', async (c) => {
        const form = await readForm(c)
        const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
        const [code, reference, email] = [text('refused'), text('reference'), text('email')]
        if (!isRefusal(code) || !referenceShape.test(reference) || !addressShape.test(email.trim()))
          throw new Problem('invalid_request', 'A reference and an e-mail address are needed.')
        await askForHelp(deps.db, cookies.attempt.read(c), { reference, email }, deps.now())
        const chain = text('chain')
        const address = refusedAddress({
          code,
          reference,
          returnTo: safeReturnTo(text('return_to')),
          chainId: chainShape.test(chain) ? chain : null,
        })
        // The same for everyone, whatever came of it (R18, R29).
        return c.redirect(`${address}&asked`, 303)
      })

      .post('/sign-out', async (c) => {
        const [attemptSecret, sessionSecret] = [cookies.attempt.read(c), cookies.session.read(c)]
        const ended = await findSession(deps.db, sessionSecret, deps.now())
        await signOut(deps, { client: c.var.client, attemptSecret, sessionSecret })
        leaveNobody(c, cookies)
        // On a shared computer, nothing that was seen stays behind.
        c.header('Clear-Site-Data', '"cache"')
        return c.redirect(
          ended?.door === 'microsoft' ? '/sign-in?signed_out=microsoft' : '/sign-in?signed_out',
          303,
        )
      })

      /** The last window of the console was closed on a shared computer (R38). On any other, nothing follows from it. */
      .post('/sign-out/left', async (c) => {
        const secret = cookies.session.read(c)
        if (isSecret(secret)) await setLeft(deps.db, hashSecret(secret), deps.now())
        return c.body(null, 204)
      })

      /** Signs out of Microsoft, too. Nothing of ours changes here, so a link from anywhere does TMAS no harm. */
      .get('/sign-out/microsoft', (c) => c.redirect(deps.entra.signOutUrl(), 303))

      /**
       * Entra calls this in a hidden frame when the person signs out of Microsoft. Our cookies are not sent with it, so
       * the session is found by Entra's own ID for it. The answer is the same whether or not there was one.
       * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#single-sign-out
       */
      .get('/sign-out/front-channel', async (c) => {
        const sid = c.req.query('sid')
        // Entra's own IDs have no control characters, and PostgreSQL answers a NUL with an error.
        if (sid && /^[^\p{Cc}]{1,320}$/u.test(sid)) {
          await deps.db.transaction().execute((trx) => endSessionsOfEntra(trx, sid, c.var.client, deps.now()))
        }
        c.header('Content-Security-Policy', `default-src 'none'; frame-ancestors ${config.entra.authority}`)
        c.header('Cross-Origin-Resource-Policy', 'cross-origin')
        return c.body(null, 200)
      })
  )

  /** What the shared computer is called that this browser is, if it is one. */
  async function sharedName(c: Context<Web>): Promise<string | undefined> {
    return (await findDeviceOf(deps.db, cookies.sharedDevice, c))?.name
  }

  function pageOf(
    c: Context<Web>,
    more: Pick<
      SignInPage,
      | 'returnTo'
      | 'refused'
      | 'unfinished'
      | 'remembered'
      | 'sharedDevice'
      | 'isMarked'
      | 'signedOut'
      | 'passwordSet'
      | 'sessionEnded'
      | 'leftWithMicrosoft'
      | 'lacksFactor'
    >,
  ): SignInPage {
    // Built from our own origin, never from the request's Host.
    const { pathname, search } = new URL(c.req.url)
    const chain = c.req.query('chain')
    return {
      address: new URL(c.req.method === 'GET' ? pathname + search : '/sign-in', config.url),
      chain: chain && chainShape.test(chain) ? chain : undefined,
      disturbed: deps.disturbance?.() !== undefined,
      ...more,
    }
  }

  /**
   * The refusal in the address, if it is one that a person may see; with their own account, if this is their browser.
   */
  async function refusedIn(c: Context<Web>): Promise<SignInPage['refused']> {
    const { refused: code = '', reference = '' } = c.req.query()
    return isRefusal(code) ? refusedBy(c, code, reference) : undefined
  }

  async function refusedBy(
    c: Context<Web>,
    code: Refusal,
    text: string,
  ): Promise<NonNullable<SignInPage['refused']>> {
    const { language } = c.var
    const reference = referenceShape.test(text) ? text : undefined
    const attempt = reference === undefined ? undefined : await ownAttempt(c, reference)
    const { told } = refusals[code]
    const microsoft = attempt && (await explainAttempt(attempt, told, language))
    const loginId = attempt?.loginId ?? undefined
    const failed = told === 'invalid_response' && (!attempt || attempt.code === told)
    const fault = failed ? wordsOfFault((attempt?.checks ?? []) as Check[], language) : undefined
    // What the person said themselves may be told to them, but only on the page of that very attempt.
    const isItself = attempt?.code === told
    return {
      code: told,
      reference,
      loginId,
      microsoft,
      fault,
      said: isItself ? await explainSaid(attempt, language) : undefined,
      saidClosed: isItself && storedSaid(attempt.said)?.choice === 'closed',
      ask: isItself && reference && mayBeAsked(attempt, deps.now()) ? { reference } : undefined,
      help: helpFor(c, attempt),
    }
  }

  async function ownAttempt(c: Context<Web>, reference: string): Promise<Attempt | undefined> {
    const secret = cookies.attempt.read(c)
    if (!isSecret(secret)) return undefined
    const attempt = await findAttemptByReference(deps.db, reference, hashSecret(secret))
    if (!attempt || (await sharedName(c)) === undefined) return attempt
    // By then the next person may be there, who learns nothing of the one before (R38).
    const isTheirs = isWithin(usualIdleMinutes * 60_000, attempt.endedAt ?? attempt.startedAt, deps.now())
    return isTheirs ? attempt : undefined
  }

  /** The attempt of this browser that the person speaks of. What was kept nowhere so far begins with what they say. */
  async function askedAbout(
    c: Context<Web>,
    reference: string,
    isSaid: boolean,
  ): Promise<Attempt | undefined> {
    const attempt = referenceShape.test(reference)
      ? await ownAttempt(c, reference)
      : isSaid
        ? await beginLeft(deps.db, cookies.attempt.read(c), cookies.left.read(c), c.var.client, deps.now())
        : undefined
    return attempt && mayBeAsked(attempt, deps.now()) ? attempt : undefined
  }

  /** What is offered depends only on this browser's own attempt, and on what that browser knows itself. */
  function helpFor(c: Context<Web>, attempt: Attempt | undefined) {
    if (c.req.query('asked') !== undefined) return 'asked' as const
    return attempt && mayAskForHelp(attempt, deps.now()) ? { email: attempt.loginHint ?? '' } : undefined
  }
}

function isChoice(text: string): text is SaidChoice {
  return (saidChoices as readonly string[]).includes(text)
}

/** Where a text is explained that belongs to no attempt of this browser, in an address without the text itself. */
function helpWith(pasted: string, said: ReturnType<typeof readSaid>): string {
  const { codes, meaning } = said ?? readPasted(pasted)
  const query = new URLSearchParams({
    ...(codes[0] !== undefined && { code: String(codes[0]) }),
    ...(codes[0] === undefined && meaning && { meaning }),
  })
  return `/help/microsoft-error?${query}`
}
