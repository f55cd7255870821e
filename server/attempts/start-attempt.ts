import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Db } from '#server/platform/database.ts'
import { deriveSecret, hashSecret, newReference, newSecret } from '#server/platform/secret.ts'
import { unfinishedKept } from '#server/policy/keeping.ts'
import { spanOf } from '#server/policy/time.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { attemptLifetime } from './attempts.ts'
import { sealStart } from './sealed-start.ts'
import { insertStartedAttempt } from './start-attempt.queries.ts'

/**
 * Refusals without a name that may come back to one network in that time. Starts are not counted, nor is anyone who is
 * named: a head office of thousands may sign in within a minute. What is counted is made by made-up answers.
 */
const vainPerNetwork = 300

/** Characters of an address to return to that are stored. */
const longestReturnTo = 1000

/** What is sent to Microsoft for an attempt. None of it is stored: see `secretsOf`. */
export type Started = { state: string; nonce: string; codeChallenge: string; path: string }

/**
 * The nonce and the PKCE verifier follow from two values: the state, which travels, and the browser's cookie, which
 * only the browser and we know. So nothing needs to be stored, and a copy of the table completes no sign-in. An answer
 * that arrives in another browser could not be redeemed even if every other check were missing.
 *
 * @see RFC 7636 section 4.1: a verifier has 43 to 128 characters; these have 43.
 */
export function secretsOf(state: string, browser: string): { nonce: string; codeVerifier: string } {
  const root = deriveSecret(browser, state)
  return { nonce: deriveSecret(root, 'nonce'), codeVerifier: deriveSecret(root, 'code_verifier') }
}

/**
 * Starts an attempt. If this browser already has one for the pop-up, the same attempt continues under a new state, and
 * anything the abandoned window still sends is too late.
 *
 * Where no page of ours led to it, nothing is stored: the attempt travels in the state (R34).
 *
 * @returns undefined if too many refusals have come back to its network.
 */
export async function startAttempt(
  db: Db,
  browser: string,
  wish: {
    path: string
    chainId: string | null
    returnTo: string
    popupId: string | null
    inPopup: boolean
    popupBlocked: boolean
    loginHint: string | null
    /** Whether a page of ours led here. */
    isOurs: boolean
  },
  client: Client,
  now: Date,
): Promise<Started | undefined> {
  const { isOurs, loginHint, ...start } = wish
  const state = isOurs ? newSecret() : sealStart(browser, { ...start, at: now.getTime() })
  const { nonce, codeVerifier } = secretsOf(state, browser)
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const started = { state, nonce, codeChallenge, path: wish.path }
  if (!isOurs) return started

  const hashes = { browserHash: hashSecret(browser), stateHash: hashSecret(state) }
  const attempt = {
    id: randomUUIDv7(),
    reference: newReference(),
    startedAt: now,
    ...hashes,
    ...start,
    returnTo: shortened(wish.returnTo),
    loginHint,
    ...client,
  }
  const keptUntil = new Date(now.getTime() + unfinishedKept)
  const bounds = { keptUntil, limit: vainLimit(now), alive: spanOf(attemptLifetime, now) }
  return (await insertStartedAttempt(db, attempt, bounds)) ? started : undefined
}

/** A page is found again without what was typed into its filters. */
export function shortened(returnTo: string): string {
  if (returnTo.length <= longestReturnTo) return returnTo
  const [pathname = '/'] = returnTo.split(/[?#]/)
  return pathname.length <= longestReturnTo ? pathname : '/'
}

export const vainLimit = (now: Date) => ({
  since: new Date(now.getTime() - attemptLifetime),
  most: vainPerNetwork,
})
