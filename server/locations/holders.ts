import type { Actor } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { findApiKeyHolder } from '#server/sessions/api-keys.ts'
import { findUserHolder, type Holder } from './locations.queries.ts'

/**
 * Whose customer a user or an API key belongs to, and the roles they hold now; undefined for one that no longer exists,
 * and for an actor who holds none by being who they are.
 */
export async function findHolder(db: Db | Trx, actor: Actor): Promise<Holder | undefined> {
  if (actor.kind === 'api_key') return findApiKeyHolder(db, actor.apiKeyId)
  return actor.kind === 'user' ? findUserHolder(db, actor.userId) : undefined
}
