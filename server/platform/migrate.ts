import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Db, openDatabase, type Trx } from './database.ts'
import type { Log } from './log.ts'

const landed = join(import.meta.dirname, '../../migrations')

/** Any fixed number that nothing else locks in this database. */
export const lockKey = 7_306_093

/** The list of migrations that a database has applied. */
export const createHistory = `
  create table if not exists schema_migration (
    name       text        not null primary key,
    sha256     text        not null,
    applied_at timestamptz not null default now()
  )`

export type Migration = { name: string; text: string; sha256: string }

/**
 * Brings the database to the version of this program, and returns the names of the migrations that it applied.
 *
 * Many instances may call it at once: one works, and the others wait and find nothing left to do. Each file is one
 * transaction, so a failing one leaves the database at the file before it. Afterwards the tables are analyzed.
 * PostgreSQL keeps a plan that it made on an empty table, and everything would be slow until autovacuum runs.
 *
 * @param url with the role that owns the tables.
 * @param options.applicationUrl with the role that TMAS works with, if that is another. It gets its rights on all
 *   tables: everything but to alter audit records.
 * @param options.directory of files `NNNN_name.sql`; the project's own, except in tests.
 * @throws {Error} if a landed file was changed, if a file comes before one that is already applied, or if the database
 *   is newer than this program.
 */
export async function migrate(
  url: string,
  {
    log,
    applicationUrl = url,
    directory = landed,
  }: { log: Pick<Log, 'info'>; applicationUrl?: string; directory?: string },
): Promise<string[]> {
  const migrations = await readMigrations(directory)
  const application = applicationUrl === url ? undefined : await roleOf(applicationUrl)
  const db = openDatabase({ url, poolSize: 1, timeLimits: false })
  try {
    return await db.connection().execute(async (session) => {
      // A lock of the session, not of a transaction. It goes when the connection goes, even after kill -9.
      await sql`select pg_advisory_lock(${lockKey})`.execute(session)
      await sql`set client_min_messages = warning`.execute(session)
      // Where nothing is pending, a role that may not create tables is enough.
      if (!(await hasHistory(session))) await sql.raw(createHistory).execute(session)

      const pending = checkHistory(migrations, await listApplied(session))
      for (const migration of pending) {
        await session.transaction().execute((trx) => apply(trx, migration))
        log.info({ migration: migration.name }, 'migration applied')
      }
      if (pending.length > 0) await sql`analyze`.execute(session)
      if (application) await admit(session, application, pending.length > 0)
      return pending.map(({ name }) => name)
    })
  } finally {
    await db.destroy()
  }
}

/** The migrations that this program has and this database has not applied. While there are any, it cannot serve. */
export async function pendingMigrations(db: Db, directory = landed): Promise<string[]> {
  const names = await listFiles(directory)
  if (!(await hasHistory(db))) return names
  const applied = new Set((await listApplied(db)).map(({ name }) => name))
  return names.filter((name) => !applied.has(name))
}

/**
 * Compares a database with this program: the migrations it has not applied, and what else is wrong (it is newer, or a
 * landed file was changed).
 */
export async function compareVersions(
  db: Db,
  directory = landed,
): Promise<{ pending: string[]; fault?: string }> {
  const pending = await pendingMigrations(db, directory)
  const migrations = await readMigrations(directory)
  if (pending.length === migrations.length) return { pending }
  try {
    checkHistory(migrations, await listApplied(db))
    return { pending }
  } catch (error) {
    return { pending, fault: error instanceof Error ? error.message : String(error) }
  }
}

async function hasHistory(db: Db): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean
  }>`select to_regclass('schema_migration') is not null as found`.execute(db)
  return rows[0]?.found === true
}

async function roleOf(url: string): Promise<string> {
  const db = openDatabase({ url, poolSize: 1 })
  try {
    const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db)
    return rows[0]?.role ?? ''
  } finally {
    await db.destroy()
  }
}

/** Gives the application's role its rights, if tables are new or it has none yet. The owner needs none. */
async function admit(session: Db, role: string, tablesAreNew: boolean): Promise<void> {
  const { rows } = await sql<{ isOwner: boolean; isKnown: boolean }>`
    select current_user = ${role} as is_owner,
      has_table_privilege(${role}, 'schema_migration', 'select') as is_known`.execute(session)
  if (rows[0]?.isOwner || (rows[0]?.isKnown && !tablesAreNew)) return
  const { rows: found } = await sql<{ found: boolean }>`
    select to_regprocedure('admit_application(text)') is not null as found`.execute(session)
  if (found[0]?.found) await sql`select admit_application(${role})`.execute(session)
}

/** What remains to be applied, after checking that files and database agree. */
function checkHistory(migrations: Migration[], applied: { name: string; sha256: string }[]): Migration[] {
  for (const past of applied) {
    const file = migrations.find(({ name }) => name === past.name)
    if (!file) {
      throw new Error(
        `The database is newer than this program: it has seen ${past.name}. Start the version that brought it.`,
      )
    }
    if (file.sha256 !== past.sha256) {
      throw new Error(
        `migrations/${past.name} was changed after this database had applied it. ` +
          'Restore the file, and make the change in a new migration.',
      )
    }
  }

  const last = applied.at(-1)?.name ?? ''
  const pending = migrations.filter(({ name }) => !applied.some((past) => past.name === name))
  const late = pending.find(({ name }) => name < last)
  if (late)
    throw new Error(`migrations/${late.name} comes before ${last}, which is already applied. Renumber it.`)
  return pending
}

async function apply(trx: Trx, { name, text, sha256 }: Migration): Promise<void> {
  try {
    await sql.raw(text).execute(trx)
  } catch (cause) {
    throw new Error(`migrations/${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  await sql`insert into schema_migration (name, sha256) values (${name}, ${sha256})`.execute(trx)
}

async function listApplied(db: Db) {
  const query = sql<{ name: string; sha256: string }>`
    select name, sha256 from schema_migration order by name collate "C"`
  return (await query.execute(db)).rows
}

/** The migrations of this program, in order. */
export function landedMigrations(): Promise<Migration[]> {
  return readMigrations(landed)
}

async function readMigrations(directory: string): Promise<Migration[]> {
  return await Promise.all(
    (await listFiles(directory)).map(async (name) => {
      // git may write other line ends on Windows, which does not change the migration.
      const text = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function listFiles(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  for (const [position, name] of names.entries()) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      throw new Error(`migrations/${name} is not named NNNN_name.sql`)
    if (name.slice(0, 4) === names[position - 1]?.slice(0, 4)) {
      throw new Error(
        `migrations/${name} and ${names[position - 1]} bear the same number. Renumber the newer one.`,
      )
    }
  }
  return names
}
