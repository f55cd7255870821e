import { sql } from 'kysely'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import type { Db } from '#server/platform/database.ts'

/**
 * How many attempts of one network managers are shown in a quarter of an hour because of what was typed before
 * leaving; and as many because of the form.
 */
const hintsPerNetwork = 50

/** Milliseconds after an attempt in which its person may still ask for help with it. */
export const helpLifetime = 60 * 60 * 1000

/**
 * Shows attempts without a name to the customers that have a user with exactly the address of the hint.
 *
 * @returns how many were looked up.
 */
export async function placeHintedAttempts(db: Db, since: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with waiting as (
      select id from sign_in_attempt where hint_waits order by id limit ${limit} for update skip locked
    ),
    attempt as (
      update sign_in_attempt set hint_waits = false from waiting where sign_in_attempt.id = waiting.id
      returning sign_in_attempt.*, names_nobody(sign_in_attempt) as names_nobody
    ),
    placed as (
      insert into sign_in_attempt_customer
        (customer_id, attempt_id, code, said_code, hinted_user_id, unproven, reading, asked_at)
      select person.customer_id, attempt.id, attempt.code, attempt.said_code, person.id, true, 'typed',
        attempt.help_asked_at
      from attempt
        join user_account as person
          on person.email_folded = ${foldedAddress('attempt.login_hint')}
      where attempt.names_nobody
        -- An address alone shows nobody's attempt to anyone: the person asked that their managers see it, or used the
        -- customer's own address, or the customer has proved the tenant of that user (R31).
        and (
          attempt.help_asked_at is not null
          or exists (
            select from location where location.id = attempt.chain_id and location.customer_id = person.customer_id
          )
          or exists (
            select from effective_settings(common_place(person.id)) as settings where settings.proved_at is not null
          )
        )
        and case when attempt.help_asked_at is null then (
        select count(*) from sign_in_attempt as earlier
        where earlier.network = attempt.network and earlier.outcome <> 'succeeded' and earlier.started_at > ${since}
          and earlier.login_hint is not null and earlier.id < attempt.id and earlier.help_asked_at is null
      ) else (
        -- By when it was asked, which may be long after the attempt, and in whatever order.
        select count(*) from sign_in_attempt as earlier
        where earlier.network = attempt.network and earlier.outcome <> 'succeeded'
          and earlier.started_at > ${since}::timestamptz - ${helpLifetime / 1000} * interval '1 second'
          and earlier.help_asked_at > ${since}
          and (earlier.help_asked_at, earlier.id) < (attempt.help_asked_at, attempt.id)
      ) end < ${hintsPerNetwork}
      on conflict (customer_id, attempt_id) do update
        set hinted_user_id = excluded.hinted_user_id, code = excluded.code, asked_at = excluded.asked_at,
          noted_at = clock_timestamp()
    )
    select count(*) as count from attempt`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Notes once, on an attempt of this browser that names no one, the address that the person gave to be found by. The
 * work is the same for everyone: whether a user has the address is looked up afterwards.
 */
export async function noteHelpAsked(
  db: Db,
  of: { reference: string; browserHash: Buffer },
  email: string,
  now: Date,
  notBefore: Date,
  keptUntil: Date,
): Promise<void> {
  // A test of the connection is not a sign-in: it has its own report, and concerns no one else.
  // A customer that reads the attempt already, because its own address was used, is asked whatever address was typed.
  await sql`
    with asked as (
      update sign_in_attempt as attempt set login_hint = ${email}, help_asked_at = ${now}, hint_waits = true,
        kept_until = ${keptUntil}
      where reference = ${of.reference} and browser_hash = ${of.browserHash} and outcome = 'refused' and purpose = 'sign_in'
        and started_at > ${notBefore} and help_asked_at is null and names_nobody(attempt)
      returning id
    )
    update sign_in_attempt_customer set asked_at = ${now}, noted_at = clock_timestamp()
    where attempt_id in (select id from asked) and not unproven`.execute(db)
}
