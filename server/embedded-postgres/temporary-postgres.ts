import { chmod, lstat, mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { openEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { sharedFolder } from './postgres-binaries.ts'
import type { Settings } from './postgres-process.ts'

const silent = { info() {}, warn() {}, error() {} }

/**
 * A PostgreSQL in a temporary folder, fast because it need not survive anything. `stop` removes all of it, once,
 * however often it is called, and what a process leaves behind that is killed before it can, the next one removes.
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
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await postgres.stop()
      await remove(dataDir)
    }
    return {
      url: postgres.url,
      ownerUrl: postgres.ownerUrl,
      dataDir,
      stop() {
        stopped ??= stop()
        return stopped
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
    const owner = Number(/^tmas-cluster-(\d+)-/.exec(name)?.[1])
    const dataDir = join(tmpdir(), name)
    const found = owner ? await ownFolder(dataDir) : undefined
    if (!found || isInUse(owner, found.mtimeMs)) continue
    if (await homeOf(dataDir))
      await openEmbeddedPostgres({ dataDir, log: silent })
        .then(({ stop }) => stop())
        .catch(() => {})
    // Meanwhile, another run may have removed it, and someone may have put another thing in its place.
    if ((await ownFolder(dataDir))?.ino === found.ino) await remove(dataDir).catch(() => {})
  }
}

/** A folder of this user's. A link to one is none: through it, a database would be removed that is in use. */
async function ownFolder(path: string) {
  const found = await lstat(path).catch(() => undefined)
  return found?.isDirectory() && found.uid === process.getuid?.() ? found : undefined
}

/** Where PostgreSQL's account cannot reach this folder, its home is in the one place for that, behind a link. */
async function homeOf(dataDir: string): Promise<string | undefined> {
  const place = join(dataDir, 'postgres')
  if ((await lstat(place).catch(() => undefined))?.isDirectory()) return place
  const target = await readlink(place).catch(() => '')
  return dirname(target) === sharedFolder && /^[0-9a-f]{16}$/.test(basename(target)) ? target : undefined
}

async function remove(dataDir: string): Promise<void> {
  const home = await homeOf(dataDir)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

/** In a new container, our own number may be that of a process which has ended: what is older than we are is not ours. */
function isInUse(pid: number, changedAt: number): boolean {
  if (pid === process.pid) return changedAt >= Date.now() - process.uptime() * 1000
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
