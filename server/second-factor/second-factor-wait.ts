import { createHash } from 'node:crypto'
import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { isWithin, spanOf } from '#server/policy/time.ts'
import type { UserStanding } from '#server/sessions/standings.queries.ts'
import {
  clearChallenge,
  deleteWaitsStartedBefore,
  findWaitByHash,
  insertWait,
  type Wait,
} from './second-factor-wait.queries.ts'

/** Milliseconds after the password in which the second factor may come, and how long a passkey may take to answer. */
export const waitLifetime = 10 * 60 * 1000
const challengeLifetime = 5 * 60 * 1000

/** @returns the secret for the cookie, which is stored nowhere. */
export async function beginWait(
  trx: Trx,
  of: { attempt: { id: string }; standing: UserStanding; passwordHash: string },
  now: Date,
): Promise<string> {
  const secret = newSecret()
  const { userId, customerId } = of.standing
  await insertWait(trx, {
    secretHash: hashSecret(secret),
    attemptId: of.attempt.id,
    customerId,
    userId,
    passwordDigest: createHash('sha256').update(of.passwordHash).digest(),
    startedAt: now,
  })
  return secret
}

/** The wait of this cookie, if it has not expired. */
export async function findWait(
  db: Db | Trx,
  secret: string | undefined,
  now: Date,
): Promise<Wait | undefined> {
  if (!isSecret(secret)) return undefined
  return findWaitByHash(db, hashSecret(secret), spanOf(waitLifetime, now))
}

/** Takes the challenge, whatever the answer is: it is valid for one. */
export async function takeChallenge(db: Db, wait: Wait, now: Date): Promise<string | undefined> {
  const taken = await clearChallenge(db, wait)
  const isInTime = taken && isWithin(challengeLifetime, taken.challengedAt, now)
  return isInTime ? taken.challenge : undefined
}

/** Deletes waits that have expired. */
export function deleteEndedWaits(db: Db, now: Date): Promise<void> {
  return deleteWaitsStartedBefore(db, new Date(now.getTime() - waitLifetime))
}
