import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/**
 * Whether a user has a second factor: an authenticator app or a passkey. Recovery codes alone do not count, because
 * they only replace one.
 */
export async function hasSecondFactor(db: Db | Trx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from authenticator_app where user_id = ${userId})
      or exists (select from passkey where user_id = ${userId}) as has`.execute(db)
  return rows[0]?.has ?? false
}

/** Those of these users who have one. */
export async function listWithSecondFactor(db: Db | Trx, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const { rows } = await sql<{ userId: string }>`
    select user_id from authenticator_app where user_id = any(${userIds}::uuid[])
    union select user_id from passkey where user_id = any(${userIds}::uuid[])`.execute(db)
  return new Set(rows.map(({ userId }) => userId))
}
