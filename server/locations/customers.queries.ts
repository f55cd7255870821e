import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** A customer as the operator lists it. */
export type ListedCustomer = {
  id: string
  name: string
  createdAt: Date
  azureTenantId: string | null
  verifiedAt: Date | null
  confirmedAt: Date | null
  mandatoryAuthentication: boolean
  suspendedAt: Date | null
  users: number
  lastSignInAt: Date | null
}

/** All customers by their names, with the settings in force at the top of each. */
export async function listCustomers(db: Db): Promise<ListedCustomer[]> {
  const { rows } = await sql<ListedCustomer>`
    select customer.id, location.name, customer.created_at, customer.suspended_at, settings.azure_tenant_id, settings.verified_at,
      settings.confirmed_at, coalesce(settings.mandatory_authentication, false) as mandatory_authentication,
      coalesce(people.users, 0) as users, people.last_sign_in_at
    from customer
      join location on location.id = customer.id
      left join advanced_settings as settings on settings.location_id = customer.id
      left join (
        select customer_id, count(*) as users, max(last_sign_in_at) as last_sign_in_at
        from user_account group by customer_id
      ) as people on people.customer_id = customer.id
    order by lower(location.name), customer.id`.execute(db)
  return rows
}

/** @returns whether it was otherwise before. */
export async function setSuspended(trx: Trx, customerId: string, at: Date | null): Promise<boolean> {
  const { rows } = await sql`
    update customer set suspended_at = ${at}
    where id = ${customerId} and (suspended_at is null) <> (${at}::timestamptz is null) returning id`.execute(
    trx,
  )
  return rows.length > 0
}

export async function isSuspended(trx: Trx, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customer where id = ${customerId} and suspended_at is not null for update`.execute(trx)
  return rows.length > 0
}

/** What goes with a customer, in the order in which nothing points to what is gone. The rest goes with its rows. */
const theirs = [
  'near_miss_dismissal',
  'consent_kit',
  'connection_test',
  'api_key',
  'mail',
  'mail_caused',
  'mail_turn',
  'closed_session',
  'session',
  'shared_device_offer',
  'shared_device',
  'password_exception',
  'roll_out_branch',
  'roll_out_wave',
  'roll_out',
  'advanced_settings',
  'membership',
  'user_account',
  'told_name',
  'audit_cut_erased',
  'audit_cut',
  'audit_head',
] as const

/**
 * Deletes a customer with everything of it, and notes that there was one. Only the owner of the tables may.
 *
 * @returns how many users and audit records it had.
 */
export async function deleteCustomer(
  trx: Trx,
  customerId: string,
  now: Date,
): Promise<{ users: number; records: number }> {
  const { rows } = await sql<{ users: number; records: number }>`
    insert into removed_customer (customer_id, removed_at, users, records, digest)
    select id, ${now}, (select count(*) from user_account where customer_id = id),
      (select count(*) from audit_record where customer_id = id), (select digest from audit_head where customer_id = id)
    from customer where id = ${customerId} returning users, records`.execute(trx)
  // Attempts that other customers read, too, stay theirs.
  await sql`
    create temporary table attempt_of_removed on commit drop as
    select attempt_id as id from sign_in_attempt_customer as own where customer_id = ${customerId}
      and not exists (
        select from sign_in_attempt_customer as other
        where other.attempt_id = own.attempt_id and other.customer_id <> ${customerId}
      )
    union select id from sign_in_attempt
      where user_id in (select id from user_account where customer_id = ${customerId})
      and not exists (
        select from sign_in_attempt_customer as other
        where other.attempt_id = sign_in_attempt.id and other.customer_id <> ${customerId}
      )
    union select id from sign_in_attempt where chain_id in (select id from location where customer_id = ${customerId})
      and not exists (
        select from sign_in_attempt_customer as other
        where other.attempt_id = sign_in_attempt.id and other.customer_id <> ${customerId}
      )`.execute(trx)
  // Of those that no customer reads, too.
  await sql`
    update sign_in_attempt set browser_user_id = null
    where browser_user_id in (select id from user_account where customer_id = ${customerId})`.execute(trx)
  for (const table of theirs)
    await sql`delete from ${sql.table(table)} where customer_id = ${customerId}`.execute(trx)
  await sql`delete from sign_in_attempt where id in (select id from attempt_of_removed)`.execute(trx)
  await sql`delete from audit_record where customer_id = ${customerId}`.execute(trx)
  await sql`delete from location where customer_id = ${customerId}`.execute(trx)
  await sql`delete from customer where id = ${customerId}`.execute(trx)
  return rows[0] ?? { users: 0, records: 0 }
}
