import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { Disturbance, OutageSign } from '#server/policy/disturbance.ts'

/** The newest attempts that met an outage, and the time of the last success through Microsoft. */
export async function readSigns(
  db: Db,
  since: Date,
): Promise<{ signs: OutageSign[]; lastSuccessAt: Date | null }> {
  const { rows } = await sql<OutageSign>`
    select ended_at as at, outage, network, path from sign_in_attempt
    where outage is not null and ended_at > ${since}
    order by ended_at desc
    limit 1000`.execute(db)
  // No one needs it while all is well.
  if (rows.length === 0) return { signs: [], lastSuccessAt: null }
  const { lastSuccessAt } = await db
    .selectFrom('signInAttempt')
    .select((eb) => eb.fn.max('endedAt').as('lastSuccessAt'))
    .where('door', '=', 'microsoft')
    .where('outcome', '=', 'succeeded')
    .executeTakeFirstOrThrow()
  return { signs: rows, lastSuccessAt }
}

/**
 * Notes that an episode is going on, whichever instance sees it first. One that ended a moment ago continues.
 * Otherwise, if one instance has the wrong credential, every sign-in would start a new one.
 *
 * @returns whether this call started a new one.
 */
export async function startDisturbance(
  db: Db,
  { kind, since }: Disturbance,
  notEndedBefore: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with lasting as (
      update disturbance set ended_at = null, kind = ${kind}
      where id = (select id from disturbance order by began_at desc limit 1)
        and (ended_at is null or ended_at > ${notEndedBefore})
      returning id
    )
    insert into disturbance (id, kind, began_at)
    select ${randomUUIDv7()}::uuid, ${kind}, ${since}::timestamptz where not exists (select from lasting)
    on conflict do nothing
    returning id`.execute(db)
  return rows.length === 1
}

/** @returns whether this call ended it. */
export async function endDisturbance(db: Db, now: Date): Promise<boolean> {
  const closed = await db
    .updateTable('disturbance')
    .set({ endedAt: now })
    .where('endedAt', 'is', null)
    .returning('id')
    .execute()
  return closed.length > 0
}
