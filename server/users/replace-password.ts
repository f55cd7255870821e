import { findReader } from '#server/mail/readers.queries.ts'
import { queueReset } from '#server/passwords/password-links.ts'
import type { Trx } from '#server/platform/database.ts'
import { setUser } from './users.queries.ts'

/**
 * A password from before a promotion or an exception is not revived: the person is mailed a link to set a new one (R14).
 *
 * @param origin TMAS's own address. Without it no mail is sent.
 * @throws {Problem} `too_many_mails`
 */
export async function replacePassword(
  trx: Trx,
  userId: string,
  origin: string | undefined,
  now: Date,
): Promise<void> {
  await setUser(trx, userId, { passwordHash: null })
  const reader = await findReader(trx, userId)
  if (reader && origin !== undefined) await queueReset(trx, reader, origin, 'customer', now)
}
