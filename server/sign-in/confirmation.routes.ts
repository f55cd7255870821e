import { type Context, Hono } from 'hono'
import type { Web } from '#server/platform/web.ts'
import type { Browser, SignInRouteDeps } from '#server/sessions/browser.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { findSession } from '#server/sessions/sessions.ts'
import type { RedirectVisit } from './callback-visit.ts'
import {
  askForConfirmation,
  type ConfirmationDeps,
  concludeConfirmation,
  excuseIfMicrosoftIsAway,
  readConfirmation,
} from './confirmation.ts'
import { confirmSessionPage } from './pages/confirm-session.page.ts'
import { refusedAddress } from './refused-address.ts'
import { safeReturnTo } from './return-to.ts'

type Deps = SignInRouteDeps & ConfirmationDeps

/** The one click that Microsoft wants of the person before it confirms their session (R37). */
export function confirmationRoutes(deps: Deps) {
  return new Hono<Web>()
    .get('/', async (c) => {
      const signedIn = await findSession(deps.db, deps.cookies.session.read(c), deps.now(), { isUse: false })
      const returnTo = safeReturnTo(c.req.query('return_to'))
      if (!signedIn || signedIn.confirmation === 'fresh') return c.redirect(returnTo, 303)
      const { pathname, search } = new URL(c.req.url)
      return c.html(
        confirmSessionPage(c.var.language, {
          loginId: signedIn.user.microsoftLink?.loginId,
          go: `/sign-in/microsoft/confirm/go?${new URLSearchParams({ return_to: returnTo })}`,
          address: new URL(pathname + search, deps.config.url),
        }),
      )
    })
    .get('/go', async (c) => {
      const signedIn = await findSession(deps.db, deps.cookies.session.read(c), deps.now(), { isUse: false })
      const returnTo = safeReturnTo(c.req.query('return_to'))
      return (
        (signedIn && (await leave(c, deps, signedIn, { returnTo, silent: false }))) ??
        c.redirect(returnTo, 303)
      )
    })
}

/**
 * Before a page of the console that a person opens (R37): if the confirmation of their session is due, the browser asks
 * Microsoft on the way, in silence, and comes back to the same address. What Microsoft does not answer holds up the next
 * quarter of an hour's first page only.
 *
 * @returns where to go instead of the page; undefined if the page can be shown.
 */
export async function leadToConfirmation(
  c: Context<Web>,
  deps: Deps,
  signedIn: SignedIn,
): Promise<Response | undefined> {
  if (signedIn.confirmation === 'fresh' || !isOpenedByPerson(c)) return undefined
  const { pathname, search } = new URL(c.req.url)
  const returnTo = safeReturnTo(pathname + search)
  // No one is sent to where everyone is stuck.
  if (deps.disturbance?.() && (await excuseIfMicrosoftIsAway(deps, signedIn))) return undefined
  if (!signedIn.isAskedInVain) {
    const left = await leave(c, deps, signedIn, { returnTo, silent: true })
    if (left) return left
  }
  if (signedIn.confirmation === 'due' || (await excuseIfMicrosoftIsAway(deps, signedIn))) return undefined
  return c.redirect(confirmAddress(returnTo), 303)
}

/**
 * Follows an answer of Microsoft's that is about a session.
 *
 * @returns undefined if the answer is about something else.
 */
export async function followConfirmation(
  c: Context<Web>,
  deps: Deps,
  answer: URLSearchParams,
  { state, isAmbiguous }: Extract<RedirectVisit, { kind: 'answer' }>,
): Promise<Response | undefined> {
  if (!state?.startsWith('c.')) return undefined
  const browser = browserOf(c, deps)
  const carried = readConfirmation(browser, state)
  // Another browser's, or altered: nothing was asked here, and the session of this browser is as it was.
  if (!carried) return c.redirect('/', 303)
  const outcome = await concludeConfirmation(deps, browser, answer, { state, isAmbiguous, carried })
  if (outcome.kind === 'out') {
    deps.cookies.session.clear(c)
    return c.redirect(refusedAddress(outcome.refused), 303)
  }
  return c.redirect(outcome.kind === 'interaction' ? confirmAddress(outcome.returnTo) : outcome.returnTo, 303)
}

async function leave(
  c: Context<Web>,
  deps: Deps,
  signedIn: SignedIn,
  how: { returnTo: string; silent: boolean },
): Promise<Response | undefined> {
  const asked = await askForConfirmation(deps, browserOf(c, deps), signedIn, how)
  if (!asked) return undefined
  deps.cookies.attempt.write(c, asked.attemptSecret)
  return c.redirect(asked.location, 303)
}

function confirmAddress(returnTo: string): string {
  return `/sign-in/microsoft/confirm?${new URLSearchParams({ return_to: returnTo })}`
}

function browserOf(c: Context<Web>, { cookies }: Deps): Browser {
  return {
    client: c.var.client,
    language: c.var.language,
    attemptSecret: cookies.attempt.read(c),
    sessionSecret: cookies.session.read(c),
    sharedDevice: cookies.sharedDevice.read(c),
  }
}

/**
 * Whether a window goes to the page. What a browser only prefetches, and what a page loads by itself, leads no one
 * anywhere. Browsers say what a request is for; older ones at least say that they want a page.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
function isOpenedByPerson(c: Context<Web>): boolean {
  if (/prefetch|prerender/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '')) return false
  const mode = c.req.header('sec-fetch-mode')
  return mode === undefined || (mode === 'navigate' && c.req.header('sec-fetch-dest') === 'document')
}
