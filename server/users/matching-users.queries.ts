import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import { managerRoles } from '#shared/roles.ts'
import { fitting, type UserFilter } from './user-list.queries.ts'

/** A user as a selection knows them. */
export type MatchingUser = {
  id: string
  username: string
  firstName: string
  lastName: string
  isTopManager: boolean
}

/** Who fits the filter, by name, and no more of them than this. */
export async function listMatching(db: Db, filter: UserFilter, most: number): Promise<MatchingUser[]> {
  const { rows } = await sql<MatchingUser>`
    select u.id, u.username, u.first_name, u.last_name,
      exists (
        select from membership
        where membership.user_id = u.id and membership.location_id = u.customer_id
          and membership.role = any(${managerRoles}::text[])
      ) as is_top_manager
    from user_account u
    where ${fitting(filter)}
    order by u.last_name_folded, u.first_name_folded, u.username_folded
    limit ${most}`.execute(db)
  return rows
}
