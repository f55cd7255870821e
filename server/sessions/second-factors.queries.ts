import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/**
 * Whether a user has a second factor: an authenticator app or a passkey. Recovery codes alone do not count, because
 * they only stand in for one.
 */
export async function hasSecondFactor(db: Db | Trx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from authenticator_app where user_id = ${userId})
      or exists (select from passkey where user_id = ${userId}) as has`.execute(db)
  return rows[0]?.has ?? false
}
