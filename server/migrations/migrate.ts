/**
 * Bringing a database to the schema of this program, without stopping those who work on it meanwhile.
 * Not here: the migrations themselves, in `migrations/` at the top.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, openDatabase, type Trx } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import { keepsSession } from '#server/platform/pooler.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { completeHistory, noteApplied, readHistory } from './migration-history.queries.ts'
import {
  admit,
  analyzeAll,
  beginBuilding,
  beginStep,
  buildIndexes,
  cancel,
  endBuilding,
  endReading,
  type Holder,
  isUnknown,
  readRole,
  runBatch,
  runWhole,
} from './migration-steps.queries.ts'
import { GaveWay, isConflict, longestPatience, namingHolders, startPatience } from './migration-waits.ts'
import { compareHistory, dueOf } from './schema-version.ts'

export type MigrationLog = Pick<Log, 'info' | 'warn'>

/**
 * Brings the database to the version of this program, and returns the names of the migrations that it applied.
 *
 * Others go on working meanwhile: no statement waits for a lock longer than about a second, and what could not be done is
 * undone and tried again. Many instances may call it at once: each file is one step, which one instance takes under a
 * lock, and a failing one leaves the database at the file before it.
 *
 * Fillings at the end are left to `fillRows`, for this program works without them, except in a new database, which has
 * nothing to fill. Afterwards the tables are analyzed. PostgreSQL keeps a plan that it made on an empty table, and
 * everything would be slow until autovacuum runs.
 *
 * @param url with the role that owns the tables.
 * @param options.applicationUrl with the role that TMAS works with, if that is another. It gets its rights on all
 *   tables: everything but to alter audit records.
 * @param options.directory of files `NNNN_name.sql`; the project's own, except in tests.
 * @param options.giveUpAfter milliseconds for which a file pauses, all in all, that others are in the way of.
 * @throws {Error} if a landed file was changed, if a file comes before one that is already applied, if the database is
 *   so new that this program does not work with it, or if others were in the way of a file for too long.
 */
export async function migrate(
  url: string,
  {
    log,
    applicationUrl = url,
    directory,
    giveUpAfter = longestPatience,
  }: { log: MigrationLog; applicationUrl?: string; directory?: string; giveUpAfter?: number },
): Promise<string[]> {
  const migrations = await readMigrations(directory)
  const application = applicationUrl === url ? undefined : await roleOf(applicationUrl)
  const db = openDatabase({ url, poolSize: 3, timeLimits: false })
  try {
    const applied = await readHistory(db)
    const { newer } = compareHistory(migrations, applied)
    if (newer.length > 0)
      log.info({ newer }, 'a newer version has migrated the database; this one works with it')
    const select = applied.length === 0 ? (pending: Migration[]) => pending : dueOf
    const names = await takeSteps(db, { url, migrations, select, log, application, giveUpAfter })
    if (names.length > 0) await analyzeAll(db)
    if (application && (await isUnknown(db, application)))
      await locked(db, log, (trx) => admit(trx, application, false))
    return names
  } finally {
    await db.destroy()
  }
}

/**
 * Fills rows as migrations say that run in batches, while this program already serves, and returns the names of those
 * that are done. Half of the time it does nothing, so that others are not slowed down.
 *
 * @param url with the role that owns the tables.
 * @param options.stopping leaves the rest to the next call; so does another instance that is at it. Without it, it waits.
 */
export async function fillRows(
  url: string,
  { log, directory, stopping }: { log: MigrationLog; directory?: string; stopping?: AbortSignal },
): Promise<string[]> {
  const migrations = await readMigrations(directory)
  const db = openDatabase({ url, poolSize: 2, timeLimits: false })
  try {
    // What else is pending is for the start.
    const select = (pending: Migration[]) => (dueOf(pending).length > 0 ? [] : pending)
    return await takeSteps(db, { url, migrations, select, log, stopping, giveUpAfter: longestPatience })
  } finally {
    await db.destroy()
  }
}

type Work = {
  url: string
  migrations: readonly Migration[]
  /** Which of the pending migrations are to be applied. */
  select: (pending: Migration[]) => Migration[]
  log: MigrationLog
  giveUpAfter: number
  application?: string
  stopping?: AbortSignal
}

/** Takes steps until nothing is left. @returns the names of the migrations that are whole now. */
async function takeSteps(db: Db, work: Work): Promise<string[]> {
  const { log, stopping } = work
  const pendingNow = async () => work.select(compareHistory(work.migrations, await readHistory(db)).pending)
  const names: string[] = []
  let patience = startPatience(log, work.giveUpAfter)
  for (let [next] = await pendingNow(); next && !stopping?.aborted; [next] = await pendingNow()) {
    const began = performance.now()
    const step = await takeStep(db, next, work).catch((error) => {
      if (!isConflict(error)) throw error
      return error
    })
    if (step instanceof Error) {
      await patience.afterConflict(next.name, step, stopping)
    } else if (step === 'busy') {
      if (stopping) break
      await patience.afterBusy(db, next.name)
    } else {
      patience = startPatience(log, work.giveUpAfter)
      if (step === 'applied') {
        names.push(next.name)
        log.info({ migration: next.name }, 'migration applied')
      }
      if (step === 'more')
        await sleep(performance.now() - began, undefined, { signal: stopping }).catch(() => {})
    }
  }
  return names
}

/**
 * `busy`: another instance takes a step, or PostgreSQL still builds an index for one that was killed. `nothing`: another
 * was there first, or the list was prepared. `more`: rows may be left to fill.
 */
type Step = 'busy' | 'nothing' | 'more' | 'applied'

async function takeStep(db: Db, migration: Migration, work: Work): Promise<Step> {
  // A batch has to see what others have just committed, whatever the role's default is.
  const transaction = db.transaction().setIsolationLevel('read committed')
  return transaction.execute(async (trx) => {
    const pid = await beginStep(trx)
    if (pid === undefined) return 'busy'
    return namingHolders(db, pid, async () => {
      // By itself, because the locks that it needs would be held for as long as the migration takes.
      if (await completeHistory(trx)) return 'nothing'
      const pending = work.select(compareHistory(work.migrations, await readHistory(trx)).pending)
      if (pending[0]?.name !== migration.name) return 'nothing'
      const step = await apply(trx, migration, { db, work })
      if (step !== 'applied') return step
      await noteApplied(trx, migration)
      // With the last one, so that an instance that finds nothing left to do has its rights.
      if (work.application && pending.length === 1) await admit(trx, work.application, true)
      return 'applied'
    })
  })
}

async function apply(trx: Trx, migration: Migration, { db, work }: { db: Db; work: Work }): Promise<Step> {
  try {
    if (migration.runs === 'in batches') return (await runBatch(trx, migration)) === 0 ? 'applied' : 'more'
    if (migration.runs === 'concurrently')
      return (await buildBeside(trx, migration, { db, work })) ? 'applied' : 'busy'
    await runWhole(trx, migration)
    return 'applied'
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause
    throw new Error(`migrations/${migration.name} failed: ${reason}`, { cause })
  }
}

/**
 * Builds indexes on another session, for it cannot be in a transaction. The transaction keeps the lock, and nothing else.
 *
 * @returns false if PostgreSQL still builds one of them for an instance that was killed.
 */
async function buildBeside(
  trx: Trx,
  migration: Migration,
  { db, work: { url, log } }: { db: Db; work: Work },
): Promise<boolean> {
  await endReading(trx)
  if (!(await keepsSession(url)))
    throw new Error(
      'it builds indexes, for which a pooler has to give each session a connection of its own. ' +
        'Set MIGRATION_DATABASE_URL to PostgreSQL itself',
    )
  return db.connection().execute(async (session) => {
    const pid = await beginBuilding(session)
    let [isTold, givesWay] = [false, false]
    const onWait = async (holders: Holder[]) => {
      if (!isTold)
        log.info(
          { migration: migration.name, holders },
          'an index waits for transactions that began before it',
        )
      isTold = true
      // An earlier version of TMAS waits for our lock in a statement. The two would wait for each other without end.
      if (!holders.some(({ waitsForUs }) => waitsForUs)) return
      givesWay = true
      await cancel(db, pid)
    }
    const tellBegin = () =>
      log.info(
        { migration: migration.name },
        'indexes are built while everything goes on; it can take minutes',
      )
    try {
      return await namingHolders(db, pid, () => buildIndexes(session, migration, tellBegin), onWait)
    } catch (error) {
      throw givesWay ? new GaveWay('another instance waits for this one', { cause: error }) : error
    } finally {
      await endBuilding(session).catch(() => {})
    }
  })
}

/** Does something that only one instance may do at a time. */
async function locked(db: Db, log: MigrationLog, work: (trx: Trx) => Promise<void>): Promise<void> {
  const patience = startPatience(log, longestPatience)
  const once = () =>
    db.transaction().execute(async (trx) => {
      if ((await beginStep(trx)) === undefined) return false
      await work(trx)
      return true
    })
  while (!(await once())) await patience.afterBusy(db)
}

async function roleOf(url: string): Promise<string> {
  const db = openDatabase({ url, poolSize: 1 })
  try {
    return await readRole(db)
  } finally {
    await db.destroy()
  }
}
