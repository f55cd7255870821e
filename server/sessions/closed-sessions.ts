import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import {
  deleteClosedSessionsUntil,
  findClosedSession,
  insertClosedSession,
} from './closed-sessions.queries.ts'
import { listStandings } from './standings.queries.ts'

/** Milliseconds for which an ended session could have lived at most (R28). After that no one asks for it. */
const remembered = 12 * 60 * 60 * 1000

/** Remembers a session that ended because its user can sign in with Microsoft only. */
export async function rememberClosed(
  trx: Trx,
  session: { secretHash: Buffer; customerId: string; userId: string },
  closedAt: Date,
): Promise<void> {
  const { secretHash, customerId, userId } = session
  await insertClosedSession(trx, { secretHash, customerId, userId, closedAt })
}

/**
 * Whether the session of this cookie ended because the password no longer works, and it still does not. Only the
 * browser that has the cookie is shown this, because it had proved the password (R13, R18).
 */
export async function isLeftWithMicrosoft(db: Db, secret: string | undefined, now: Date): Promise<boolean> {
  if (!isSecret(secret)) return false
  const closed = await findClosedSession(db, hashSecret(secret), new Date(now.getTime() - remembered))
  if (!closed) return false
  const [standing] = await listStandings(db, [closed.userId], now)
  return standing !== undefined && refusalAtDoor({ door: 'password' }, standing, now) === 'microsoft_required'
}

/** Forgets what no one will ask for, in one small batch. */
export function deleteOldClosedSessions(db: Db, now: Date): Promise<void> {
  return deleteClosedSessionsUntil(db, new Date(now.getTime() - remembered))
}
