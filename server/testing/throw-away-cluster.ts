import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedPostgres, startEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
import type { Settings } from '#server/platform/postgres-process.ts'

const silent = { info() {}, warn() {}, error() {} }

/**
 * A PostgreSQL in a temporary folder, fast because it need not survive anything. `stop` removes all of it. `url` has a
 * role that may create databases, and owns their tables; `applicationUrl` that which TMAS works with.
 *
 * @param settings for PostgreSQL, in addition to those of the embedded database.
 */
export async function startThrowAwayCluster(settings: Settings = {}): Promise<{
  url: string
  applicationUrl: string
  dataDir: string
  stop(): Promise<void>
}> {
  await removeLeftovers()
  const dataDir = await mkdtemp(join(tmpdir(), `tmas-cluster-${process.pid}-`))
  // Under root, PostgreSQL has an account of its own, which has to be able to reach this folder.
  await chmod(dataDir, 0o755)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: silent, durable: false, settings })
    return {
      url: postgres.ownerUrl,
      applicationUrl: postgres.url,
      dataDir,
      async stop() {
        await postgres.stop()
        await rm(dataDir, { recursive: true })
      },
    }
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true })
    throw error
  }
}

/** Removes what runs left behind that were killed before they could clean up. The folder's name has their process. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = /^tmas-cluster-(\d+)-/.exec(name)?.[1]
    if (!owner || isAlive(Number(owner))) continue
    const dataDir = join(tmpdir(), name)
    // Another user's, or another run is removing it right now: not ours to remove.
    const uid = await stat(dataDir).then(
      (folder) => folder.uid,
      () => undefined,
    )
    if (uid !== process.getuid?.()) continue
    await openEmbeddedPostgres({ dataDir, log: silent })
      .then(({ stop }) => stop())
      .catch(() => {})
    await rm(dataDir, { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
