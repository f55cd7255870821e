import type { Db } from '#server/platform/database.ts'
import { daysBefore } from '#server/policy/roll-out.ts'
import { hasCome } from '#server/policy/start-day.ts'
import { findUnpreparedWave } from './coming-wave.queries.ts'

/**
 * What someone is told after the right password because their wave comes (R36): its day, and their address. Only from the day
 * on which people are told of the wave, and only someone who has not signed in with Microsoft yet.
 */
export async function findComingWave(
  db: Db,
  userId: string,
  now: Date,
): Promise<{ startsOn: string; email: string } | undefined> {
  const wave = await findUnpreparedWave(db, userId)
  if (!wave || wave.noticeDaysBefore === 0) return undefined
  const { startsOn, timeZone, noticeDaysBefore, email } = wave
  const isTold = hasCome({ startsOn: daysBefore(startsOn, noticeDaysBefore), timeZone }, now)
  return isTold ? { startsOn, email } : undefined
}
