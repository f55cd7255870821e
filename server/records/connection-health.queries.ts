import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import { type Refusal, refusalsOfConnection } from '#shared/refusals.ts'
import { conditions, type View } from './sign-ins.queries.ts'

/** Sign-ins with Microsoft of a quarter of an hour that ended alike: with a refusal, or null for success. */
export type CountedEnding = { at: Date; code: Refusal | null; count: number; last: Date }

/** Those that succeeded, and those refused for a reason that can be the connection's, since a moment. */
export async function countEndingsByQuarter(db: Db, view: View, since: Date): Promise<CountedEnding[]> {
  const { rows } = await sql<CountedEnding>`
    select
      date_bin('15 minutes', concerned.attempt_started_at, 'epoch') as at, concerned.code,
      count(*) as count, max(concerned.attempt_started_at) as last
    from sign_in_attempt_customer as concerned
    where ${conditions(view, { door: 'microsoft', from: since })}
      and (concerned.code = any(${refusalsOfConnection}) or concerned.code is null and concerned.attempt_outcome = 'succeeded')
    group by at, concerned.code`.execute(db)
  return rows
}

/** Refusals for a reason that can be the connection's that started after a moment, by their reason. */
export async function countFailuresAfter(
  db: Db,
  view: View,
  moment: Date,
): Promise<{ code: Refusal; count: number; first: Date }[]> {
  const { rows } = await sql<{ code: Refusal; count: number; first: Date }>`
    select concerned.code, count(*) as count, min(concerned.attempt_started_at) as first
    from sign_in_attempt_customer as concerned
    where ${conditions(view, { door: 'microsoft', cause: 'connection', from: moment })}
      and concerned.attempt_started_at > ${moment}
    group by concerned.code`.execute(db)
  return rows
}
