import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#server/config.ts'
import type { Db } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import { ifOnlyOne } from '#server/platform/only-one.ts'
import { type Scheduler, startScheduler } from '#server/platform/scheduler.ts'
import { backUp } from './backup.ts'
import { noteFailure, noteSuccess, readBackupState, type Success } from './backup-state.queries.ts'
import { backupName, fromTheFuture, isToBeMade, tooMany, unfinished } from './backup-times.ts'

/** Milliseconds between two looks at whether a backup is due. */
const pause = 30 * 1000

/** Milliseconds after which no one still writes to a file. */
const abandoned = 60 * 60 * 1000

/** Any fixed number that nothing else locks in this database. */
const lockKey = 7_306_095

type Deps = {
  db: Db
  url: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  now: () => Date
  backups: NonNullable<Config['backups']>
  remembered: Remembered
}

/** What this process did, for when the database cannot note it: no one is to make the same backup again and again. */
export type Remembered = { success?: Success | undefined; failedAt?: Date }

/** Makes backups at their times, while the server runs. Of many instances with the setting, one makes each. */
export function keepBackups(deps: Omit<Deps, 'remembered'>): Scheduler {
  const remembered: Remembered = {}
  return startScheduler(deps.log, [
    {
      name: 'make a backup',
      pause,
      work: (stopping) => backUpIfDue({ ...deps, remembered }, stopping),
    },
  ])
}

/**
 * Makes a backup if one is due and no other instance is making it. The oldest ones are removed once it is whole.
 *
 * @returns the name of the file it made.
 */
export async function backUpIfDue(deps: Deps, stopping: AbortSignal): Promise<string | undefined> {
  const { url, now, backups } = deps
  await noteRemembered(deps)
  const isDue = async () => isToBeMade(backups.times, await stateOf(deps), now())
  if (!(await isDue())) return undefined
  return ifOnlyOne(url, lockKey, async () => {
    // Another instance may have made it between the two.
    return (await isDue()) ? make(deps, stopping) : undefined
  })
}

async function stateOf({ db, remembered: { success, failedAt } }: Deps) {
  const state = await readBackupState(db, 'backup')
  return {
    beganAt: latest(state?.beganAt, success?.beganAt),
    failedAt: latest(state?.failedAt, failedAt),
  }
}

function latest(one: Date | null | undefined, other: Date | undefined): Date | null {
  if (!one || !other) return one ?? other ?? null
  return one > other ? one : other
}

async function make(deps: Deps, stopping: AbortSignal): Promise<string | undefined> {
  const { db, url, log, now, backups, remembered } = deps
  const { folder, recipients } = backups
  const beganAt = now()
  const file = backupName(beganAt, recipients.length > 0)
  try {
    // A folder that is missing is not created: it may be a disk that is not mounted.
    await removeUnfinished(deps)
    const made = await backUp(url, join(folder, file), { recipients, stopping })
    const { createdAt, bytes, sha256, encrypted } = made
    const backupOf = new Date(createdAt)
    remembered.success = { beganAt, succeededAt: now(), backupOf, file, bytes, encrypted }
    log.info({ file, bytes, sha256, encrypted }, 'made a backup')
  } catch (error) {
    // What was interrupted is made at the next start.
    if (stopping.aborted) return undefined
    remembered.failedAt = now()
    const failure = error instanceof Error ? error.message : String(error)
    log.error({ err: error, folder }, 'no backup could be made; it will be tried again in ten minutes')
    await noteFailure(db, 'backup', now(), failure.slice(0, 500))
    return undefined
  }
  await removeOld(deps, file)
  await noteRemembered(deps)
  return file
}

/** What was made is there, whether or not the database can note it now. */
async function noteRemembered({ db, log, remembered }: Deps): Promise<void> {
  if (!remembered.success) return
  try {
    await noteSuccess(db, 'backup', remembered.success)
    remembered.success = undefined
  } catch (err) {
    log.error({ err }, 'the database cannot note that a backup was made; it will be tried again')
  }
}

async function removeOld({ log, now, backups: { folder, keep } }: Deps, made: string): Promise<void> {
  const names = await readdir(folder)
  const later = fromTheFuture(names, now()).filter((name) => name !== made)
  if (later.length > 0)
    log.warn(
      { folder, files: later },
      'backups are named later than now; they are not counted and not removed',
    )
  await removeAll(log, folder, tooMany(names, keep, made, now()))
}

/** Another installation, or a command, may be writing there at this moment. */
async function removeUnfinished({ log, now, backups: { folder } }: Deps): Promise<void> {
  for (const name of unfinished(await readdir(folder))) {
    const changedAt = await stat(join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    )
    if (changedAt < now().getTime() - abandoned) await removeAll(log, folder, [name])
  }
}

/** One that cannot be removed keeps no other. */
async function removeAll(log: Deps['log'], folder: string, names: readonly string[]): Promise<void> {
  for (const name of names)
    await rm(join(folder, name), { force: true }).catch((err: Error) =>
      log.warn({ err, file: name }, 'a backup cannot be removed'),
    )
}
