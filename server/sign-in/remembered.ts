import { findAttemptById } from '#server/attempts/attempts.queries.ts'
import { deviceLifetime } from '#server/passwords/marks.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { isWithin } from '#server/policy/time.ts'
import { isGuid } from '#shared/shapes.ts'

/** Who signed in with Microsoft last in a browser, and through which chain's address. */
export type Remembered = { loginId: string; chainId: string | undefined }

/**
 * Who signed in with Microsoft last in this browser (R17). Its next attempt is then likelier to have a name if Microsoft
 * stops it. The browser keeps only which sign-in that was: it counts in that browser alone, whose own cookie the attempt
 * is bound to, and says nothing to anyone who reads it. Signing out forgets it.
 *
 * @param last what the browser has kept.
 */
export async function findRemembered(
  db: Db,
  browser: string | undefined,
  last: string | undefined,
  now: Date,
): Promise<Remembered | undefined> {
  if (!isSecret(browser) || !isGuid(last)) return undefined
  const attempt = await findAttemptById(db, last)
  if (!attempt?.browserHash?.equals(hashSecret(browser))) return undefined
  const { outcome, door, purpose, loginId, chainId, startedAt } = attempt
  const isSuccess = outcome === 'succeeded' && door === 'microsoft' && purpose === 'sign_in'
  if (!isSuccess || loginId === null || !isWithin(deviceLifetime, startedAt, now)) return undefined
  return { loginId, chainId: chainId ?? undefined }
}
