import { readDatabaseConfig } from '#server/config.ts'
import { openEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'
import { compareVersions } from '#server/migrations/schema-version.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { progress } from './output.ts'

/** The process's environment variables, as Node gives them. */
export type Environment = Record<string, string | undefined>

/** Where the database is, with the role that TMAS works with, and with that which owns the tables. */
export type DatabaseUrls = { url: string; ownerUrl: string }

/**
 * Does some work with the addresses of the database. If the embedded one is not running, it is started first.
 * Afterwards it is stopped, unless another process, such as the server, is using it.
 */
export async function withDatabaseUrl<T>(
  environment: Environment,
  work: (urls: DatabaseUrls) => Promise<T>,
): Promise<T> {
  const { database } = readDatabaseConfig(environment)
  if (database.kind === 'postgres') return work(database)

  const embedded = await openEmbeddedPostgres({ dataDir: database.directory, log: progress })
  try {
    return await work(embedded)
  } finally {
    await embedded.stop()
  }
}

const kept = new Map<string, Db>()

/**
 * Lets the commands of this process use these connections for a database, for programs that run thousands of them: each
 * would otherwise open its own.
 */
export function keepDatabase(url: string, db: Db): void {
  kept.set(url, db)
}

/**
 * Does some work on the database, after checking that it has the tables of this program.
 *
 * @param options.timeLimits false for work that may take minutes.
 * @param options.asOwner true for work that only the role may do that owns the tables.
 */
export function withDatabase<T>(
  environment: Environment,
  work: (db: Db) => Promise<T>,
  { timeLimits = true, asOwner = false }: { timeLimits?: boolean; asOwner?: boolean } = {},
): Promise<T> {
  return withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
    const open = kept.get(asOwner ? ownerUrl : url)
    if (open) return work(open)
    const db = openDatabase({ url: asOwner ? ownerUrl : url, poolSize: 2, timeLimits })
    try {
      const { fault, pending } = await compareVersions(db)
      if (fault) throw new Error(fault)
      if (pending.length > 0) throw new Error('The database is older than this program. Run: tmas migrate')
      return await work(db)
    } finally {
      await db.destroy()
    }
  })
}
