import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import type { UserStanding } from '#server/sessions/standings.queries.ts'

/** How long after the password the second factor may come, and how long a passkey may take to answer. In milliseconds. */
export const waitLifetime = 10 * 60 * 1000
const challengeLifetime = 5 * 60 * 1000

/** A browser that has given the right password, and whose user's second factor is still to come. */
export type Wait = {
  secretHash: Buffer
  attemptId: string
  reference: string
  returnTo: string
  customerId: string
  userId: string
  usernameFolded: string
  /** The password as it is now is still the one that was given. */
  isPasswordUnchanged: boolean
}

/** @returns the secret for the cookie, which is kept nowhere. */
export async function beginWait(
  trx: Trx,
  of: { attempt: { id: string }; standing: UserStanding; passwordHash: string },
  now: Date,
): Promise<string> {
  const secret = newSecret()
  const { userId, customerId } = of.standing
  await trx
    .insertInto('secondFactorWait')
    .values({
      secretHash: hashSecret(secret),
      attemptId: of.attempt.id,
      customerId,
      userId,
      passwordDigest: createHash('sha256').update(of.passwordHash).digest(),
      startedAt: now,
    })
    .execute()
  return secret
}

/** The wait of this cookie, if it is in time. */
export async function findWait(
  db: Db | Trx,
  secret: string | undefined,
  now: Date,
): Promise<Wait | undefined> {
  if (!isSecret(secret)) return undefined
  const { rows } = await sql<Wait>`
    select wait.secret_hash, wait.attempt_id, attempt.reference, attempt.return_to, wait.customer_id, wait.user_id,
      user_account.username_folded,
      wait.password_digest = sha256(convert_to(coalesce(user_account.password_hash, ''), 'UTF8')) as is_password_unchanged
    from second_factor_wait as wait
      join sign_in_attempt as attempt on attempt.id = wait.attempt_id
      join user_account on user_account.id = wait.user_id
    where wait.secret_hash = ${hashSecret(secret)} and wait.started_at > ${new Date(now.getTime() - waitLifetime)}
      and attempt.outcome = 'pending'`.execute(db)
  return rows[0]
}

/** Uses a wait up; of many at once exactly one is told that it was there. */
export async function takeWait(trx: Db | Trx, { secretHash }: Wait): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('secondFactorWait')
    .where('secretHash', '=', secretHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Keeps what a passkey must sign; a newer challenge ends the one before. */
export async function keepChallenge(
  db: Db,
  { secretHash }: Wait,
  challenge: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('secondFactorWait')
    .set({ challenge, challengedAt: now })
    .where('secretHash', '=', secretHash)
    .execute()
}

/** Takes the challenge, whatever becomes of the answer: it is good for one. */
export async function takeChallenge(db: Db, { secretHash }: Wait, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ challenge: string; challengedAt: Date }>`
    update second_factor_wait as wait set challenge = null, challenged_at = null
    from (select * from second_factor_wait where secret_hash = ${secretHash} for update) as before
    where wait.secret_hash = before.secret_hash and before.challenge is not null
    returning before.challenge, before.challenged_at`.execute(db)
  const [taken] = rows
  const isInTime = taken && taken.challengedAt.getTime() > now.getTime() - challengeLifetime
  return isInTime ? taken.challenge : undefined
}

/** Removes waits that time has ended; they led to nothing any more. */
export async function deleteEndedWaits(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - waitLifetime)
  await db.deleteFrom('secondFactorWait').where('startedAt', '<', before).execute()
}
