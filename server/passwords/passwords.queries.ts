import type { Db, Trx } from '#server/platform/database.ts'

/** For a password sign-in: the user with this username, and what proves it. */
export function findUserByUsername(db: Db | Trx, foldedUsername: string) {
  return db
    .selectFrom('userAccount')
    .select(['id', 'customerId', 'passwordHash'])
    .where('usernameFolded', '=', foldedUsername)
    .executeTakeFirst()
}
