import { type Insertable, sql } from 'kysely'
import type { SecondFactorWait } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/** A browser that has sent the right password and still has to send its user's second factor. */
export type Wait = {
  secretHash: Buffer
  attemptId: string
  reference: string
  returnTo: string
  customerId: string
  userId: string
  username: string
  /** The secret of an authenticator app that is being set up on the way; null if none is. */
  sealedSecret: Buffer | null
  /** Whether the current password is still the one that was sent. */
  isPasswordUnchanged: boolean
}

export async function insertWait(trx: Trx, wait: Insertable<SecondFactorWait>): Promise<void> {
  await trx.insertInto('secondFactorWait').values(wait).execute()
}

/** A wait that started in this span, and whose attempt has not ended. */
export async function findWaitByHash(
  db: Db | Trx,
  secretHash: Buffer,
  started: Span,
): Promise<Wait | undefined> {
  const { rows } = await sql<Wait>`
    select wait.secret_hash, wait.attempt_id, attempt.reference, attempt.return_to, wait.customer_id, wait.user_id,
      user_account.username, wait.sealed_secret,
      wait.password_digest = sha256(convert_to(coalesce(user_account.password_hash, ''), 'UTF8')) as is_password_unchanged
    from second_factor_wait as wait
      join sign_in_attempt as attempt on attempt.id = wait.attempt_id
      join user_account on user_account.id = wait.user_id
    where wait.secret_hash = ${secretHash} and wait.started_at > ${started.since} and wait.started_at <= ${started.until}
      and attempt.outcome = 'pending'`.execute(db)
  return rows[0]
}

/** Uses up a wait. @returns whether it was there; of many at once, exactly one gets true. */
export async function takeWait(trx: Db | Trx, { secretHash }: Wait): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('secondFactorWait')
    .where('secretHash', '=', secretHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Stores what a passkey has to sign. A newer challenge replaces the one before. */
export async function setChallenge(
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

/**
 * Stores the secret of an app that a person sets up on the way. The first one stays, so that a page read again shows
 * the same.
 */
export async function setWaitSecret(db: Db, { secretHash }: Wait, sealedSecret: Buffer): Promise<void> {
  await db
    .updateTable('secondFactorWait')
    .set({ sealedSecret })
    .where('secretHash', '=', secretHash)
    .where('sealedSecret', 'is', null)
    .execute()
}

/** Clears the challenge of a wait, and returns it. */
export async function clearChallenge(
  db: Db,
  { secretHash }: Wait,
): Promise<{ challenge: string; challengedAt: Date } | undefined> {
  const { rows } = await sql<{ challenge: string; challengedAt: Date }>`
    update second_factor_wait as wait set challenge = null, challenged_at = null
    from (select * from second_factor_wait where secret_hash = ${secretHash} for update) as before
    where wait.secret_hash = before.secret_hash and before.challenge is not null
    returning before.challenge, before.challenged_at`.execute(db)
  return rows[0]
}

export async function deleteWaitsStartedBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('secondFactorWait').where('startedAt', '<', before).execute()
}
