import type { Db } from '#server/platform/database.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { type Applied, readHistory } from './migration-history.queries.ts'

/**
 * Compares what a database has applied with what this program has. A database that a newer program has migrated is one
 * that this program works with, unless one of those migrations says that it needs a newer one.
 *
 * @returns the migrations that are not applied yet, in order, and the names of those that only a newer program knows.
 * @throws {Error} if this program cannot work with that database, nor bring it to its own version.
 */
export function compareHistory(
  migrations: readonly Migration[],
  applied: readonly Applied[],
): { pending: Migration[]; newer: string[] } {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const newest = migrations.at(-1)?.name ?? ''
  const newer: string[] = []
  for (const { name, sha256, needs } of applied) {
    const file = known.get(name)
    if (!file && name <= newest)
      throw new Error(
        `The database has seen ${name}, which this program does not have. Start the version that brought it.`,
      )
    if (!file && needs !== null && needs > newest.slice(0, 4))
      throw new Error(
        `The database is newer than this program: it has had ${name} applied, which needs a version of TMAS that includes migration ${needs}. Start a newer version.`,
      )
    if (!file) newer.push(name)
    else if (file.sha256 !== sha256)
      throw new Error(
        `migrations/${name} was changed after this database had applied it. ` +
          'Restore the file, and make the change in a new migration.',
      )
  }

  const names = new Set(applied.map(({ name }) => name))
  const pending = migrations.filter(({ name }) => !names.has(name))
  const last = applied.at(-1)?.name ?? ''
  const late = pending.find(({ name }) => name < last)
  if (late)
    throw new Error(`migrations/${late.name} comes before ${last}, which is already applied. Renumber it.`)
  return { pending, newer }
}

/** Those that come before this program can serve: all but the fillings at the end, without which it works, too. */
export function dueOf(pending: readonly Migration[]): Migration[] {
  return pending.slice(0, pending.findLastIndex(({ runs }) => runs !== 'in batches') + 1)
}

export type Versions = {
  /** Until these are applied, this program cannot serve. */
  pending: string[]
  /** Rows are still being filled by these, which this program works without. */
  filling: string[]
  /** Applied by a newer program, and this one works with them. */
  newer: string[]
  /** Why this program cannot work with this database, and how it can. */
  fault?: string
}

/** How a database stands to this program. */
export async function compareVersions(db: Db, directory?: string): Promise<Versions> {
  const migrations = await readMigrations(directory)
  const applied = await readHistory(db)
  try {
    const { pending, newer } = compareHistory(migrations, applied)
    const due = dueOf(pending)
    const names = (of: readonly Migration[]) => of.map(({ name }) => name)
    return { pending: names(due), filling: names(pending.slice(due.length)), newer }
  } catch (error) {
    return {
      pending: [],
      filling: [],
      newer: [],
      fault: error instanceof Error ? error.message : String(error),
    }
  }
}
