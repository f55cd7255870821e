import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** UTC days between which an account ends: after the first, and not after the second. */
type Days = { after: string; until: string }

export type EndingAccount = { userId: string; username: string; name: string; endsOn: string }

/** Accounts in one transaction. The rest follow in the next round. */
const atOnce = 1000

/** Accounts that end and were not notified yet. Disabled users and suspended customers cannot sign in anyway. */
const untold = ({ after, until }: Days) => sql`
  account.ends_on > ${after}::date and account.ends_on <= ${until}::date
  and account.end_told is distinct from account.ends_on and account.enabled
  and exists (select from customer where customer.id = account.customer_id and customer.suspended_at is null)`

/** The customers with accounts that end within these days and whose managers were not notified yet. */
export async function listCustomersToTell(db: Db, days: Days): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct account.customer_id as id from user_account as account where ${untold(days)}
    order by account.customer_id limit 100`.execute(db)
  return rows
}

/** Takes these accounts of a customer and marks them as notified. It skips what another instance has taken. */
export async function takeEndingAccounts(trx: Trx, customerId: string, days: Days): Promise<EndingAccount[]> {
  const { rows } = await sql<EndingAccount>`
    with ending as (
      select account.id from user_account as account
      where account.customer_id = ${customerId} and ${untold(days)}
      order by account.id limit ${atOnce} for no key update skip locked
    ),
    told as (
      update user_account as account set end_told = account.ends_on
      from ending where account.id = ending.id
      returning account.id as user_id, account.username, person_name(account) as name, account.ends_on
    )
    select * from told order by ends_on, username`.execute(trx)
  return rows
}
