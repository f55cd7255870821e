import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compareHeads, type Head, listHeads } from '#server/audit/trail.queries.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { listCustomers } from '#server/locations/customers.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { counting } from '../counting.ts'
import { type Environment, withDatabase } from '../database.ts'
import { type Finding, failed, fine, reasonOf, skipped } from '../doctor/finding.ts'

/**
 * Does some work with the live database, if there is one here that answers.
 *
 * @returns what kept it from being done, in words.
 */
export async function withLive(
  environment: Environment,
  work: (db: Db) => Promise<void>,
): Promise<string | undefined> {
  const { database } = readDatabaseConfig(environment)
  if (database.kind === 'embedded' && !existsSync(join(database.directory, 'postgres')))
    return 'DATABASE_URL is not set, and there is no embedded database in TMAS_DATA_DIR'
  try {
    await withDatabase(environment, work, { timeLimits: false })
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** What of the restored database is compared with the live one. */
export type Restored = { heads: (Head & { customerId: string })[]; users: number; customers: number }

export async function readRestored(db: Db): Promise<Restored> {
  const customers = await listCustomers(db)
  const users = customers.reduce((sum, one) => sum + one.users, 0)
  return { heads: await listHeads(db), users, customers: customers.length }
}

/**
 * Compares with the live database, which has gone on since: what the trail said when the backup was made, it still has
 * to say.
 */
export async function compareWithLive(environment: Environment, restored: Restored): Promise<Finding> {
  let finding: Finding | undefined
  const reason = await withLive(environment, async (db) => {
    const live = await readRestored(db)
    const { found, missing } = await compareHeads(db, restored.heads)
    const counts = `${restored.customers} customers and ${restored.users} users; the live database has ${live.customers} and ${live.users}`
    const [first] = missing
    if (first)
      finding = failed(
        'live database',
        `the trail of ${first}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''} is different there: ${counts}`,
        'The backup is of another installation, or the live trail was altered. Run: tmas audit verify',
      )
    else if (found === 0 && restored.heads.length > 0)
      finding = failed(
        'live database',
        `none of the customers is there: ${counts}`,
        'The backup is of another installation',
      )
    else finding = fine('live database', `continues the trail of ${counting(found, 'customer')}: ${counts}`)
  })
  return finding ?? skipped('live database', `not compared: ${reason}`)
}
