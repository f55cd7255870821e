import type { Context } from 'hono'
import type { Cookie } from '#server/platform/cookies.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { findSharedDevice } from './shared-devices.queries.ts'

/** Milliseconds for which a browser keeps the cookie; it is renewed with each sign-in. Browsers keep none for longer. */
export const sharedDeviceLifetime = 400 * 24 * 60 * 60 * 1000

/**
 * The header in which a page of the console says that the person has done something since its last request. On a shared
 * computer nothing else but a page that is opened counts as use, so that what a page does by itself keeps no one signed
 * in (R38).
 */
const attendedHeader = 'tmas-attended'

/** Whether a person is behind this request, as far as the browser says. */
export function isAttended(c: Context): boolean {
  return c.req.header(attendedHeader) !== undefined || c.req.header('sec-fetch-mode') === 'navigate'
}

/**
 * The shared computer that this browser is, if it is marked as one. The cookie gives no access: it only restricts. Of a
 * device that was unmarked, it is removed.
 */
export async function findDeviceOf(db: Db, cookie: Cookie, c: Context) {
  const secret = cookie.read(c)
  if (secret === undefined) return undefined
  const device = isSecret(secret) ? await findSharedDevice(db, hashSecret(secret)) : undefined
  if (!device) cookie.clear(c)
  return device
}

/** Whether this browser is marked as a shared computer. */
export async function isSharedComputer(db: Db, cookie: Cookie, c: Context): Promise<boolean> {
  return (await findDeviceOf(db, cookie, c)) !== undefined
}
