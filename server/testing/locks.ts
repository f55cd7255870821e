import { sql } from 'kysely'
import { type Db, poolFigures } from '#server/platform/database.ts'

/**
 * Resolves as soon as some work waits for a lock in this database, or for a customer's lock with these connections, or is
 * over: whichever it comes to.
 */
export async function waitingOrSettled(db: Db, work: Promise<unknown>): Promise<void> {
  let isOver = false
  const end = () => {
    isOver = true
  }
  void work.then(end, end)
  while (!isOver && poolFigures(db).waitingForLocks === 0 && !(await isLockAwaited(db)))
    await sql`select pg_sleep(0.01)`.execute(db)
}

async function isLockAwaited(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length > 0
}
