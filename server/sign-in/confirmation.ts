/**
 * Leavers (R37): a session that was opened through Microsoft is confirmed there while it is used. It makes no session,
 * and keeps nothing of the answer but when.
 *
 *   ask        a page that the person opens, or their click, leaves for Microsoft: in silence (`prompt=none`) or not
 *   conclude   Microsoft answered: it is this account still; or the person is needed; or they are out, and with them
 *              every session of theirs that Microsoft opened; or Microsoft could not say, and the session stays
 *
 * When it is due is `policy/confirmation.ts`. The state is sealed for this browser and names the session, and what it confirms
 * is the moment at which it left; no attempt is made, because no one wants to sign in.
 */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Refused } from '#server/attempts/attempts.ts'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { refuseWithoutAttempt } from '#server/attempts/end-attempt.ts'
import { openState, sealState } from '#server/attempts/sealed-state.ts'
import { secretsOf } from '#server/attempts/start-attempt.ts'
import { type AuditEvent, record } from '#server/audit/audit.ts'
import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import { networkOf } from '#server/platform/network.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { askedTogether, unconfirmedBy } from '#server/policy/confirmation.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { isWithin, spanOf } from '#server/policy/time.ts'
import type { Browser, SignInDeps } from '#server/sessions/browser.ts'
import { findConfirmed, setAsked, setConfirmed, setExcused } from '#server/sessions/confirmation.queries.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { endSessionsOfUser, findSession } from '#server/sessions/sessions.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

export type ConfirmationDeps = SignInDeps & {
  /** Whether sign-ins with Microsoft fail for everyone, as this instance last saw it. */
  disturbance?: (() => Disturbance | undefined) | undefined
}

/** What travels in the state. */
const shape = z.strictObject({ sessionId: z.guid(), at: z.number(), returnTo: z.string() })

type Carried = z.infer<typeof shape>

/** Characters of an address to return to that travel in a state. Beyond that, the page is found without its query. */
const longestReturnTo = 900

export type ConfirmationOutcome =
  /** Confirmed; or there was nothing left to confirm, and the page itself says what is next. */
  | { kind: 'go_on'; returnTo: string }
  /** The person is needed at Microsoft: one click. */
  | { kind: 'interaction'; returnTo: string }
  | { kind: 'out'; refused: Refused }

/**
 * Leaves for Microsoft to have the session of this browser confirmed.
 *
 * @param how `silent` if a page of the console was opened, and not if the person pressed the button.
 * @returns undefined if Microsoft has not opened the session, or it has ended.
 */
export async function askForConfirmation(
  { db, entra, now }: ConfirmationDeps,
  browser: Browser,
  { sessionId }: Pick<SignedIn, 'sessionId'>,
  { returnTo, silent }: { returnTo: string; silent: boolean },
): Promise<{ location: string; attemptSecret: string } | undefined> {
  const at = now()
  const session = await setAsked(db, sessionId, at, spanOf(askedTogether, at))
  if (!session) return undefined
  const attemptSecret = isSecret(browser.attemptSecret) ? browser.attemptSecret : newSecret()
  const carried: Carried = { sessionId, at: at.getTime(), returnTo: shortened(returnTo) }
  const state = sealState(attemptSecret, 'c', carried)
  const { nonce, codeVerifier } = secretsOf(state, attemptSecret)
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const location = entra.authorizeUrl({
    path: session.tenantId,
    state,
    nonce,
    codeChallenge,
    // Another account may be signed in at Microsoft beside this one.
    loginHint: session.loginId ?? undefined,
    ...(silent && { prompt: 'none' }),
  })
  return { location, attemptSecret }
}

/** What a state of this browser carries, if it is about a confirmation. */
export function readConfirmation(browser: Browser, state: string | undefined): Carried | undefined {
  if (state === undefined || !isSecret(browser.attemptSecret)) return undefined
  return shape.safeParse(openState(browser.attemptSecret, 'c', state)).data
}

/**
 * Microsoft answered a question about a session. What comes by the browser is not proved: an error in the address ends
 * nothing but this person's own sessions, and never lengthens one. Only a verified token confirms, and only what this
 * server hears itself excuses.
 *
 * @param answer the query of the redirect.
 * @param state as it was sent.
 */
export async function concludeConfirmation(
  deps: ConfirmationDeps,
  browser: Browser,
  answer: URLSearchParams,
  { state, isAmbiguous, carried }: { state: string; isAmbiguous: boolean; carried: Carried },
): Promise<ConfirmationOutcome> {
  const { db, entra, now, log } = deps
  const { sessionId, returnTo } = carried
  const askedAt = new Date(carried.at)
  const signedIn = await findSession(db, browser.sessionSecret, now(), { isUse: false })
  const session = signedIn?.sessionId === sessionId ? await findConfirmed(db, sessionId) : undefined
  // Signed out meanwhile, someone else by now, too late, or confirmed since.
  if (!session || session.confirmedAt >= askedAt || !isWithin(attemptLifetime, askedAt, now()))
    return { kind: 'go_on', returnTo }
  const { tenantId, objectId } = session
  if (tenantId === null || objectId === null) throw new Error('Microsoft has not opened this session')

  const refusedBy = async (refusal: Refusal, microsoft: MicrosoftAnswer | undefined, checks?: Check[]) => {
    const unconfirmed = unconfirmedBy(microsoft ?? {})
    if (unconfirmed === 'gone') {
      await endAllOf(deps, browser, session)
      const account = { tenantId, objectId, loginId: signedIn?.user.microsoftLink?.loginId ?? null }
      const findings = { userId: session.userId, account, microsoft, checks }
      const browserHash = isSecret(browser.attemptSecret) ? hashSecret(browser.attemptSecret) : null
      const more = { returnTo, findings, browserHash }
      return {
        kind: 'out' as const,
        refused: await refuseWithoutAttempt(db, refusal, browser.client, now(), more),
      }
    }
    const isTheirs = refusal === 'microsoft_unreachable' || refusal === 'throttled' || unconfirmed === 'busy'
    if (isTheirs && (await isMicrosoftAway(deps, tenantId))) return excused(deps, session, returnTo)
    return { kind: 'interaction' as const, returnTo }
  }

  if (isAmbiguous) return { kind: 'interaction', returnTo }
  if (answer.has('error')) {
    const { refusal, microsoft } = entra.readError(answer)
    return refusedBy(refusal, microsoft)
  }
  const code = answer.get('code')
  if (!code) return { kind: 'interaction', returnTo }
  const by = { browser: browser.attemptSecret ?? '', network: networkOf(browser.client.ip) }
  const secrets = secretsOf(state, browser.attemptSecret ?? '')
  const redeemed = await entra.redeem({ path: tenantId, code, ...secrets, by })
  if (!redeemed.ok) {
    const { refusal, microsoft, checks, outage, cause } = redeemed
    log.warn({ refusal, err: cause }, 'Microsoft did not confirm a session')
    if (outage) return excused(deps, session, returnTo)
    return refusedBy(refusal, microsoft, checks)
  }
  // Another account answers in this browser: it neither confirms this session nor takes its place.
  if (!(await setConfirmed(db, { sessionId, askedAt }, redeemed.account)))
    return { kind: 'interaction', returnTo }
  return { kind: 'go_on', returnTo }
}

/** Microsoft could not be asked, as this server found out itself: the session stays as it is, and the record says so. */
async function excused(
  { db, now }: ConfirmationDeps,
  { id: sessionId, userId, customerId }: { id: string; userId: string; customerId: string },
  returnTo: string,
): Promise<ConfirmationOutcome> {
  await db.transaction().execute(async (trx) => {
    if (!(await setExcused(trx, sessionId, now()))) return
    const event: AuditEvent = { customerId, action: 'session.unconfirmed', detail: { userId, sessionId } }
    await record(trx, { kind: 'operator' }, now(), event)
  })
  return { kind: 'go_on', returnTo }
}

/**
 * Excuses a session that Microsoft was asked about in vain, if Microsoft is what is missing. Called where the person
 * would otherwise be sent there once more.
 */
export async function excuseIfMicrosoftIsAway(
  deps: ConfirmationDeps,
  { sessionId, user, customer }: Pick<SignedIn, 'sessionId' | 'user' | 'customer'>,
): Promise<boolean> {
  const tenantId = user.microsoftLink?.tenantId
  if (tenantId === undefined || !(await isMicrosoftAway(deps, tenantId))) return false
  await excused(deps, { id: sessionId, userId: user.id, customerId: customer.id }, '/')
  return true
}

/** Ends every session of a person that Microsoft opened. */
async function endAllOf(
  { db, now }: ConfirmationDeps,
  { client }: Browser,
  { userId }: { userId: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    const actor = { kind: 'user' as const, userId, ...client }
    await endSessionsOfUser(trx, userId, { door: 'microsoft' }, 'refused_by_microsoft', actor, now())
  })
}

/** Milliseconds for which an answer about Microsoft itself counts, so that many who wait ask once. */
const kept = 30_000

const answers = new WeakMap<SignInDeps['entra'], Map<string, { at: number; away: Promise<boolean> }>>()

/** Whether Microsoft does not answer this server, about the tenant of the person; or fails for everyone. */
function isMicrosoftAway(
  { entra, disturbance, now }: ConfirmationDeps,
  tenantId: string,
): Promise<boolean> | boolean {
  if (disturbance?.()) return true
  const known = answers.get(entra) ?? new Map()
  answers.set(entra, known)
  const last = known.get(tenantId)
  const at = now().getTime()
  if (last && Math.abs(at - last.at) < kept) return last.away
  const away = entra
    .findTenant(tenantId)
    .then((found) => !found.found && found.reason === 'microsoft_unreachable')
  // The oldest is of no use to anyone by then.
  if (known.size >= 1000) known.clear()
  known.set(tenantId, { at, away })
  return away
}

function shortened(returnTo: string): string {
  if (returnTo.length <= longestReturnTo) return returnTo
  const [pathname = '/'] = returnTo.split(/[?#]/)
  return pathname.length <= longestReturnTo ? pathname : '/'
}
