import { sql } from 'kysely'
import type { Db } from './platform/database.ts'

/** What only the database knows: the same for every instance. */
export async function readFigures(db: Db, now: Date, idleSince: Date) {
  const sessions = await db
    .selectFrom('session')
    .select(['door', (eb) => eb.fn.countAll<number>().as('count')])
    .where('expiresAt', '>', now)
    .where('lastUsedAt', '>', idleSince)
    .groupBy('door')
    .execute()
  return { sessions, outbox: await readOutbox(db, now) }
}

/** The mails that are waiting, the oldest of them, and those that were given up in the last three days. */
export async function readOutbox(db: Db, now: Date) {
  const { rows } = await sql<{ waiting: number; oldest: Date | null; givenUp: number }>`
    select
      count(*) filter (where failed_at is null) as waiting,
      -- One that may not be sent yet has not waited.
      min(coalesce(retried_at, created_at)) filter (
        where failed_at is null and coalesce(retried_at, created_at) <= ${now}
      ) as oldest,
      count(*) filter (
        where failed_at > ${now}::timestamptz - interval '3 days' and withdrawn_because is null
      ) as given_up
    from mail where sent_at is null`.execute(db)
  return rows[0] ?? { waiting: 0, oldest: null, givenUp: 0 }
}
