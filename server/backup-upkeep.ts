import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backUp } from './backup.ts'
import { noteFailure, noteSuccess, readBackupState } from './backup-state.queries.ts'
import type { Config } from './config.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { ifOnlyOne } from './platform/only-one.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'
import { backupName, isToBeMade, tooMany, unfinished } from './policy/backup-times.ts'

/** Milliseconds between two looks at whether a backup is due. */
const pause = 30 * 1000

/** Any fixed number that nothing else locks in this database. */
const lockKey = 7_306_095

type Deps = {
  db: Db
  url: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  now: () => Date
  backups: NonNullable<Config['backups']>
}

/** Makes backups at their times, while the server runs. Of many instances with the setting, one makes each. */
export function keepBackups(deps: Deps): Scheduler {
  return startScheduler(deps.log, [
    { name: 'make a backup', pause, work: (stopping) => backUpIfDue(deps, stopping) },
  ])
}

/**
 * Makes a backup if one is due and no other instance is making it. The oldest ones are removed once it is whole.
 *
 * @returns the name of the file it made.
 */
export async function backUpIfDue(deps: Deps, stopping: AbortSignal): Promise<string | undefined> {
  const { db, url, now, backups } = deps
  const isDue = async () => isToBeMade(backups.times, await stateOf(db), now())
  if (!(await isDue())) return undefined
  return ifOnlyOne(url, lockKey, async () => {
    // Another instance may have made it between the two.
    return (await isDue()) ? make(deps, stopping) : undefined
  })
}

async function stateOf(db: Db) {
  return (await readBackupState(db, 'backup')) ?? { beganAt: null, failedAt: null }
}

async function make(
  { db, url, log, now, backups: { folder, keep, recipients } }: Deps,
  stopping: AbortSignal,
): Promise<string | undefined> {
  const beganAt = now()
  const file = backupName(beganAt, recipients.length > 0)
  try {
    // No one else writes here now, so what is unfinished was interrupted. A folder that is missing is not created: it
    // may be a disk that is not mounted.
    await removeAll(folder, unfinished(await readdir(folder)))
    const made = await backUp(url, join(folder, file), { recipients, stopping })
    const { createdAt, bytes, sha256, encrypted } = made
    const backupOf = new Date(createdAt)
    await noteSuccess(db, 'backup', { beganAt, succeededAt: now(), backupOf, file, bytes, encrypted })
    log.info({ file, bytes, sha256, encrypted }, 'made a backup')
  } catch (error) {
    // What was interrupted is made at the next start.
    if (stopping.aborted) return undefined
    const failure = error instanceof Error ? error.message : String(error)
    log.error({ err: error, folder }, 'no backup could be made; it will be tried again in ten minutes')
    await noteFailure(db, 'backup', now(), failure.slice(0, 500))
    return undefined
  }
  await removeAll(folder, tooMany(await readdir(folder), keep))
  return file
}

async function removeAll(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true })
}
