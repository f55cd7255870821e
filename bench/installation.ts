import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#server/audit/audit.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { insertLink } from '#server/users/links.queries.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { seed } from '../cli/synthetic-installation.ts'
import { northTenantId } from '../emulator/sample.ts'
import { people } from './people.ts'

const operator: Actor = { kind: 'operator' }

/**
 * Fills an empty database: twenty customers in which no one signs in, and North Group with the people who do, linked.
 *
 * @param unlinked users of North Group besides, who have never signed in.
 */
export async function fillDatabase(url: string, unlinked: typeof people = []): Promise<void> {
  await migrate(url, { log: { info() {}, warn() {} } })
  const db = openDatabase({ url, timeLimits: false })
  const now = new Date()
  await seed(db, { chains: 20, usersPerChain: 250 }, now)

  const manager = { username: 'max.manager', email: 'max.manager@north.example' }
  const { chain } = await addCustomer(db, operator, { name: 'North Group' }, manager, now)
  const azureTenantId = { tenantId: northTenantId, verified: true }
  await changeAdvancedSettings(db, operator, chain.id, { azureTenantId }, now)
  const membership = { locationId: chain.id, role: 'viewer' as const }
  for (const { username, loginId } of unlinked)
    await addUser(db, operator, { username, email: loginId }, membership, now)
  for (const { username, loginId, oid } of people) {
    const user = await addUser(db, operator, { username, email: loginId }, membership, now)
    const link = { customerId: chain.id, userId: user.id, tenantId: northTenantId, objectId: oid, loginId }
    await db
      .transaction()
      .execute((trx) => insertLink(trx, { ...link, id: randomUUIDv7(), linkedAt: now, lastUsedAt: now }))
  }
  await db.destroy()
  await analyze(url)
}

/**
 * Lets PostgreSQL count the rows of all tables, as it does by itself within minutes. Until it has, it plans for the few
 * rows that there were before the load began.
 */
export async function analyze(url: string): Promise<void> {
  const db = openDatabase({ url, timeLimits: false })
  await sql`analyze`.execute(db)
  await db.destroy()
}
