import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { foldAddress, foldUsername } from '#server/policy/address.ts'

/**
 * The user with this username, as it was typed, and the hash of their password. Of users from before R2 whose names are the
 * same in one Unicode form, the one who is written like this.
 */
export async function findUserByUsername(db: Db | Trx, username: string) {
  // PostgreSQL allows no NUL in a text, and would answer with an error.
  if (username.includes('\0')) return undefined
  return db
    .selectFrom('userAccount')
    .select(['id', 'customerId', 'passwordHash', 'username', 'shownEmail'])
    .where('usernameForm', '=', foldUsername(username))
    .orderBy((eb) => eb('usernameFolded', '=', foldAddress(username)), 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What a password of this user must not be: what they and their customer are called. */
export async function listNamesAround(db: Db | Trx, userId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select unnest(array[username, email, first_name || ' ' || last_name, location.name]) as name
    from user_account join location on location.id = user_account.customer_id
    where user_account.id = ${userId}`.execute(db)
  return rows.map(({ name }) => name)
}
