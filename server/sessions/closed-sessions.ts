import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import {
  deleteClosedSessionsUntil,
  findClosedSession,
  insertClosedSession,
} from './closed-sessions.queries.ts'
import { listStandings } from './standings.queries.ts'

/** Milliseconds for which a session that is over would have lived at most (R28): nobody asks for it later. */
const remembered = 12 * 60 * 60 * 1000

/** Remembers a session that ended because its user is left with Microsoft alone. */
export async function rememberClosed(
  trx: Trx,
  session: { secretHash: Buffer; customerId: string; userId: string },
  closedAt: Date,
): Promise<void> {
  const { secretHash, customerId, userId } = session
  await insertClosedSession(trx, { secretHash, customerId, userId, closedAt })
}

/**
 * Whether the session of this cookie ended because a password opens nothing any more, and still does not: told to whoever
 * bears the cookie, who had proved the password (R13, R18).
 */
export async function isLeftWithMicrosoft(db: Db, secret: string | undefined, now: Date): Promise<boolean> {
  if (!isSecret(secret)) return false
  const closed = await findClosedSession(db, hashSecret(secret), new Date(now.getTime() - remembered))
  if (!closed) return false
  const [standing] = await listStandings(db, [closed.userId])
  return standing !== undefined && refusalAtDoor({ door: 'password' }, standing) === 'microsoft_required'
}

/** Forgets what nobody asks for any more, in one small batch. */
export function deleteOldClosedSessions(db: Db, now: Date): Promise<void> {
  return deleteClosedSessionsUntil(db, new Date(now.getTime() - remembered))
}
