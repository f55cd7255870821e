import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The index by which people are found by any part of a name or address (migrations/0021), and what it needs. */
export type NamesIndex = {
  /** Whether searches can use it. */
  isReady: boolean
  /** Whether it is there, but was broken off while it was made. */
  isBroken: boolean
  /** Whether the extension's files are on the machine of PostgreSQL. */
  isAvailable: boolean
  /** The schema of the extension, in quotation marks where it needs them; null where the database does not have it. */
  schema: string | null
}

export async function readNamesIndex(db: Db): Promise<NamesIndex> {
  const { rows } = await sql<NamesIndex>`
    select coalesce(indisvalid, false) as is_ready, indisvalid is false as is_broken,
      exists (select from pg_available_extensions where name = 'pg_trgm') as is_available,
      (select quote_ident(nspname) from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
        where extname = 'pg_trgm') as schema
    from (values (to_regclass('user_account_by_any_part'))) as found (index)
    left join pg_index on indexrelid = found.index`.execute(db)
  return rows[0] as NamesIndex
}

/** Asks for the extension, which any owner of a database may have, if it is not forbidden. */
export async function addTrigrams(db: Db): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db)
}

/** Makes the index while everything goes on. */
export async function addNamesIndex(db: Db, schema: string): Promise<void> {
  await sql`
    create index concurrently if not exists user_account_by_any_part on user_account
    using gin (searched_by ${sql.raw(schema)}.gin_trgm_ops)`.execute(db)
}
