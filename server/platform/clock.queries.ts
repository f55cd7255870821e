import { sql } from 'kysely'
import type { Db } from './database.ts'

export async function readDatabaseClock(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date()
}

/** The latest moment that TMAS itself has noted: of a session, or of a record, whose IDs are in the order of time. */
export async function readNewestStamp(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ newest: Date | null }>`
    select greatest(
      (select max(created_at) from session),
      (select at from audit_record order by id desc limit 1)
    ) as newest`.execute(db)
  return rows[0]?.newest ?? null
}
