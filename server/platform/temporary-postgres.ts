import { chmod, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Settings } from './postgres-process.ts'

const silent = { info() {}, warn() {}, error() {} }

/**
 * A PostgreSQL in a temporary folder, fast because it need not survive anything. `stop` removes all of it, and what a
 * process leaves behind that is killed before it can, the next one removes.
 *
 * @param settings for PostgreSQL, in addition to those of the embedded database.
 * @returns `url` with the role that TMAS works with, and `ownerUrl` with that which owns the tables and may create
 *   databases.
 */
export async function startTemporaryPostgres(settings: Settings = {}): Promise<{
  url: string
  ownerUrl: string
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
      url: postgres.url,
      ownerUrl: postgres.ownerUrl,
      dataDir,
      async stop() {
        await postgres.stop()
        await remove(dataDir)
      },
    }
  } catch (error) {
    await remove(dataDir)
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
    await remove(dataDir).catch(() => {})
  }
}

async function remove(dataDir: string): Promise<void> {
  // Where PostgreSQL's account cannot reach this folder, its home is elsewhere, behind a link.
  const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
