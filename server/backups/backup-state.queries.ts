import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

export type BackupWork = 'backup' | 'drill'

export type Success = {
  beganAt: Date
  succeededAt: Date
  /** The moment that the backup shows. */
  backupOf: Date
  /** Its name, without the folder. */
  file: string
  bytes: number
  encrypted: boolean
}

/** What is known of each work, as far as it was ever done. */
export function readBackupStates(db: Db) {
  return db.selectFrom('backupState').selectAll().execute()
}

export function readBackupState(db: Db, work: BackupWork) {
  return db.selectFrom('backupState').selectAll().where('work', '=', work).executeTakeFirst()
}

/** Failures from before no longer matter. */
export async function noteSuccess(db: Db, work: BackupWork, success: Success): Promise<void> {
  const state = { ...success, failures: 0, failedAt: null, failure: null }
  await db
    .insertInto('backupState')
    .values({ work, ...state })
    .onConflict((conflict) => conflict.column('work').doUpdateSet(state))
    .execute()
}

/** Leaves the last success as it is. */
export async function noteFailure(db: Db, work: BackupWork, failedAt: Date, failure: string): Promise<void> {
  await sql`
    insert into backup_state (work, failures, failed_at, failure) values (${work}, 1, ${failedAt}, ${failure})
    on conflict (work) do update
    set failures = backup_state.failures + 1, failed_at = excluded.failed_at, failure = excluded.failure`.execute(
    db,
  )
}
