import { type Insertable, sql } from 'kysely'
import type { ClosedSession } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'

export async function insertClosedSession(trx: Trx, closed: Insertable<ClosedSession>): Promise<void> {
  await trx.insertInto('closedSession').values(closed).execute()
}

/** A session of this hash that was closed after this. */
export function findClosedSession(db: Db, secretHash: Buffer, closedAfter: Date) {
  return db
    .selectFrom('closedSession')
    .select('userId')
    .where('secretHash', '=', secretHash)
    .where('closedAt', '>', closedAfter)
    .executeTakeFirst()
}

/** In one small batch, so that it never holds anyone up; what is left comes the next time. */
export async function deleteClosedSessionsUntil(db: Db, until: Date): Promise<void> {
  await sql`
    delete from closed_session where secret_hash in (
      select secret_hash from closed_session where closed_at <= ${until} limit 1000
    )`.execute(db)
}
