import { listReaders } from '#server/mail/readers.queries.ts'
import { queueResets } from '#server/passwords/password-links.ts'
import type { Trx } from '#server/platform/database.ts'
import { clearPasswords } from './users.queries.ts'

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
  await replacePasswords(trx, [userId], origin, now)
}

/** The same of many users of a customer. @throws {Problem} `too_many_mails` */
export async function replacePasswords(
  trx: Trx,
  userIds: readonly string[],
  origin: string | undefined,
  now: Date,
): Promise<void> {
  if (userIds.length === 0) return
  await clearPasswords(trx, userIds)
  if (origin !== undefined) await queueResets(trx, await listReaders(trx, userIds), origin, 'customer', now)
}
