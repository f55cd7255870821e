import { type Insertable, sql } from 'kysely'
import type { Mail } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { managerRoles } from '#shared/roles.ts'
import type { Withdrawal } from '#shared/withdrawals.ts'
import type { About } from './about.ts'
import type { Letter } from './letter.ts'

/** A limit, so that neither the number of parameters (12 each) nor the text of a statement grows without bound. */
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
  /** From when its time counts, if not from when it was queued: it had to wait, or the operator had it tried again. */
  retriedAt: Date | null
  attempts: number
  userId: string
  customerId: string
  /** The language of the user whose own address this is. Null if it goes to someone else, such as a customer's IT. */
  readerLanguage: Language | null
  /** What it speaks of; null if an earlier version has queued it. */
  about: About | null
  /** The address that its user has now, and the one at which they read mail. */
  email: string
  readsAt: string
  isOpen: boolean
  /** Whether its user is a manager: of the chain that it is about, or anywhere if it is about none. */
  isManager: boolean
  isSuspended: boolean
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
    from user_account as reader, customer
    where mail.id = (select id from taken) and reader.id = mail.user_id and customer.id = mail.customer_id
    returning mail.id, recipient, subject, text_body, html_body, mail.created_at, retried_at, attempts, user_id,
      mail.customer_id, case when reader.email = recipient then reader.language end as reader_language,
      -- What it is judged by: as it is now, and not as it was when the mail was queued.
      about || jsonb_build_object('kind', kind) as about, reader.email, coalesce(reader.shown_email, reader.email) as reads_at,
      reader.enabled and not has_ended(reader.ends_on, ${now}) as is_open,
      exists (
        select from membership
        where membership.user_id = reader.id and role = any(${managerRoles}::text[])
          and (about ->> 'chainId' is null or location_id in (select up.id from path_up((about ->> 'chainId')::uuid) as up))
      ) as is_manager,
      customer.suspended_at is not null as is_suspended
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

/** Notes why a mail is not sent, and deletes its body. Nothing sends it again. */
export async function setMailWithdrawn(trx: Trx, id: string, because: Withdrawal, now: Date): Promise<void> {
  await trx
    .updateTable('mail')
    // A version that does not know of withdrawals takes it for one that was given up.
    .set({ failedAt: now, withdrawnBecause: because, textBody: null, htmlBody: null, lastError: null })
    .where('id', '=', id)
    .execute()
}

/** Has a mail judged again later, and those of its customer that are due and of these kinds, with all the time of new ones. */
export async function postponeMails(
  trx: Trx,
  { id, customerId, kinds }: { id: string; customerId: string; kinds: readonly string[] },
  { now, until }: { now: Date; until: Date },
  reason: string,
): Promise<void> {
  await sql`
    update mail set next_attempt_at = ${until}, retried_at = ${until}, attempts = 0, last_error = ${reason}
    where id = ${id} or id in (
      select id from mail
      where customer_id = ${customerId} and kind = any(${kinds}::text[])
        and sent_at is null and failed_at is null and next_attempt_at <= ${now}
      for update skip locked
    )`.execute(trx)
}

/** Puts another letter in the place of a mail's, to be sent from a moment on. */
export async function rewriteMail(
  trx: Trx,
  id: string,
  { to, letter, about: { kind, ...about } }: { to: { email: string }; letter: Letter; about: About },
  due: Date,
): Promise<void> {
  const { subject, text: textBody, html: htmlBody } = letter
  await trx
    .updateTable('mail')
    .set({
      recipient: to.email,
      subject,
      textBody,
      htmlBody,
      kind,
      about: JSON.stringify(about),
      nextAttemptAt: due,
      retriedAt: due,
      attempts: 0,
      lastError: null,
    })
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

/** A mail that waits, was given up, or was withdrawn. */
export type UnsentMail = {
  id: string
  recipient: string
  subject: string
  state: 'waiting' | 'refused' | 'withdrawn'
  /** The last answer of the mail server, what it waits for, or why it was withdrawn; null while it was not tried. */
  reason: string | null
  attempts: number
  createdAt: Date
  nextAttemptAt: Date
  failedAt: Date | null
}

/** The mails that were not sent, the oldest first; of those that were withdrawn, the ones of the last three days. */
export async function listUnsent(db: Db, now: Date): Promise<UnsentMail[]> {
  const { rows } = await sql<UnsentMail & { withdrawnBecause: Withdrawal | null }>`
    select id, recipient, subject,
      case when failed_at is null then 'waiting' when withdrawn_because is null then 'refused' else 'withdrawn' end as state,
      coalesce(last_error, case when held_at is not null then 'no mail server is set (SMTP_URL)' end) as reason,
      withdrawn_because, attempts, created_at, next_attempt_at, failed_at
    from mail
    where sent_at is null
      and (withdrawn_because is null or failed_at > ${now}::timestamptz - interval '3 days')
    order by created_at, id`.execute(db)
  return rows.map(({ withdrawnBecause, ...mail }) => {
    return withdrawnBecause ? { ...mail, reason: messages.en.history.withdrawn[withdrawnBecause] } : mail
  })
}

/**
 * Has mails tried again at once, with all the time of a new one. What was withdrawn stays so.
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
      select id, text_body is not null as has_text from mail where sent_at is null and withdrawn_because is null ${meant} for update
    ), retried as (
      update mail set failed_at = null, attempts = 0, next_attempt_at = ${now}, retried_at = ${now}
      where id in (select id from meant where has_text)
    )
    select has_text as is_sent from meant`.execute(db)
  const retried = rows.filter(({ isSent }) => isSent).length
  return { retried, left: rows.length - retried }
}
