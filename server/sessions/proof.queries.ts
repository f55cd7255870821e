import { type Insertable, sql } from 'kysely'
import type { SessionProof } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { standingAt } from '#server/policy/roll-out.ts'
import { standingColumns, standingTables, type UserStanding } from './standings.queries.ts'

/** When the person of a session last proved who they are; undefined if the session has ended. */
export function findProof(db: Db | Trx, sessionId: string) {
  return db.selectFrom('session').select('provedAt').where('id', '=', sessionId).executeTakeFirst()
}

/** Gives a session another secret, and notes when its person proved who they are. @returns whether it is open. */
export async function setProved(
  trx: Trx,
  sessionId: string,
  { secretHash, provedAt }: { secretHash: Buffer; provedAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ secretHash, provedAt })
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What a user could prove themselves with. */
export type Means = UserStanding & {
  hasPassword: boolean
  hasSecondFactor: boolean
  /** Whether they have an authenticator app, or a recovery code left. */
  hasCodes: boolean
  isOnSharedComputer: boolean
  /** Of the account they are linked with. */
  linkedTenantId: string | null
}

/** @param prover.sessionId the session of the person; a program has none. */
export async function findMeans(
  db: Db | Trx,
  { userId, sessionId }: { userId: string; sessionId: string | undefined },
  now: Date,
): Promise<Means | undefined> {
  const { rows } = await sql<Means>`
    select user_account.id as user_id, user_account.customer_id, user_account.enabled, ${sql.raw(standingColumns)},
      user_account.password_hash is not null as has_password,
      (
        exists (select from authenticator_app where user_id = ${userId})
        or exists (select from passkey where user_id = ${userId})
      ) as has_second_factor,
      (
        exists (select from authenticator_app where user_id = ${userId})
        or exists (select from recovery_code where user_id = ${userId})
      ) as has_codes,
      exists (
        select from session where id = ${sessionId ?? null}::uuid and device_id is not null
      ) as is_on_shared_computer,
      (
        select tenant_id from microsoft_link
        where microsoft_link.user_id = user_account.id and ended_at is null
        order by last_used_at desc limit 1
      ) as linked_tenant_id
    from user_account ${sql.raw(standingTables)}
    where user_account.id = ${userId}`.execute(db)
  return rows[0] && standingAt(rows[0], now)
}

/** Stores what a passkey has to sign. A newer challenge replaces the one before. */
export async function setProofChallenge(
  db: Db,
  sessionId: string,
  challenge: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ proofChallenge: challenge, proofChallengedAt: now })
    .where('id', '=', sessionId)
    .execute()
}

/** Clears the challenge of a session, and returns it. */
export async function takeProofChallenge(
  db: Db,
  sessionId: string,
): Promise<{ challenge: string; challengedAt: Date } | undefined> {
  const { rows } = await sql<{ challenge: string; challengedAt: Date }>`
    update session set proof_challenge = null, proof_challenged_at = null
    from (select * from session where id = ${sessionId} for update) as before
    where session.id = before.id and before.proof_challenge is not null
    returning before.proof_challenge as challenge, before.proof_challenged_at as challenged_at`.execute(db)
  return rows[0]
}

export async function insertProofAttempt(
  trx: Trx,
  proof: Omit<Insertable<SessionProof>, 'attemptPurpose'>,
): Promise<void> {
  await trx.insertInto('sessionProof').values(proof).execute()
}

/** The session that an attempt is to renew; undefined if it has ended. */
export async function findSessionOfProof(db: Db, attemptId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('sessionProof')
    .select('sessionId')
    .where('attemptId', '=', attemptId)
    .executeTakeFirst()
  return found?.sessionId
}

/** How often a session has left for Microsoft lately. */
export async function countProofAttempts(db: Db, sessionId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('sessionProof')
    .innerJoin('signInAttempt', 'signInAttempt.id', 'sessionProof.attemptId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sessionProof.sessionId', '=', sessionId)
    .where('signInAttempt.startedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
