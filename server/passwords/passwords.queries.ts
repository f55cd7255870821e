import type { Db, Trx } from '#server/platform/database.ts'

/** For the password door: who bears this username, and what proves it. */
export function findUserByUsername(db: Db | Trx, foldedUsername: string) {
  return db
    .selectFrom('userAccount')
    .select(['id', 'customerId', 'passwordHash'])
    .where('usernameFolded', '=', foldedUsername)
    .executeTakeFirst()
}
