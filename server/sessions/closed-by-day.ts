import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { isFactorRequired } from '#server/policy/second-factor-day.ts'
import { goesOn } from '#server/policy/shared-device.ts'
import type { Span } from '#server/policy/time.ts'
import { hasSecondFactor } from './second-factors.queries.ts'
import { findSessionByHash } from './sessions.queries.ts'
import { listStandings } from './standings.queries.ts'

/**
 * What a day that has come has closed to a user's sessions with a password: its door, by a wave or the end of an exception
 * (R36); or, to a manager without a second factor, everything until they set one up (R30). Null if nothing.
 */
export async function closedByDay(
  db: Db,
  userId: string,
  now: Date,
): Promise<'door' | 'second_factor' | null> {
  const [standing] = await listStandings(db, [userId], now)
  if (!standing) return null
  if (refusalAtDoor({ door: 'password' }, standing, now) !== null) return 'door'
  return isFactorRequired(standing, now) && !(await hasSecondFactor(db, userId)) ? 'second_factor' : null
}

/**
 * Whether the session of this cookie opens nothing because its user, a manager, has to set up a second factor first (R30).
 * Only the browser that has the cookie is shown this, because it had proved the password (R18).
 *
 * @param used the span in which a session must have been used (R28).
 */
export async function lacksFactor(
  db: Db,
  secret: string | undefined,
  used: Span,
  now: Date,
): Promise<boolean> {
  if (!isSecret(secret)) return false
  const found = await findSessionByHash(db, hashSecret(secret), now, used)
  // On a shared computer the next person may be there (R38).
  if (found?.sharedDevice && !goesOn({ ...found.sharedDevice, ...found }, now)) return false
  return found?.mayBeClosed === true && (await closedByDay(db, found.user.id, now)) === 'second_factor'
}
