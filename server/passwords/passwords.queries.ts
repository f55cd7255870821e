import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** For a password sign-in: the user with this username, and what proves it. */
export function findUserByUsername(db: Db | Trx, foldedUsername: string) {
  return db
    .selectFrom('userAccount')
    .select(['id', 'customerId', 'passwordHash'])
    .where('usernameFolded', '=', foldedUsername)
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
