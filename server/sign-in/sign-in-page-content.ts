import type { Context } from 'hono'
import { type Attempt, findAttemptByReference } from '#server/attempts/attempts.queries.ts'
import { mayAskForHelp } from '#server/attempts/hints.ts'
import { explainAttempt } from '#server/attempts/microsofts-answer.ts'
import { wordsOfFault } from '#server/attempts/refusal-words.ts'
import { beginLeft, explainSaid, mayBeAsked } from '#server/attempts/returning.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { usualIdleMinutes } from '#server/policy/shared-device.ts'
import { isWithin } from '#server/policy/time.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { findDeviceOf } from '#server/sessions/shared-devices.ts'
import { storedSaid } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import { isRefusal, type Refusal, refusals } from '#shared/refusals.ts'
import type { SignInPage } from './pages/sign-in.page.ts'

/** What a page may show as a reference (contract). Anything else in the address is not shown. */
export const referenceShape = /^[A-Z0-9]{6,12}$/

export const chainShape = /^[0-9a-f-]{36}$/i

/** What a route needs that shows the sign-in page. */
export type SignInPageDeps = SignInRouteDeps & { disturbance?: (() => Disturbance | undefined) | undefined }

/** The name of the shared computer, if this browser is one. */
export async function sharedName(deps: SignInPageDeps, c: Context<Web>): Promise<string | undefined> {
  return (await findDeviceOf(deps.db, deps.cookies.sharedDevice, c))?.name
}

/** All that the page shows: what every route adds by itself, and `more`. */
export function pageOf(
  deps: SignInPageDeps,
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
    address: new URL(c.req.method === 'GET' ? pathname + search : '/sign-in', deps.config.url),
    chain: chain && chainShape.test(chain) ? chain : undefined,
    disturbed: deps.disturbance?.() !== undefined,
    ...more,
  }
}

/**
 * The refusal in the address, if it is one that a person may see; with their own account, if this is their browser.
 */
export async function refusedIn(deps: SignInPageDeps, c: Context<Web>): Promise<SignInPage['refused']> {
  const { refused: code = '', reference = '' } = c.req.query()
  return isRefusal(code) ? refusedBy(deps, c, code, reference) : undefined
}

/** A refusal as the page shows it: with what is known about the attempt, if it is this browser's own. */
export async function refusedBy(
  deps: SignInPageDeps,
  c: Context<Web>,
  code: Refusal,
  text: string,
): Promise<NonNullable<SignInPage['refused']>> {
  const { language } = c.var
  const reference = referenceShape.test(text) ? text : undefined
  const attempt = reference === undefined ? undefined : await ownAttempt(deps, c, reference)
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
    help: helpFor(deps, c, attempt),
  }
}

/** The attempt of this browser that has this reference. */
async function ownAttempt(
  deps: SignInPageDeps,
  c: Context<Web>,
  reference: string,
): Promise<Attempt | undefined> {
  const secret = deps.cookies.attempt.read(c)
  if (!isSecret(secret)) return undefined
  const attempt = await findAttemptByReference(deps.db, reference, hashSecret(secret))
  if (!attempt || (await sharedName(deps, c)) === undefined) return attempt
  // By then the next person may be there, who learns nothing of the one before (R38).
  const isTheirs = isWithin(usualIdleMinutes * 60_000, attempt.endedAt ?? attempt.startedAt, deps.now())
  return isTheirs ? attempt : undefined
}

/** The attempt of this browser that the person speaks of. What was kept nowhere so far begins with what they say. */
export async function askedAbout(
  deps: SignInPageDeps,
  c: Context<Web>,
  reference: string,
  isSaid: boolean,
): Promise<Attempt | undefined> {
  const attempt = referenceShape.test(reference)
    ? await ownAttempt(deps, c, reference)
    : isSaid
      ? await beginLeft(
          deps.db,
          deps.cookies.attempt.read(c),
          deps.cookies.left.read(c),
          c.var.client,
          deps.now(),
        )
      : undefined
  return attempt && mayBeAsked(attempt, deps.now()) ? attempt : undefined
}

/** What is offered depends only on this browser's own attempt, and on what that browser knows itself. */
function helpFor(deps: SignInPageDeps, c: Context<Web>, attempt: Attempt | undefined) {
  if (c.req.query('asked') !== undefined) return 'asked' as const
  return attempt && mayAskForHelp(attempt, deps.now()) ? { email: attempt.loginHint ?? '' } : undefined
}
