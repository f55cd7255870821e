import { sql } from 'kysely'
import { areaOf } from '#server/locations/touched.queries.ts'
import type { Db } from '#server/platform/database.ts'

export type WouldBeRefused = {
  userId: string
  /** Password sign-ins that mandatory authentication would have refused. */
  wouldBeRefused: number
  lastPasswordSignInAt: string | null
}

/**
 * People whom mandatory authentication at a chain concerns, who have signed in with a password since a moment, and
 * would have been refused.
 */
export async function listWouldBeRefused(
  db: Db,
  chain: { id: string },
  since: Date,
): Promise<WouldBeRefused[]> {
  const { rows } = await sql<Omit<WouldBeRefused, 'lastPasswordSignInAt'> & { last: Date }>`
    with recursive ${areaOf(chain.id, 'mandatoryAuthentication')}
    select user_id, count(*) as would_be_refused, max(started_at) as last
    from sign_in_attempt
    where rehearsed_code is not null and outcome = 'succeeded' and started_at >= ${since} and user_id in (
      select user_id from membership join area on area.id = membership.location_id
    )
    group by user_id`.execute(db)
  return rows.map(({ last, ...person }) => ({ ...person, lastPasswordSignInAt: last.toISOString() }))
}
