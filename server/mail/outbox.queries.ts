import { type Insertable, sql } from 'kysely'
import type { Mail } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'

/** A limit, so that neither the number of parameters (9 each) nor the text of a statement grows without bound. */
const mailsAtOnce = 500

export async function insertMails(trx: Trx, mails: readonly Insertable<Mail>[]): Promise<void> {
  for (let from = 0; from < mails.length; from += mailsAtOnce)
    await trx
      .insertInto('mail')
      .values(mails.slice(from, from + mailsAtOnce))
      .execute()
}

/** A mail to send now; its lease is taken. */
export type TakenMail = {
  id: string
  recipient: string
  subject: string
  textBody: string
  htmlBody: string
  createdAt: Date
  /** When the operator had it tried again. */
  retriedAt: Date | null
  attempts: number
  userId: string
  /** The language of the user whose own address this is. Null if it goes to someone else, such as a customer's IT. */
  readerLanguage: Language | null
}

/**
 * Takes a mail of the customer whose turn it is, the one that has waited longest, and leases it in the same statement,
 * so that no transaction stays open while it is sent. Customers take turns: five thousand mails of one do not delay
 * those of another (R35). Each instance takes a different mail.
 *
 * @param firstPause in seconds; doubles with each attempt, up to `longestPause`.
 */
export async function takeMail(
  db: Db,
  now: Date,
  { firstPause, longestPause }: { firstPause: number; longestPause: number },
): Promise<TakenMail | undefined> {
  const { rows } = await sql<TakenMail>`
    with recursive waiting (customer_id) as (
      (
        select customer_id from mail where sent_at is null and failed_at is null order by customer_id limit 1
      )
      union all
      select (
        select customer_id from mail
        where sent_at is null and failed_at is null and customer_id > waiting.customer_id order by customer_id limit 1
      )
      from waiting where customer_id is not null
    ),
    taken as (
      select due.id, due.customer_id
      from waiting
        left join mail_turn using (customer_id)
        cross join lateral (
          select id, customer_id, next_attempt_at from mail
          where customer_id = waiting.customer_id
            and sent_at is null and failed_at is null and next_attempt_at <= ${now}
          order by next_attempt_at, id
          limit 1
          for update skip locked
        ) as due
      order by mail_turn.number nulls first, due.next_attempt_at, due.id
      limit 1
    ),
    turn as (
      insert into mail_turn (customer_id, number)
      select customer_id, (select coalesce(max(number), 0) + 1 from mail_turn) from taken
      on conflict (customer_id) do update set number = excluded.number
    )
    update mail set
      attempts = attempts + 1,
      next_attempt_at = ${now}::timestamptz + make_interval(secs => least(${longestPause}::float8, ${firstPause}::float8 * 2 ^ least(attempts, 20)))
    where id = (select id from taken)
    returning id, recipient, subject, text_body, html_body, created_at, retried_at, attempts, user_id,
      (select language from user_account where id = mail.user_id and email = recipient) as reader_language
  `.execute(db)
  return rows[0]
}

/** Notes that a mail was sent, and deletes its body, which may have held a link. */
export async function setMailSent(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ sentAt: now, textBody: null, htmlBody: null, lastError: null })
    .where('id', '=', id)
    .execute()
}

/** @param failedAt if there will be no further attempt; otherwise null. */
export async function setMailError(db: Db, id: string, error: string, failedAt: Date | null): Promise<void> {
  await db
    .updateTable('mail')
    .set({ lastError: error.slice(0, 500), failedAt })
    .where('id', '=', id)
    .execute()
}

/** Marks mails that cannot be sent as logged, and returns them. Each is returned once, whichever instance asks. */
export async function holdMails(db: Db, now: Date): Promise<{ id: string; recipient: string }[]> {
  const { rows } = await sql<{ id: string; recipient: string }>`
    update mail set held_at = ${now}
    where id in (
      select id from mail
      where sent_at is null and failed_at is null and held_at is null and next_attempt_at <= ${now}
      limit 100
      for update skip locked
    )
    returning id, recipient`.execute(db)
  return rows
}

/** A mail that waits, or was given up. */
export type UnsentMail = {
  id: string
  recipient: string
  subject: string
  state: 'waiting' | 'refused'
  /** The last answer of the mail server, or what it lacks; null while it was not tried. */
  reason: string | null
  attempts: number
  createdAt: Date
  nextAttemptAt: Date
  failedAt: Date | null
}

/** The mails that were not sent, the oldest first. */
export async function listUnsent(db: Db): Promise<UnsentMail[]> {
  const { rows } = await sql<UnsentMail>`
    select id, recipient, subject, case when failed_at is null then 'waiting' else 'refused' end as state,
      coalesce(last_error, case when held_at is not null then 'no mail server is set (SMTP_URL)' end) as reason,
      attempts, created_at, next_attempt_at, failed_at
    from mail where sent_at is null order by created_at, id`.execute(db)
  return rows
}

/**
 * Has mails tried again at once, with all the time of a new one.
 *
 * @param ids none for all of them.
 * @returns how many, and how many are left, because their text is gone.
 */
export async function retryMails(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<{ retried: number; left: number }> {
  const meant = ids.length > 0 ? sql`and id = any(${ids}::uuid[])` : sql``
  const { rows } = await sql<{ isSent: boolean }>`
    with meant as (
      select id, text_body is not null as has_text from mail where sent_at is null ${meant} for update
    ), retried as (
      update mail set failed_at = null, attempts = 0, next_attempt_at = ${now}, retried_at = ${now}
      where id in (select id from meant where has_text)
    )
    select has_text as is_sent from meant`.execute(db)
  const retried = rows.filter(({ isSent }) => isSent).length
  return { retried, left: rows.length - retried }
}
