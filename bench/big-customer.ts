import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { migrate } from '#server/migrations/migrate.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { seed } from '../cli/synthetic-installation.ts'
import { fillWithAttempts } from './attempts.ts'

/** The largest customer that the administration is made for, in users and in locations. */
export const largest = { users: 100_000, usersPerStore: 20, attempts: 100_000 }

/** A very large chain as there are some, for what its managers do in the console. */
export const large = { users: 20_000, usersPerStore: 6, attempts: 20_000 }

/** The manager of all of it, and the manager of a third of it. */
export const managers = { whole: 'seed-0001.00000', branch: 'seed-0001.00001' }
export const password = 'Bench-Pass-1'

export type BigCustomer = {
  users: number
  locations: number
  attempts: number
  /** A region with a third of the users, and a store in it. */
  regionId: string
  storeId: string
  /** One of them. */
  userId: string
}

/**
 * Fills an empty database with that customer. Its two managers get a password, so that their sessions are real ones.
 */
export async function fillWithBigCustomer(url: string, size = largest): Promise<BigCustomer> {
  await migrate(url, { log: { info() {}, warn() {} } })
  const db = openDatabase({ url, timeLimits: false })
  const { users, usersPerStore, attempts } = size
  const added = await seed(db, { chains: 1, usersPerChain: users, usersPerStore }, new Date())
  const findUser = (username: string) =>
    db
      .selectFrom('userAccount')
      .select(['id', 'customerId'])
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  const { customerId, id: managerId } = await findUser(managers.branch)
  const { id: userId } = await findUser('seed-0001.00042')
  const { regionId, storeId } = await makeBranch(db, customerId, managerId)
  await db
    .updateTable('userAccount')
    .set({ passwordHash: await hashPassword(password) })
    .where('username', 'in', Object.values(managers))
    .execute()
  // Names like those of people, because the seed gives everyone the same.
  await sql`
    update user_account set
      first_name = (array['Ada', 'Bea', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana'])[1 + (hashtext(username) & 7)],
      last_name = initcap(substr(md5(username), 1, 6)),
      last_sign_in_at = now() - (hashtext(username) & 65535) * interval '1 minute'`.execute(db)
  await fillWithAttempts(db, customerId, attempts, new Date())
  await sql`vacuum analyze`.execute(db)
  await db.destroy()
  return { users: added.users, locations: added.locations + 1, attempts, regionId, storeId, userId }
}

/** Puts a chain above one of the regions, with a manager of its own, because managers belong to chains. */
async function makeBranch(db: Db, customerId: string, managerId: string) {
  const branchId = randomUUIDv7()
  const chain = { id: branchId, customerId, parentId: customerId, type: 'chain', name: 'Branch' }
  await db
    .insertInto('location')
    .values({ ...chain, createdAt: new Date() })
    .execute()
  const { id: regionId } = await db
    .selectFrom('location')
    .select('id')
    .where('customerId', '=', customerId)
    .where('type', '=', 'region')
    .orderBy('name')
    .executeTakeFirstOrThrow()
  await db.updateTable('location').set({ parentId: branchId }).where('id', '=', regionId).execute()
  await db.deleteFrom('membership').where('userId', '=', managerId).execute()
  const role = { locationId: branchId, locationType: 'chain', role: 'chain_and_user_manager' }
  await db
    .insertInto('membership')
    .values({ ...role, userId: managerId, customerId })
    .execute()
  const { id: storeId } = await db
    .selectFrom('location')
    .select('id')
    .where('parentId', '=', regionId)
    .executeTakeFirstOrThrow()
  return { regionId, storeId }
}
