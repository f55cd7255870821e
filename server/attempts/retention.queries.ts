import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import { earliestIdAt } from '#server/platform/ids.ts'

/** Rows that are deleted in one statement. No one waits for more. */
const batch = 1_000

/**
 * Deletes attempts, with what customers read of them, that are older than this (R39). By their IDs, which are in the
 * order of time, so that the oldest are found at once.
 *
 * @returns how many.
 */
export function deleteOldAttempts(db: Db, before: Date): Promise<number> {
  return deleteAll(() =>
    sql`
      delete from sign_in_attempt where id in (
        select id from sign_in_attempt where id < ${earliestIdAt(before)}::uuid and started_at < ${before}
        order by id limit ${batch} for update skip locked
      )`.execute(db),
  )
}

/** Deletes what is kept of mails that were sent, or given up, before this. */
export function deleteOldMails(db: Db, before: Date): Promise<number> {
  return deleteAll(() =>
    sql`
      delete from mail where id in (
        select id from mail
        where id < ${earliestIdAt(before)}::uuid and created_at < ${before} and (sent_at is not null or failed_at is not null)
        order by id limit ${batch} for update skip locked
      )`.execute(db),
  )
}

async function deleteAll(some: () => Promise<{ numAffectedRows?: bigint }>): Promise<number> {
  let deleted = 0
  for (;;) {
    const count = Number((await some()).numAffectedRows ?? 0)
    deleted += count
    if (count < batch) return deleted
  }
}
