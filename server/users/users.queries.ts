import { type Insertable, sql } from 'kysely'
import type { Membership, UserAccount } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Role } from '#shared/roles.ts'

export async function insertUser(
  trx: Trx,
  user: Omit<Insertable<UserAccount>, 'usernameFolded' | 'emailFolded'>,
): Promise<void> {
  await trx.insertInto('userAccount').values(user).execute()
}

export async function insertMembership(
  trx: Trx,
  membership: Insertable<Membership> & { role: Role },
): Promise<void> {
  await trx.insertInto('membership').values(membership).execute()
}

/** For the password door: who bears this username, and what proves it. */
export function findUserByUsername(db: Db | Trx, foldedUsername: string) {
  return db
    .selectFrom('userAccount')
    .select(['id', 'customerId', 'passwordHash'])
    .where('usernameFolded', '=', foldedUsername)
    .executeTakeFirst()
}

/** Whether anybody in the installation has this username, and anybody in the customer this address. */
export async function findTaken(trx: Trx, customerId: string, foldedUsername: string, foldedEmail: string) {
  const { rows } = await sql<{ username: boolean; email: boolean }>`
    select
      exists (select from user_account where username_folded = ${foldedUsername}) as username,
      exists (select from user_account where customer_id = ${customerId} and email_folded = ${foldedEmail}) as email`.execute(
    trx,
  )
  return rows[0] ?? { username: false, email: false }
}

export async function setLastSignIn(trx: Trx, userId: string, now: Date): Promise<void> {
  await trx.updateTable('userAccount').set({ lastSignInAt: now }).where('id', '=', userId).execute()
}
