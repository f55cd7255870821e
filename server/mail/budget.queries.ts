import { type Insertable, sql } from 'kysely'
import type { MailCaused } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/**
 * Until this transaction ends, no other one counts or causes mails of this customer. Taken last, after every other
 * lock.
 */
export async function lockMailBudget(trx: Trx, customerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('mail ' || ${customerId}, 0))`.execute(trx)
}

/** When the mails to strangers of a span of time were caused, the newest first, as many as are asked for. */
export async function findStrangersMail(
  trx: Trx,
  customerId: string,
  { since, until }: Span,
): Promise<{ count: number; oldest: Date | null }> {
  const { rows } = await sql<{ count: number; oldest: Date | null }>`
    select count(*) as count, min(caused_at) as oldest from mail_caused
    where customer_id = ${customerId} and to_stranger and caused_at > ${since} and caused_at <= ${until}`.execute(
    trx,
  )
  return rows[0] ?? { count: 0, oldest: null }
}

/** When the n-th newest of a customer's mails to strangers was or is due; null if there are fewer. */
export async function findStrangersDue(trx: Trx, customerId: string, n: number): Promise<Date | null> {
  const row = await trx
    .selectFrom('mailCaused')
    .select('dueAt')
    .where('customerId', '=', customerId)
    .where('toStranger', '=', true)
    .orderBy('dueAt', 'desc')
    .offset(n - 1)
    .limit(1)
    .executeTakeFirst()
  return row?.dueAt ?? null
}

type Recipient = {
  recipient: string
  asked: number
  oldest: Date | null
  /** When what is no notice was or is due, the newest first. */
  askedDue: Date[] | null
  /** The same of notices. */
  noticesDue: Date[] | null
  /** The same of notices that are not still to come. */
  noticesUntilNow: Date[] | null
}

/**
 * Of each of these recipients, what was mailed to them in a span of time, and when the newest mails were due.
 *
 * @param most how many of them.
 */
export async function listRecipients(
  trx: Trx,
  customerId: string,
  recipients: readonly string[],
  { since, until, most }: Span & { most: number },
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select recipient,
      count(*) filter (where not is_notice and caused_at > ${since} and caused_at <= ${until}) as asked,
      min(caused_at) filter (where not is_notice and caused_at > ${since} and caused_at <= ${until}) as oldest,
      (array_agg(due_at order by due_at desc) filter (where not is_notice))[1:${most}::int] as asked_due,
      (array_agg(due_at order by due_at desc) filter (where is_notice))[1:${most}::int] as notices_due,
      (array_agg(due_at order by due_at desc) filter (where is_notice and due_at <= ${until}))[1:${most}::int]
        as notices_until_now
    from mail_caused
    where customer_id = ${customerId} and recipient = any(${recipients}::text[])
    group by recipient`.execute(trx)
  return rows
}

/** Which of these users are linked with Microsoft: the link ends with a new address, so theirs is known. */
export async function listKnownReaders(
  trx: Trx,
  userIds: readonly string[],
): Promise<{ id: string; email: string }[]> {
  const { rows } = await sql<{ id: string; email: string }>`
    select id, email_folded as email from user_account
    where id = any(${userIds}::uuid[])
      and exists (select from microsoft_link where user_id = user_account.id and ended_at is null)`.execute(
    trx,
  )
  return rows
}

const rowsAtOnce = 2_000

export async function insertMailsCaused(trx: Trx, rows: readonly Insertable<MailCaused>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await trx
      .insertInto('mailCaused')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}

/** Deletes what no longer counts, but no notice that is still to come. */
export async function deleteMailsCaused(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('mailCaused').where('causedAt', '<=', before).where('dueAt', '<=', before).execute()
}
