import { readDatabaseConfig } from '#server/config.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
import { pendingMigrations } from '#server/platform/migrate.ts'
import { progress } from './output.ts'

/** The process's environment variables, as Node gives them. */
export type Environment = Record<string, string | undefined>

/**
 * Does some work with the address of the database. If the embedded one is not running, it is started first. Afterwards
 * it is stopped, unless another process, such as the server, is using it.
 */
export async function withDatabaseUrl<T>(
  environment: Environment,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const { database } = readDatabaseConfig(environment)
  if (database.kind === 'postgres') return work(database.url)

  const embedded = await openEmbeddedPostgres({ dataDir: database.directory, log: progress })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}

/**
 * Does some work on the database, after checking that it has the tables of this program.
 *
 * @param options.timeLimits false for work that may take minutes.
 */
export function withDatabase<T>(
  environment: Environment,
  work: (db: Db) => Promise<T>,
  { timeLimits = true }: { timeLimits?: boolean } = {},
): Promise<T> {
  return withDatabaseUrl(environment, async (url) => {
    const db = openDatabase({ url, poolSize: 2, timeLimits })
    try {
      if ((await pendingMigrations(db)).length > 0) {
        throw new Error('The database is older than this program. Run: tmas migrate')
      }
      return await work(db)
    } finally {
      await db.destroy()
    }
  })
}
