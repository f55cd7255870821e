import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import { conditions, type View } from './sign-ins.queries.ts'

/** Sign-ins by how they ended. */
export type Outcomes = { succeeded: number; refused: number; pending: number }

/**
 * Sign-ins since a moment, counted by quarters of an hour: the very rows that the list shows. Every time zone is a whole
 * number of quarters from UTC, so that the reader's days can be made of them.
 */
export async function countByQuarter(db: Db, view: View, since: Date): Promise<(Outcomes & { at: Date })[]> {
  const { rows } = await sql<Outcomes & { at: Date }>`
    select
      date_bin('15 minutes', concerned.attempt_started_at, 'epoch') as at,
      count(*) filter (where concerned.code is null and concerned.attempt_outcome = 'succeeded') as succeeded,
      count(*) filter (where concerned.code is not null) as refused,
      count(*) filter (where concerned.code is null and concerned.attempt_outcome = 'pending') as pending
    from sign_in_attempt_customer as concerned
    where ${conditions(view, { from: since })}
    group by at`.execute(db)
  return rows
}
