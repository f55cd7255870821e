import { randomUUIDv7 } from 'node:crypto'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret, newReference } from '#server/platform/secret.ts'
import { unfinishedKept } from '#server/policy/keeping.ts'
import { isWithin, spanOf } from '#server/policy/time.ts'
import type { Client } from '#server/sessions/sessions.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { type Attempt, findAttemptByState, type OpenAttempt } from './attempts.queries.ts'
import { attemptLifetime } from './attempts.ts'
import { refuseAttempt } from './end-attempt.ts'
import { isSealedStart, openStart } from './sealed-start.ts'
import { vainLimit } from './start-attempt.ts'
import {
  claimAttempt,
  insertReturnedAttempt,
  type ReturnedAttempt,
  reopenForCustomers,
  reopenUnreturned,
} from './take-attempt.queries.ts'

/** The attempt that an answer is for, or why it cannot be taken, with the attempt that it names. */
export type Taken =
  | {
      attempt: OpenAttempt
      /**
       * Whether another code of this browser may be redeemed. It may not if too many refusals have come back to its
       * network, unless someone has signed in with this browser before.
       */
      mayRedeem: boolean
    }
  | {
      code: Refusal
      /** This browser's own, which has ended: a page that is only reloaded can be sent where it went the first time. */
      spent?: Attempt
      /** Another browser's. */
      elsewhere?: Attempt
    }

/**
 * Takes the attempt that a state belongs to, once: this also spends it.
 *
 * An answer that arrives in a browser other than the one that asked, or without its cookie, ends the attempt with that
 * cause (R17), and does not spend it: a scanner of links may have been there first. The reference on the screen is the
 * attempt's.
 */
export async function takeAttempt(
  db: Db,
  state: string | undefined,
  browser: string | undefined,
  client: Client,
  now: Date,
): Promise<Taken> {
  const browserHash = isSecret(browser) ? hashSecret(browser) : undefined
  if (isSealedStart(state)) {
    if (!isSecret(browser)) return { code: 'invalid_response' }
    const begun = await beginReturned(db, state, browser, client, now)
    if (begun !== 'spent') return begun
  } else if (!isSecret(state)) return { code: 'invalid_response' }
  else if (browserHash) {
    const alive = spanOf(attemptLifetime, now)
    const hashes = { stateHash: hashSecret(state), browserHash }
    const taken = await claimAttempt(db, hashes, now, alive, vainLimit(now))
    if (taken?.answeredElsewhereAt) await reopenForCustomers(db, taken.id)
    if (taken) return takenOf(taken)
  }

  const attempt = await findAttemptByState(db, hashSecret(state))
  if (!attempt?.browserHash) return { code: 'invalid_response' }
  // It was closed because nothing had come back, and now something has.
  const isOpen = await reopenUnreturned(db, attempt.id)
  if (!browserHash?.equals(attempt.browserHash)) {
    if (isOpen) {
      const seen = browserHash ? 'another browser' : 'a browser without the cookie of the sign-in'
      const check: Check = { name: 'browser', passed: false, expected: 'the browser that asked', seen }
      await refuseAttempt(db, attempt, 'invalid_response', { checks: [check], isElsewhere: true }, now)
    }
    return { code: 'invalid_response', elsewhere: attempt }
  }
  if (!isOpen) return { code: 'replayed', spent: attempt }
  await refuseAttempt(db, attempt, 'expired', {}, now)
  return { code: 'expired', spent: attempt }
}

/** The attempt of which nothing was kept begins here, with its answer; the state still opens once only. */
async function beginReturned(
  db: Db,
  state: string,
  browser: string,
  client: Client,
  now: Date,
): Promise<Taken | 'spent'> {
  const start = openStart(browser, state)
  if (!start) return { code: 'invalid_response' }
  const { at, ...wish } = start
  if (!isWithin(attemptLifetime, at, now)) return { code: 'expired' }
  const attempt = await insertReturnedAttempt(
    db,
    {
      id: randomUUIDv7(),
      reference: newReference(),
      startedAt: new Date(at),
      returnedAt: now,
      browserHash: hashSecret(browser),
      stateHash: hashSecret(state),
      ...wish,
      ...client,
    },
    new Date(now.getTime() + unfinishedKept),
    vainLimit(now),
  )
  return attempt ? takenOf(attempt) : 'spent'
}

function takenOf({ mayRedeem, answeredElsewhereAt: _, ...attempt }: ReturnedAttempt): Taken {
  return { attempt, mayRedeem }
}
