import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** UTC days between which an account ends: after the first, and not after the second. */
type Days = { after: string; until: string }

export type EndingAccount = { userId: string; username: string; name: string; endsOn: string }

/** Accounts in one transaction. */
export const atOnce = 1000

/** Accounts that end and were not notified yet. Disabled users and suspended customers cannot sign in anyway. */
const untold = ({ after, until }: Days) => sql`
  account.ends_on > ${after}::date and account.ends_on <= ${until}::date
  and account.end_told is distinct from account.ends_on and account.enabled
  and exists (select from customer where customer.id = account.customer_id and customer.suspended_at is null)`

/** The customers with accounts that end within these days and whose managers were not notified yet. */
export async function listCustomersToTell(db: Db, days: Days): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct account.customer_id as id from user_account as account where ${untold(days)}`.execute(db)
  return rows
}

/**
 * Takes these accounts of a customer, in the order of their IDs, for the rest of the transaction. What another instance
 * has taken is left out.
 *
 * @param after the last account that was taken before; undefined for the first.
 */
export async function takeEndingAccounts(
  trx: Trx,
  customerId: string,
  days: Days,
  after: string | undefined,
): Promise<EndingAccount[]> {
  const { rows } = await sql<EndingAccount>`
    select account.id as user_id, account.username, person_name(account) as name, account.ends_on
    from user_account as account
    where account.customer_id = ${customerId} and ${untold(days)}
      ${after === undefined ? sql`` : sql`and account.id > ${after}`}
    order by account.id limit ${atOnce} for no key update skip locked`.execute(trx)
  return rows
}

/** Those of these accounts that are enabled and still end on the day of which someone was told, if it is to come. */
export async function listStillEnding(
  db: Db,
  customerId: string,
  accounts: readonly { userId: string; endsOn: string }[],
  now: Date,
): Promise<EndingAccount[]> {
  const { rows } = await sql<EndingAccount>`
    select account.id as user_id, account.username, person_name(account) as name, account.ends_on
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as told ("userId" uuid, "endsOn" date)
      join user_account as account on account.id = told."userId" and account.ends_on = told."endsOn"
    where account.customer_id = ${customerId} and account.enabled and not has_ended(account.ends_on, ${now})`.execute(
    db,
  )
  return rows
}

/** Notes that a manager was told of the end of these accounts. */
export async function noteTold(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`update user_account set end_told = ends_on where id = any(${userIds}::uuid[])`.execute(trx)
}
