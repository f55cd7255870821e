import type { Db } from '#server/platform/database.ts'
import { mostSelected } from '#shared/many-users.ts'
import { type Acting, currentMemberships } from './acting.ts'
import { listMatching, type MatchingUser } from './matching-users.queries.ts'
import { filterOf, type UserQuery } from './user-list.ts'

/**
 * Everyone whom the list would show for this filter, on all its pages, by name: for selecting them all. At most
 * `mostSelected`; if there are more, `isCut` says so.
 *
 * @throws {Problem} as `readUsers`.
 */
export async function readMatching(
  db: Db,
  acting: Acting,
  query: Omit<UserQuery, 'limit' | 'cursor' | 'sort'>,
  now: Date,
): Promise<{ items: MatchingUser[]; isCut: boolean }> {
  const filter = await filterOf(db, acting, await currentMemberships(db, acting), query, now)
  const found = await listMatching(db, filter, mostSelected + 1)
  return { items: found.slice(0, mostSelected), isCut: found.length > mostSelected }
}
