import type { Context } from 'hono'
import { markDevice } from '#server/passwords/marks.ts'
import type { SignInCookies, SignInDeps } from '#server/sessions/browser.ts'
import { findDeviceOf } from '#server/sessions/shared-devices.ts'

/**
 * This browser now knows the account, whichever way it signed in: what strangers try at its password no longer
 * concerns it (R29). Call it wherever a person has proved to be the account's owner. A shared computer is no one's, and
 * remembers no account (R38).
 *
 * @returns whether anything of the person may be remembered in this browser.
 */
export async function rememberDevice(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  { device, ticket, sharedDevice }: Pick<SignInCookies, 'device' | 'ticket' | 'sharedDevice'>,
  c: Context,
  userId: string,
): Promise<boolean> {
  if (ticket.read(c) !== undefined) ticket.clear(c)
  if (await findDeviceOf(db, sharedDevice, c)) {
    // A browser keeps it for so long from the last time that it is written.
    sharedDevice.write(c, sharedDevice.read(c) ?? '')
    return false
  }
  device.write(c, await markDevice(db, userId, device.read(c), now()))
  return true
}
