import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { dropDatabase, execute, urlOf } from './cluster.ts'

/**
 * A migrated, empty database for one test file:
 *
 *     const { db, close } = await testDatabase()
 *     afterAll(close)
 *
 * `url` is for code that opens the database itself: a server, the command line.
 */
export async function testDatabase(): Promise<{ db: Db; url: string; close(): Promise<void> }> {
  const { url: cluster, template } = inject('cluster')
  const name = `tmas_test_${randomBytes(6).toString('hex')}`
  await execute(cluster, `create database ${name} template ${template}`)

  const url = urlOf(cluster, name)
  const db = openDatabase({ url, poolSize: 5 })
  return {
    db,
    url,
    async close() {
      await db.destroy()
      await dropDatabase(cluster, name)
    },
  }
}
