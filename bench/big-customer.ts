import { sql } from 'kysely'
import { openDatabase } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { hashPassword } from '#server/users/passwords.ts'
import { seed } from '../cli/synthetic-installation.ts'

/** The largest customer that issue 3 speaks of, in users and in locations. */
const size = { chains: 1, usersPerChain: 100_000, usersPerStore: 20 }

/** Who manages it. */
export const bigManager = { username: 'seed-0001.00000', password: 'Bench-Pass-1' }

/**
 * Fills an empty database with that customer. Its manager gets a password, so that the session is one of the door.
 *
 * @returns how many it has, and one of its branches, which holds a third of them.
 */
export async function fillWithBigCustomer(
  url: string,
): Promise<{ users: number; locations: number; regionId: string }> {
  await migrate(url, { log: { info() {} } })
  const db = openDatabase({ url, timeLimits: false })
  const added = await seed(db, size, new Date())
  await db
    .updateTable('userAccount')
    .set({ passwordHash: await hashPassword(bigManager.password) })
    .where('username', '=', bigManager.username)
    .execute()
  // Names as people have them: the seed calls everybody the same.
  await sql`
    update user_account set
      first_name = (array['Ada', 'Bea', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana'])[1 + (hashtext(username) & 7)],
      last_name = initcap(substr(md5(username), 1, 6)),
      last_sign_in_at = now() - (hashtext(username) & 65535) * interval '1 minute'`.execute(db)
  await sql`vacuum analyze`.execute(db)
  const branch = db.selectFrom('location').select('id').where('type', '=', 'region')
  const { id: regionId } = await branch.executeTakeFirstOrThrow()
  await db.destroy()
  return { users: added.users, locations: added.locations, regionId }
}
