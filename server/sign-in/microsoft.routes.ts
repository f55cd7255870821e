import { type Context, Hono } from 'hono'
import { type Attempt, findAttemptByPopup } from '#server/attempts/attempts.queries.ts'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { listCustomersOfChoice } from '#server/attempts/choice.queries.ts'
import { closeAbandoned } from '#server/attempts/close-attempts.ts'
import { refuseAttempt, refusedOf } from '#server/attempts/end-attempt.ts'
import { openTest } from '#server/connection/connection-test.ts'
import { findChainTenant, findLocation } from '#server/locations/locations.queries.ts'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import { isWithin } from '#server/policy/time.ts'
import type { Browser, SignInRouteDeps } from '#server/sessions/browser.ts'
import { findSession } from '#server/sessions/sessions.ts'
import { findDeviceOf } from '#server/sessions/shared-devices.ts'
import { isRefusal, type Refusal, refusals } from '#shared/refusals.ts'
import { isGuid } from '#shared/shapes.ts'
import { redirectVisitOf } from './callback-visit.ts'
import { confirmationRoutes, followConfirmation } from './confirmation.routes.ts'
import type { ConfirmationDeps } from './confirmation.ts'
import { startMicrosoftProof } from './fresh-proof.ts'
import {
  chooseCustomer,
  findChoice,
  finishMicrosoftSignIn,
  type Outcome,
  startMicrosoftSignIn,
} from './microsoft.ts'
import { choosePage } from './pages/choose.page.ts'
import { confirmStartPage } from './pages/confirm-start.page.ts'
import { consentVisitPage } from './pages/consent-visit.page.ts'
import { landingPage } from './pages/landing.page.ts'
import { refusedAddress } from './refused-address.ts'
import { rememberDevice } from './remember-device.ts'
import { safeReturnTo } from './return-to.ts'

/** The Microsoft door over HTTP: start, callback, the choice among customers, and what a waiting page asks. */
export function microsoftRoutes(deps: SignInRouteDeps & ConfirmationDeps) {
  const { cookies } = deps
  return new Hono<Web>()
    .use(async (c, next) => {
      // A browser that only prefetches must not start a sign-in, and above all not finish one.
      if (c.req.method === 'HEAD') throw new Problem('method_not_allowed', 'Use GET.')
      if (/prefetch|prerender/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? ''))
        return c.body(null, 204)
      refuseUnlessNavigation(c)
      // Microsoft's pages cut every tie between windows anyway. A policy of our own in the pop-up would cut it twice.
      c.header('Cross-Origin-Opener-Policy', 'unsafe-none')
      await next()
    })

    .get('/', async (c) => {
      const query = c.req.query()
      const chainId = guidIn(query.chain)
      const chain = chainId === null ? undefined : await findChainTenant(deps.db, chainId)
      // No one of ours led there, and the person may not know where they are being taken (R11).
      if (chain && chainId && !isLedByUs(c, deps.config.url)) {
        const name = (await findLocation(deps.db, chainId))?.name ?? ''
        const address = `/sign-in/microsoft?${new URLSearchParams({ ...query, chain: chainId })}`
        return c.html(confirmStartPage(c.var.language, { name, address }))
      }
      return start(c, query)
    })

    .get('/test', async (c) => {
      const testId = guidIn(c.req.query('test'))
      const inPopup = c.req.query('display') === 'popup'
      const opened = testId ? await openTest(deps, browserOf(c), { testId, inPopup }) : undefined
      if (!opened) throw new Problem('not_found', 'There is no such test of the connection, or it is over.')
      cookies.attempt.write(c, opened.attemptSecret)
      return c.redirect(opened.location, 303)
    })

    .get('/proof', async (c) => {
      const inPopup = c.req.query('display') === 'popup'
      const popupId = guidIn(c.req.query('popup'))
      const started = await startMicrosoftProof(deps, browserOf(c), { popupId, inPopup })
      if (!started) throw new Problem('not_found', 'No one signed in here can prove it this way.')
      cookies.attempt.write(c, started.attemptSecret)
      return c.redirect(started.location, 303)
    })

    .get('/callback', async (c) => {
      const answer = new URL(c.req.url).searchParams
      const visit = redirectVisitOf(answer)
      if (visit.kind === 'nothing') return c.redirect('/sign-in', 303)
      if (visit.kind === 'consent') {
        const refusal = visit.granted ? undefined : deps.entra.readError(answer).refusal
        return c.html(consentVisitPage(c.var.language, { refusal }))
      }
      const confirmed = await followConfirmation(c, deps, answer, visit)
      return confirmed ?? follow(c, await finishMicrosoftSignIn(deps, browserOf(c), answer, visit))
    })

    .route('/confirm', confirmationRoutes(deps))

    .get('/choose', async (c) => {
      const attemptId = guidIn(c.req.query('attempt'))
      const choice = attemptId ? await findChoice(deps, browserOf(c), attemptId) : undefined
      if (!choice) return c.redirect(refusedAddress({ code: 'expired', returnTo: '/', chainId: null }), 303)
      const customers = await listCustomersOfChoice(deps.db, choice.choices ?? [])
      const current = await findSession(deps.db, cookies.session.read(c), deps.now())
      return c.html(
        choosePage(c.var.language, {
          attemptId: choice.id,
          loginId: choice.loginId,
          customers,
          endsSessionAt: current?.customer.name,
        }),
      )
    })

    .post('/choose', async (c) => {
      const form = await readForm(c)
      const [attemptId, customerId] = [guidIn(form.attempt), guidIn(form.customer)]
      if (!attemptId || !customerId) throw new Problem('invalid_request', 'Choose one of the customers.')
      return follow(c, await chooseCustomer(deps, browserOf(c), attemptId, customerId))
    })

    .get('/done', async (c) => {
      const popupId = guidIn(c.req.query('popup'))
      const attempt = popupId ? await attemptOfPopup(c, popupId) : undefined
      if (!popupId || !attempt) return c.redirect('/sign-in', 303)
      const location = locationOf(attempt) ?? '/sign-in'
      return c.html(
        landingPage(c.var.language, {
          popupId,
          kind: endOf(attempt),
          location,
        }),
      )
    })

    .get('/status', async (c) => {
      const popupId = guidIn(c.req.query('popup'))
      let attempt = popupId ? await attemptOfPopup(c, popupId) : undefined
      const isOver = attempt && !isWithin(attemptLifetime, attempt.startedAt, deps.now())
      if (popupId && attempt?.outcome === 'pending' && isOver) {
        await closeAbandoned(deps.db, attempt, deps.now())
        attempt = await attemptOfPopup(c, popupId)
      }
      return c.json({ location: (attempt && locationOf(attempt)) ?? null })
    })

    .post('/cancel', async (c) => {
      const popupId = guidIn((await readForm(c)).popup)
      const attempt = popupId ? await attemptOfPopup(c, popupId) : undefined
      // A pop-up that only opened has no attempt, so there is nothing to end.
      if (!popupId || !attempt) return c.json({ location: null })
      if (attempt.outcome === 'pending') await refuseAttempt(deps.db, attempt, 'popup_closed', {}, deps.now())
      const ended = await attemptOfPopup(c, popupId)
      return c.json({ location: (ended && locationOf(ended)) ?? null })
    })

  async function start(c: Context<Web>, query: Record<string, string>) {
    const returnTo = safeReturnTo(query.return_to)
    const chainId = guidIn(query.chain)
    const popupId = guidIn(query.popup)
    const inPopup = query.display === 'popup'
    const started = await startMicrosoftSignIn(deps, browserOf(c), {
      returnTo,
      chainId,
      loginHint: query.login_hint?.slice(0, 320) || undefined,
      // After a sign-out, and on a shared computer, Microsoft would otherwise sign in the same person again without a
      // question (R7, R38).
      selectAccount:
        query.prompt === 'select_account' ||
        cookies.signedOut.read(c) !== undefined ||
        (await findDeviceOf(deps.db, cookies.sharedDevice, c)) !== undefined,
      popupId,
      inPopup,
      popupBlocked: query.blocked !== undefined && !inPopup,
      isOurs: isFromOurPage(c, deps.config.url),
    })
    if ('code' in started) {
      const location = refusedAddress({ code: started.code, returnTo, chainId })
      if (!popupId || !inPopup) return c.redirect(location, 303)
      // No attempt was made, so the page that waits could ask for none: the pop-up has to tell it.
      return c.html(landingPage(c.var.language, { popupId, kind: 'refused', location, isUnknown: true }), 429)
    }
    cookies.attempt.write(c, started.attemptSecret)
    // A browser keeps no cookie that is much longer.
    if (started.state.length < 3000) cookies.left.write(c, started.state)
    return c.redirect(started.location, 303)
  }

  function browserOf(c: Context<Web>): Browser {
    return {
      client: c.var.client,
      language: c.var.language,
      attemptSecret: cookies.attempt.read(c),
      sessionSecret: cookies.session.read(c),
      sharedDevice: cookies.sharedDevice.read(c),
    }
  }

  async function attemptOfPopup(c: Context<Web>, popupId: string): Promise<Attempt | undefined> {
    const secret = cookies.attempt.read(c)
    return isSecret(secret) ? findAttemptByPopup(deps.db, popupId, hashSecret(secret)) : undefined
  }

  /** Sends the browser where the outcome leads: at once, so that code and state do not stay in its address bar. */
  async function follow(c: Context<Web>, outcome: Outcome) {
    if (outcome.kind === 'proved') cookies.session.write(c, outcome.sessionSecret)
    if (outcome.kind === 'signed_in') {
      cookies.session.write(c, outcome.sessionSecret)
      const isOwn = await rememberDevice(deps, cookies, c, outcome.userId)
      if (isOwn) cookies.lastSignIn.write(c, outcome.attempt.id)
      cookies.signedOut.clear(c)
    }
    // It has its answer, so there is nothing left to ask about it (R17).
    if (outcome.attempt?.purpose === 'sign_in') cookies.left.clear(c)
    if (outcome.kind === 'choose')
      return c.redirect(`/sign-in/microsoft/choose?attempt=${outcome.attempt.id}`, 303)
    const { attempt } = outcome
    if (attempt?.inPopup) return c.redirect(`/sign-in/microsoft/done?popup=${attempt.popupId}`, 303)
    if (attempt?.purpose === 'proof')
      return c.redirect(
        proofAddress(attempt, outcome.kind === 'refused' ? outcome.refused.code : undefined),
        303,
      )
    return c.redirect(
      outcome.kind === 'refused' && attempt?.purpose !== 'test'
        ? refusedAddress(outcome.refused)
        : (attempt?.returnTo ?? '/'),
      303,
    )
  }
}

/**
 * Only a window that goes there starts or ends a sign-in. An image or a frame on someone's page is not a person, and
 * could use up the attempts that one network may make. Browsers say what a request is for; a client that does not say
 * is not a browser.
 *
 * @throws {Problem} `cross_origin`
 * @see https://www.w3.org/TR/fetch-metadata/
 */
function refuseUnlessNavigation(c: Context<Web>) {
  if (/\/(?:status|cancel)$/.test(c.req.path) || c.req.header('sec-fetch-site') === undefined) return
  const isNavigation =
    c.req.header('sec-fetch-mode') === 'navigate' && c.req.header('sec-fetch-dest') === 'document'
  if (!isNavigation)
    throw new Problem('cross_origin', 'A sign-in is started and ended in a window of its own.')
}

/** Whether a page of ours led here, or the person themselves: by a bookmark, or by typing. */
function isLedByUs(c: Context<Web>, url: string): boolean {
  return c.req.header('sec-fetch-site') === 'none' || isFromOurPage(c, url)
}

/**
 * Whether a page of ours led here. Older browsers do not say where a request comes from; our pages send them the
 * referrer. Programs can claim it, which is why what they begin is bounded as well (policy/keeping).
 */
function isFromOurPage(c: Context<Web>, url: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  return [c.req.header('referer'), c.req.header('origin')].some(
    (from) => from !== undefined && URL.canParse(from) && new URL(from).origin === new URL(url).origin,
  )
}

/** Where an ended attempt leads; undefined while it is pending. A test leads to its report, whatever that says. */
function locationOf(attempt: Attempt): string | undefined {
  if (attempt.purpose === 'test') return attempt.outcome === 'pending' ? undefined : attempt.returnTo
  if (attempt.purpose === 'proof' && attempt.outcome !== 'pending')
    return proofAddress(attempt, isRefusal(attempt.code ?? '') ? (attempt.code as Refusal) : undefined)
  if (attempt.outcome === 'succeeded') return attempt.returnTo
  return attempt.code && isRefusal(attempt.code)
    ? refusedAddress(refusedOf(attempt, attempt.code))
    : undefined
}

/** Where a proof ends (R33). What it says is for the page that asked, which asks the server whether it is true. */
function proofAddress({ returnTo }: Pick<Attempt, 'returnTo'>, refusal: Refusal | undefined): string {
  return `${returnTo}?${new URLSearchParams({ proof: refusal ? refusals[refusal].told : 'given' })}`
}

/** What the landing page of a pop-up says. */
function endOf({ purpose, outcome }: Attempt) {
  if (purpose === 'test') return 'tested'
  if (purpose === 'proof') return outcome === 'succeeded' ? 'proved' : 'not_proved'
  return outcome === 'succeeded' ? 'signed_in' : 'refused'
}

function guidIn(text: unknown): string | null {
  const lower = typeof text === 'string' ? text.toLowerCase() : ''
  return isGuid(lower) ? lower : null
}
