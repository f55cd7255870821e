import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { refusalAtDoor, type Standing } from '#server/policy/doors.ts'
import { isFactorRequired } from '#server/policy/second-factor-day.ts'
import { goesOn } from '#server/policy/shared-device.ts'
import type { Span } from '#server/policy/time.ts'
import { listWithSecondFactor } from './second-factors.queries.ts'
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
  return (await listClosedByDay(db, [userId], now)).get(userId) ?? null
}

/** The same for several users, in as many statements: what is closed, by user. */
export async function listClosedByDay(
  db: Db,
  userIds: readonly string[],
  now: Date,
): Promise<Map<string, 'door' | 'second_factor'>> {
  if (userIds.length === 0) return new Map()
  const standings = await listStandings(db, [...new Set(userIds)], now)
  const isShut = (standing: Standing) => refusalAtDoor({ door: 'password' }, standing, now) !== null
  const required = standings.filter((standing) => !isShut(standing) && isFactorRequired(standing, now))
  const factors = await listWithSecondFactor(
    db,
    required.map(({ userId }) => userId),
  )
  const lacking = required.filter(({ userId }) => !factors.has(userId))
  return new Map([
    ...standings.filter(isShut).map(({ userId }) => [userId, 'door'] as const),
    ...lacking.map(({ userId }) => [userId, 'second_factor'] as const),
  ])
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
