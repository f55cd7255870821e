import { type Insertable, sql } from 'kysely'
import type { AttemptQuestion } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { spanOf } from '#server/policy/time.ts'

/** An attempt that names no one, as far as the question needs it. */
export type UnnamedAttempt = {
  id: string
  reference: string
  startedAt: Date
  outcome: string
  userAgent: string
}

/**
 * The attempt with this reference, if it names no one and may therefore be asked about by this customer: nothing of it
 * says whose it is, and no other customer reads it.
 */
export async function findUnnamed(
  db: Db | Trx,
  customerId: string,
  by: { reference: string } | { id: string },
  since: Date,
): Promise<UnnamedAttempt | undefined> {
  const which = 'reference' in by ? sql`reference = ${by.reference}` : sql`id = ${by.id}`
  const { rows } = await sql<UnnamedAttempt>`
    select id, reference, started_at, outcome, user_agent from sign_in_attempt as attempt
    where ${which} and door = 'microsoft' and purpose = 'sign_in' and outcome <> 'succeeded' and started_at > ${since}
      and choices is null and names_nobody(attempt)
      and not exists (
        select from sign_in_attempt_customer as other
        where other.attempt_id = attempt.id and other.customer_id <> ${customerId}
      )`.execute(db)
  return rows[0]
}

/** How many questions of a customer were asked since a moment. */
export async function countQuestions(trx: Trx, customerId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from attempt_question
    where customer_id = ${customerId} and created_at > ${since}`.execute(trx)
  return rows[0]?.count ?? 0
}

/**
 * Asks; the same question to the same user replaces the one before, whose link works no more. The attempt is kept for as
 * long as it can be answered, and a little longer.
 */
export async function putQuestion(
  trx: Trx,
  question: Insertable<AttemptQuestion>,
  keptUntil: Date,
): Promise<void> {
  await keepAttempt(trx, question.attemptId, keptUntil)
  await trx
    .deleteFrom('attemptQuestion')
    .where('attemptId', '=', question.attemptId)
    .where('userId', '=', question.userId)
    .execute()
  await trx.insertInto('attemptQuestion').values(question).execute()
}

export type Question = { id: string; customerId: string; userId: string; attemptId: string }

export async function findQuestion(
  db: Db | Trx,
  secretHash: Buffer,
  now: Date,
): Promise<Question | undefined> {
  return db
    .selectFrom('attemptQuestion')
    .select(['id', 'customerId', 'userId', 'attemptId'])
    .where('secretHash', '=', secretHash)
    .where('expiresAt', '>', now)
    .where('createdAt', '<=', spanOf(0, now).until)
    .executeTakeFirst()
}

/** Whether a question can still be answered. */
export async function isOpenQuestion(db: Db, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`select from attempt_question where id = ${id} and expires_at > ${now}`.execute(
    db,
  )
  return rows.length > 0
}

/** Uses up a question. Of many answers at once, exactly one gets true. */
export async function takeQuestion(trx: Trx, id: string): Promise<boolean> {
  const taken = await trx.deleteFrom('attemptQuestion').where('id', '=', id).executeTakeFirst()
  return taken.numDeletedRows > 0n
}

export async function deleteExpiredQuestions(db: Db, now: Date): Promise<void> {
  // A day longer than they work, so that a customer's questions of the day are counted.
  const before = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  await db.deleteFrom('attemptQuestion').where('expiresAt', '<', before).execute()
}

/** Keeps an attempt at least until a moment. */
async function keepAttempt(trx: Trx, attemptId: string, until: Date): Promise<void> {
  await sql`
    update sign_in_attempt set kept_until = greatest(kept_until, ${until}::timestamptz)
    where id = ${attemptId} and kept_until is not null`.execute(trx)
}

/** The attempt is this user's from now on, at their customer alone. What the customer read in full, it still does. */
export async function setConfirmed(
  trx: Trx,
  { customerId, userId, attemptId }: Question,
  keptUntil: Date,
): Promise<void> {
  await keepAttempt(trx, attemptId, keptUntil)
  await sql`
    insert into sign_in_attempt_customer (customer_id, attempt_id, code, said_code, user_id, reading)
    select ${customerId}, id, code, said_code, ${userId}, 'confirmed' from sign_in_attempt where id = ${attemptId}
    on conflict (customer_id, attempt_id) do update
      set user_id = excluded.user_id, hinted_user_id = null, unproven = false, noted_at = clock_timestamp(),
        reading = case when sign_in_attempt_customer.reading = 'full' then 'full' else 'confirmed' end`.execute(
    trx,
  )
}
