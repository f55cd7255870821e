import type { Context } from 'hono'
import { markDevice } from '#server/passwords/marks.ts'
import type { SignInCookies, SignInDeps } from '#server/sessions/browser.ts'

/**
 * This browser now knows the account, whichever way it signed in: what strangers try at its password no longer
 * concerns it (R29). Call it wherever a person has proved to be the account's owner.
 */
export async function rememberDevice(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  { device, ticket }: Pick<SignInCookies, 'device' | 'ticket'>,
  c: Context,
  userId: string,
): Promise<void> {
  device.write(c, await markDevice(db, userId, device.read(c), now()))
  if (ticket.read(c) !== undefined) ticket.clear(c)
}
