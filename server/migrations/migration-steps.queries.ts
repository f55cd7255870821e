import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { withoutLimits } from '#server/platform/tables.ts'
import { type IndexStatement, indexStatements, type Migration } from './migration-files.ts'

/** Any fixed number that nothing else locks in this database. */
export const lockKey = 7_306_093

/**
 * How many milliseconds the statements of a migration wait for a lock, about a second. What comes after them waits as
 * long, and a request waits two seconds. PostgreSQL ends an autovacuum that is in the way, but only for someone who has
 * waited for `deadlock_timeout`, which is a second unless someone has changed it.
 */
const lockTimeout = sql<number>`
  least(greatest(1200, (select setting::int from pg_settings where name = 'deadlock_timeout') + 200), 1900)`

/**
 * Begins a step: only one instance at a time takes one. The lock belongs to the transaction, so it goes with the
 * connection, even after kill -9, and a pooler cannot keep it. It is tried and not waited for, because building an index
 * concurrently waits for every statement that waits.
 *
 * @returns the process of this session; undefined if another instance has the lock.
 */
export async function beginStep(trx: Trx): Promise<number | undefined> {
  await sql.raw(withoutLimits).execute(trx)
  // If the host of this instance vanishes, its lock is free within a minute.
  const { rows } = await sql<{ isOurs: boolean; pid: number }>`
    select pg_try_advisory_xact_lock(${lockKey}) as is_ours, pg_backend_pid() as pid,
      set_config('lock_timeout', ${lockTimeout}::text, true), set_config('client_min_messages', 'warning', true),
      set_config('tcp_keepalives_idle', '30', true), set_config('tcp_keepalives_interval', '10', true),
      set_config('tcp_keepalives_count', '3', true)`.execute(trx)
  return rows[0]?.isOurs ? rows[0].pid : undefined
}

/** Runs a file whole, in the transaction. */
export async function runWhole(trx: Trx, { text }: Migration): Promise<void> {
  await sql.raw(text).execute(trx)
}

/** @returns how many rows it changed. */
export async function runBatch(trx: Trx, { text }: Migration): Promise<number> {
  const { numAffectedRows = 0n } = await sql.raw(text).execute(trx)
  return Number(numAffectedRows)
}

/** Lets go of what the transaction reads: an index would wait for it. A statement that reads nothing does that. */
export async function endReading(trx: Trx): Promise<void> {
  await sql`set local client_min_messages = 'warning'`.execute(trx)
}

/**
 * Prepares a session to build indexes, each statement by itself. What it waits for it waits for without a limit, because
 * no one who reads or writes waits behind it. @returns its process.
 */
export async function beginBuilding(session: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pg_backend_pid() as pid, set_config('client_min_messages', 'warning', false)`.execute(session)
  await sql`
    select set_config(name, '0', false) from pg_settings
    where name in ('lock_timeout', 'statement_timeout', 'transaction_timeout')`.execute(session)
  // Otherwise PostgreSQL would go on building for a program that was killed. Not every system can look for that.
  await sql`set client_connection_check_interval = '5s'`.execute(session).catch(() => {})
  return rows[0]?.pid ?? 0
}

/** The session may belong to a pooler, which gives it to others. */
export async function endBuilding(session: Db): Promise<void> {
  await sql`reset all`.execute(session)
}

/**
 * Builds and drops the indexes of a file. A build that was broken off leaves an index that is kept up and serves no one;
 * it is dropped first, and also if this one is broken off.
 *
 * @param onBegin is told before anything is touched.
 * @returns false, and touches nothing, if another session still builds one of them.
 */
export async function buildIndexes(
  session: Db,
  { name, text }: Migration,
  onBegin: () => void,
): Promise<boolean> {
  const statements = indexStatements(name, text)
  const names = statements.map(({ index }) => index)
  if (await isUnderWay(session, names)) return false
  onBegin()
  await dropUnfinished(session, names)
  try {
    for (const statement of statements) await sql.raw(statement.text).execute(session)
  } catch (error) {
    // Someone who is waited for could have been in the way: this may not wait for them, too.
    const isCancelled = error instanceof Error && 'code' in error && error.code === cancelled
    if (!isCancelled) await dropUnfinished(session, names).catch(() => undefined)
    throw error
  }
  // A statement that met a deadlock was repeated, and then found what it had begun itself.
  if (!(await areFinished(session, statements))) throw new Unfinished()
  return true
}

const cancelled = '57014'

/** An index was left unfinished, and no one has reported why. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished'
}

/** Whether PostgreSQL still builds one of these, or another index of the same table, for a program that may be gone. */
async function isUnderWay(session: Db, names: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ isUnderWay: boolean }>`
    select exists (
      select from unnest(${names}::text[]) as wanted (name)
      join pg_index on indexrelid = to_regclass(wanted.name) and not indisvalid
      join pg_stat_progress_create_index as build on build.relid = indrelid or build.index_relid = indexrelid
      where build.datname = current_database()) as is_under_way`.execute(session)
  return rows[0]?.isUnderWay === true
}

async function dropUnfinished(session: Db, names: readonly string[]): Promise<void> {
  if (await isUnderWay(session, names)) return
  const { rows } = await sql<{ index: string }>`
    select wanted.name as index from unnest(${names}::text[]) as wanted (name)
    join pg_index on indexrelid = to_regclass(wanted.name) where not indisvalid`.execute(session)
  for (const { index } of rows) await sql`drop index concurrently if exists ${sql.id(index)}`.execute(session)
}

/** Whether each index that a file leaves behind is there and serves. */
async function areFinished(session: Db, statements: readonly IndexStatement[]): Promise<boolean> {
  const isWanted = new Map(statements.map(({ index, isBuilt }) => [index, isBuilt]))
  const names = [...isWanted].flatMap(([index, isBuilt]) => (isBuilt ? [index] : []))
  const { rows } = await sql<{ areFinished: boolean }>`
    select coalesce(bool_and(coalesce(indisvalid, false)), true) as are_finished
    from unnest(${names}::text[]) as wanted (name)
    left join pg_index on indexrelid = to_regclass(wanted.name)`.execute(session)
  return rows[0]?.areFinished === true
}

/**
 * Someone who has what a migration waits for, and whether that one waits for our lock. A role that may not look at
 * others sees only who it is.
 */
export type Holder = {
  pid: number
  role: string | null
  application: string | null
  since: Date | null
  waitsForUs: true | null
}

export async function listHolders(db: Db, pid: number): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select pid, coalesce(usename, backend_type) as role, nullif(application_name, '') as application,
      xact_start as since, nullif(pid in (select pid from ${stepLocks} and not granted), false) as waits_for_us
    from pg_stat_activity where pid = any(pg_blocking_pids(${pid})) order by xact_start`.execute(db)
  return rows
}

/** Who has or wants the lock of a step. */
const stepLocks = sql`pg_locks where locktype = 'advisory' and classid = 0 and objid = ${sql.lit(lockKey)} and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())`

/** @returns the process that takes a step just now. */
export async function findStepper(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ pid: number }>`select pid from ${stepLocks} and granted`.execute(db)
  return rows[0]?.pid
}

/** Ends what a session does just now. */
export async function cancel(db: Db, pid: number): Promise<void> {
  await sql`select pg_cancel_backend(${pid})`.execute(db)
}

/** Gives the application's role its rights, if tables are new or it has none yet. The owner needs none. */
export async function admit(db: Db, role: string, tablesAreNew: boolean): Promise<void> {
  if (!tablesAreNew && !(await isUnknown(db, role))) return
  const { rows } = await sql<{ isWanted: boolean }>`
    select current_user <> ${role} and to_regprocedure('admit_application(text)') is not null as is_wanted`.execute(
    db,
  )
  if (rows[0]?.isWanted) await sql`select admit_application(${role})`.execute(db)
}

/** Whether a role has no rights yet. */
export async function isUnknown(db: Db, role: string): Promise<boolean> {
  const { rows } = await sql<{ isUnknown: boolean }>`
    select current_user <> ${role}
      and not has_table_privilege(${role}, 'schema_migration', 'select') as is_unknown`.execute(db)
  return rows[0]?.isUnknown === true
}

export async function readRole(db: Db): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db)
  return rows[0]?.role ?? ''
}

export async function analyzeAll(db: Db): Promise<void> {
  // A table that others keep from it waits for autovacuum.
  await sql`analyze (skip_locked)`.execute(db)
}
