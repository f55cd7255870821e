import { sql } from 'kysely'
import type { Actor } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'

/** Someone in a customer, who may no longer be a user. */
export type Person = { customerId: string; userId: string }

/**
 * The addresses of a person, in lower case: their own, those that they had before, and the login IDs of their Microsoft
 * accounts. The trail remembers them even if the user is gone.
 */
export async function listAddressesOf(trx: Trx, { customerId, userId }: Person): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    with told as (
      select email as address from user_account where id = ${userId} and customer_id = ${customerId}
      union select login_id from microsoft_link where user_id = ${userId} and customer_id = ${customerId}
      union select unnest(array[email, former_email]) from address_change
        where user_id = ${userId} and customer_id = ${customerId}
      union select said from audit_record cross join lateral unnest(array[
          detail ->> 'email', detail ->> 'loginId', detail -> 'before' ->> 'email', detail -> 'after' ->> 'email'
        ]) as said
        where customer_id = ${customerId} and detail ->> 'userId' = ${userId}
    )
    select distinct lower(btrim(address)) as address from told
    where position('@' in address) > 0
      -- One that is someone else's by now finds what is theirs.
      and not exists (
        select from user_account where customer_id = ${customerId} and id <> ${userId} and email_folded = lower(btrim(address))
      )
    order by address`.execute(trx)
  return rows.map(({ address }) => address)
}

/**
 * Removes a person's sign-ins from a customer: those in which they were known, and those in which no one was known and
 * that named them. One that another customer reads, too, stays theirs.
 *
 * @returns the references of all of them.
 */
export async function eraseSignIns(
  trx: Trx,
  { customerId, userId }: Person,
  addresses: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string; reference: string; isShared: boolean }>`
    select attempt.id, attempt.reference, exists (
      select from sign_in_attempt_customer as other
      where other.attempt_id = attempt.id and other.customer_id <> ${customerId}
    ) as is_shared
    from sign_in_attempt as attempt
    where attempt.id in (
      select id from sign_in_attempt where user_id = ${userId}
      union select attempt_id from sign_in_attempt_customer
        where customer_id = ${customerId} and coalesce(user_id, hinted_user_id) = ${userId}
      union select concerned.attempt_id from sign_in_attempt_customer as concerned
        join sign_in_attempt as named on named.id = concerned.attempt_id
        where concerned.customer_id = ${customerId}
          and (named.user_id is null or named.user_id = ${userId})
          and array[lower(named.login_id), lower(named.account_email), lower(named.login_hint)] && ${addresses}::text[]
    )`.execute(trx)
  const ids = rows.map(({ id }) => id)
  const own = rows.filter(({ isShared }) => !isShared).map(({ id }) => id)
  await sql`
    delete from sign_in_attempt_customer where customer_id = ${customerId} and attempt_id = any(${ids}::uuid[])`.execute(
    trx,
  )
  await sql`update sign_in_attempt set user_id = null where user_id = ${userId} and not id = any(${own}::uuid[])`.execute(
    trx,
  )
  await sql`delete from sign_in_attempt where id = any(${own}::uuid[])`.execute(trx)
  await sql`update sign_in_attempt set browser_user_id = null where browser_user_id = ${userId}`.execute(trx)
  return rows.map(({ reference }) => reference)
}

/** Removes a person as the one who marked shared computers. The computers stay marked. */
export async function eraseMarks(trx: Trx, { customerId, userId }: Person): Promise<void> {
  await sql`
    update shared_device set marked_by = null where customer_id = ${customerId} and marked_by = ${userId}`.execute(
    trx,
  )
}

/**
 * Removes a person's addresses from everything else that a customer has: mails to them, requests for a new password,
 * recipients, contacts of locations. The counts by which mail is limited stay, without the address (R35).
 */
export async function eraseMentions(
  trx: Trx,
  { customerId }: Person,
  addresses: readonly string[],
): Promise<void> {
  await sql`
    delete from mail where customer_id = ${customerId} and lower(recipient) = any(${addresses}::text[])`.execute(
    trx,
  )
  await sql`
    update mail_caused set recipient = 'erased ' || id
    where customer_id = ${customerId} and recipient = any(${addresses}::text[])`.execute(trx)
  // Another customer's user may have the address, and asks for a password of theirs.
  await sql`
    delete from forgotten_password where lower(name) = any(${addresses}::text[])
      and not exists (select from user_account where email_folded = lower(name))`.execute(trx)
  await sql`
    update consent_kit set recipient = null
    where customer_id = ${customerId} and lower(recipient) = any(${addresses}::text[])`.execute(trx)
  await sql`
    update location set contact_email = null
    where customer_id = ${customerId} and lower(contact_email) = any(${addresses}::text[])`.execute(trx)
}

/** Leaves the rest to the owner of the audit trail. */
export async function insertErasure(
  trx: Trx,
  person: Person,
  found: { addresses: readonly string[]; signIns: readonly string[] },
  actor: Actor,
  now: Date,
): Promise<void> {
  await sql`
    insert into erasure (customer_id, user_id, asked_at, asked_by, addresses, sign_ins)
    values (${person.customerId}, ${person.userId}, ${now}, ${JSON.stringify(actor)}::jsonb, ${found.addresses}, ${found.signIns})
    on conflict (customer_id, user_id) do update set addresses = excluded.addresses, sign_ins = excluded.sign_ins`.execute(
    trx,
  )
}

/** People who had this username when they were removed, as the trail remembers them. */
export async function listRemovedByUsername(db: Db, username: string): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select distinct customer_id, (detail ->> 'userId')::uuid as user_id from audit_record
    where action = 'user.removed' and lower(detail ->> 'username') = lower(btrim(${username}))`.execute(db)
  return rows
}
