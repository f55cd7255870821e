import type { Actor } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { listLiveKeys } from './api-keys.ts'
import { listLiveSessions } from './live-sessions.ts'

/**
 * For work that goes on after its request was answered, such as a long file: whether the next request of this caller
 * would still be accepted. Asking does not count as use.
 *
 * @param caller.sessionId of a person.
 * @throws {Problem} `not_signed_in`
 */
export async function mustBeSignedInStill(
  db: Db,
  { actor, sessionId }: { actor: Actor; sessionId?: string | undefined },
  now: Date,
): Promise<void> {
  if (actor.kind === 'api_key' && !(await listLiveKeys(db, [actor.apiKeyId], now)).has(actor.apiKeyId))
    throw new Problem('not_signed_in', 'The API key ended meanwhile.')
  if (sessionId !== undefined && !(await listLiveSessions(db, [sessionId], now)).has(sessionId))
    throw new Problem('not_signed_in', 'The session ended meanwhile.')
}
