import { sql } from 'kysely'
import type { Db, Trx } from './database.ts'
import { indexStatements, type Migration } from './migration-files.ts'

/** Any fixed number that nothing else locks in this database. */
export const lockKey = 7_306_093

/** How long the statements of a migration wait for a lock. What comes after them waits as long. */
export const lockTimeout = '500ms'

/**
 * How long the building of an index waits for transactions that began before it. Nothing waits for it meanwhile, but an
 * earlier version of TMAS that starts at the same time and waits for our lock is such a transaction.
 */
const buildTimeout = '60s'

/**
 * Begins a step: only one instance at a time takes one. The lock belongs to the transaction, so it goes with the
 * connection, even after kill -9, and a pooler cannot keep it. It is tried and not waited for, because building an index
 * concurrently waits for every statement that waits.
 *
 * @returns the process of this session; undefined if another instance has the lock.
 */
export async function beginStep(trx: Trx): Promise<number | undefined> {
  const { rows } = await sql<{ isOurs: boolean; pid: number }>`
    select pg_try_advisory_xact_lock(${lockKey}) as is_ours, pg_backend_pid() as pid,
      set_config('lock_timeout', ${lockTimeout}, true), set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true),
      set_config('client_min_messages', 'warning', true)`.execute(trx)
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
  await sql.raw(`set local lock_timeout = '${lockTimeout}'`).execute(trx)
}

/** Prepares a session to build indexes, each statement by itself. @returns its process. */
export async function beginBuilding(session: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pg_backend_pid() as pid, set_config('lock_timeout', ${buildTimeout}, false),
      set_config('statement_timeout', '0', false), set_config('client_min_messages', 'warning', false)`.execute(
    session,
  )
  return rows[0]?.pid ?? 0
}

/** The session may belong to a pooler, which gives it to others. */
export async function endBuilding(session: Db): Promise<void> {
  for (const name of ['lock_timeout', 'statement_timeout', 'client_min_messages'])
    await sql.raw(`reset ${name}`).execute(session)
}

/**
 * Builds and drops the indexes of a file. A build that was broken off leaves an index that is kept up and serves no one;
 * it is dropped first, and also if this one is broken off.
 */
export async function buildIndexes(session: Db, { name, text }: Migration): Promise<void> {
  const statements = indexStatements(name, text)
  const names = statements.map(({ index }) => index)
  await dropUnfinished(session, names)
  try {
    for (const statement of statements) await sql.raw(statement.text).execute(session)
  } catch (error) {
    await dropUnfinished(session, names).catch(() => undefined)
    throw error
  }
  // A statement that met a deadlock was repeated, and then found what it had begun itself.
  if ((await listUnfinished(session, names)).length > 0) throw new Unfinished()
}

/** An index was left unfinished, and no one has reported why. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished'
}

async function dropUnfinished(session: Db, names: readonly string[]): Promise<void> {
  for (const index of await listUnfinished(session, names))
    await sql`drop index concurrently if exists ${sql.id(index)}`.execute(session)
}

async function listUnfinished(session: Db, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ index: string }>`
    select wanted.name as index from unnest(${names}::text[]) as wanted (name)
    join pg_index on indexrelid = to_regclass(wanted.name) where not indisvalid`.execute(session)
  return rows.map(({ index }) => index)
}

/** Someone who has what a migration waits for. A role that may not look at others sees only who it is. */
export type Holder = { pid: number; role: string | null; application: string | null; since: Date | null }

export async function listHolders(db: Db, pid: number): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select pid, coalesce(usename, backend_type) as role, nullif(application_name, '') as application,
      xact_start as since
    from pg_stat_activity where pid = any(pg_blocking_pids(${pid})) order by xact_start`.execute(db)
  return rows
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
  await sql`analyze`.execute(db)
}
