import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { createDatabase, dropDatabase, execute, urlOf } from './cluster.ts'

/**
 * A migrated, empty database for one test file:
 *
 *     const { db, close } = await testDatabase()
 *     afterAll(close)
 *
 * `db` has the rights of TMAS at work. `url` is for code that opens the database itself, as a server does, and
 * `ownerUrl` for what only the owner of the tables may: migrations, and tampering.
 */
export async function testDatabase(): Promise<{
  db: Db
  url: string
  ownerUrl: string
  /** One statement with the rights of the owner. */
  asOwner(statement: string): Promise<void>
  close(): Promise<void>
}> {
  const { url: cluster, applicationUrl, template } = inject('cluster')
  const name = `tmas_test_${randomBytes(6).toString('hex')}`
  await createDatabase(cluster, name, template)

  const [url, ownerUrl] = [urlOf(applicationUrl, name), urlOf(cluster, name)]
  const db = openDatabase({ url, poolSize: 5 })
  return {
    db,
    url,
    ownerUrl,
    asOwner: (statement) => execute(ownerUrl, statement),
    async close() {
      await db.destroy()
      await dropDatabase(cluster, name)
    },
  }
}
