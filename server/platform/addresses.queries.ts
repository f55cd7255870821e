import { type RawBuilder, sql } from 'kysely'

/**
 * The address in a column as `user_account.email_folded` holds it, and as `foldAddress` folds it (R9). In these very words
 * it is indexed on `sign_in_attempt`; as a function of SQL it would not be recognised there.
 */
export function foldedAddress(column: string): RawBuilder<string> {
  return sql`lower(btrim(${sql.ref(column)}, E' \\t\\n\\r\\f\\v') collate "C")`
}
