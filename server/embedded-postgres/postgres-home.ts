import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, readlink, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Log } from '#server/platform/log.ts'
import { type Account, canReach, choosePostgresAccount, runAs } from './postgres-account.ts'
import { type Binaries, findBinaries, sharedFolder } from './postgres-binaries.ts'

/**
 * A cluster and everything needed to run it. The home has `cluster/` (PostgreSQL's data), `password`, `port` (the one
 * last used) and `log` (of the server's last run).
 */
export type Home = {
  folder: string
  account: Account
  binaries: Binaries
  password: string
  durable: boolean
}

/**
 * The home of the data folder's database: `<dataDir>/postgres`, created with initdb if it does not exist.
 *
 * Under root it belongs to PostgreSQL's own account. If that account cannot reach it (root's home is closed),
 * `<dataDir>/postgres` is a link to a home below /var/lib/tmas.
 *
 * @param options.durable false for a temporary cluster.
 * @throws {Error} if initdb fails, if the home is another person's, or if the link leads nowhere: an empty database in
 *   place of a lost one would be worse.
 */
export async function openHome(dataDir: string, durable: boolean, log: Pick<Log, 'info'>): Promise<Home> {
  await mkdir(dataDir, { recursive: true })
  const place = join(resolve(dataDir), 'postgres')
  const account = choosePostgresAccount(place, log)
  const binaries = await findBinaries(account, log)

  const target = await readlink(place).catch(() => undefined)
  if (target && !existsSync(target)) {
    throw new Error(
      `The database of ${dataDir} was in ${target}, which is gone. Restore it, or remove ${place} to begin again.`,
    )
  }
  if (!existsSync(place)) await createHome(place, account, binaries, durable, log)

  // The path through the link may lead through folders that are closed to PostgreSQL.
  const folder = await realpath(place)
  const password = await readFile(join(place, 'password'), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'EACCES'
        ? 'belongs to another account: start TMAS as that one, or as root'
        : cause.message
    throw new Error(`The database in ${place} cannot be opened: ${why}`, { cause })
  })
  return { folder, account, binaries, password, durable }
}

/** Created next to its place and then moved there: complete or absent, even if two processes start at once. */
async function createHome(
  folder: string,
  account: Account,
  binaries: Binaries,
  durable: boolean,
  log: Pick<Log, 'info'>,
): Promise<void> {
  const elsewhere = !canReach(account, join(folder, '..'))
  const draft = elsewhere
    ? join(sharedFolder, randomBytes(8).toString('hex'))
    : `${folder}.${randomBytes(4).toString('hex')}`

  try {
    if (elsewhere) await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
    await mkdir(draft, { mode: 0o700 })
    const password = join(draft, 'password')
    await writeFile(password, randomBytes(32).toString('hex'), { mode: 0o600 })
    if (account.uid !== undefined && account.gid !== undefined) {
      await chown(password, account.uid, account.gid)
      await chown(draft, account.uid, account.gid)
    }
    await runAs(account, binaries.initdb, [
      `--pgdata=${join(draft, 'cluster')}`,
      '--username=postgres',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
    await (elsewhere ? symlink(draft, folder) : rename(draft, folder))
    if (elsewhere) log.info(`PostgreSQL's account cannot go to ${folder}: the database is in ${draft}`)
    else log.info(`made the embedded database in ${folder}`)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process was faster, so its home is used.
    if (!existsSync(folder)) throw error
  }
}
