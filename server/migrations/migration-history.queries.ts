import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Migration } from './migration-files.ts'

/** The list of migrations that a database has applied, and of which program each needs (`Migration`). */
export const createHistory = `
  create table if not exists schema_migration (
    name       text        not null primary key,
    sha256     text        not null,
    applied_at timestamptz not null default now(),
    needs      text
  )`

export type Applied = Pick<Migration, 'name' | 'sha256'> & { needs: string | null }

/** In the order of their names, as far as the database has a list of them. */
export async function readHistory(db: Db): Promise<Applied[]> {
  const { isThere } = await lookAtHistory(db)
  if (!isThere) return []
  // Earlier lists have no column `needs`.
  const { rows } = await sql<Applied>`
    select name, sha256, to_jsonb(schema_migration) ->> 'needs' as needs
    from schema_migration order by name collate "C"`.execute(db)
  return rows
}

/** @returns whether anything was missing. */
export async function completeHistory(trx: Trx): Promise<boolean> {
  const { isThere, hasNeeds } = await lookAtHistory(trx)
  if (!isThere) await sql.raw(createHistory).execute(trx)
  else if (!hasNeeds) await sql`alter table schema_migration add column needs text`.execute(trx)
  return !hasNeeds
}

async function lookAtHistory(db: Db): Promise<{ isThere: boolean; hasNeeds: boolean }> {
  const { rows } = await sql<{ isThere: boolean; hasNeeds: boolean }>`
    select found.list is not null as is_there, exists (
      select from pg_attribute where attrelid = found.list and attname = 'needs' and not attisdropped) as has_needs
    from (values (to_regclass('schema_migration'))) as found (list)`.execute(db)
  return rows[0] ?? { isThere: false, hasNeeds: false }
}

/** Notes a migration as applied, in the transaction that applied it. */
export async function noteApplied(trx: Trx, { name, sha256, needs = null }: NoteOf): Promise<void> {
  await sql`insert into schema_migration (name, sha256, needs) values (${name}, ${sha256}, ${needs})`.execute(
    trx,
  )
}

type NoteOf = Pick<Migration, 'name' | 'sha256'> & { needs?: string | null }
