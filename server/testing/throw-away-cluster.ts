import type { Settings } from '#server/embedded-postgres/postgres-process.ts'
import { startTemporaryPostgres } from '#server/embedded-postgres/temporary-postgres.ts'

/**
 * A PostgreSQL for tests. `url` has a role that may create databases, and owns their tables; `applicationUrl` that
 * which TMAS works with.
 */
export async function startThrowAwayCluster(settings: Settings = {}): Promise<{
  url: string
  applicationUrl: string
  dataDir: string
  stop(): Promise<void>
}> {
  const { url, ownerUrl, dataDir, stop } = await startTemporaryPostgres(settings)
  return { url: ownerUrl, applicationUrl: url, dataDir, stop }
}
