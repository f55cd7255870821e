import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

/** The tables in which people are named. */
const tables = [
  'user_account',
  'microsoft_link',
  'sign_in_attempt',
  'sign_in_attempt_customer',
  'mail',
  'audit_record',
  'erasure',
] as const

/**
 * Frees what deleted rows occupied, in tables and indexes, at once rather than when PostgreSQL gets round to it. Only
 * the owner of the tables may.
 *
 * @see https://www.postgresql.org/docs/current/sql-vacuum.html
 */
export async function vacuum(owner: Db): Promise<void> {
  for (const table of tables) await sql`vacuum (index_cleanup on) ${sql.table(table)}`.execute(owner)
}
