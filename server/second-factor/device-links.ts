import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader, whereTheyRead } from '#server/mail/readers.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  countDeviceLinks,
  deleteDeviceLinksUntil,
  findDeviceLinkUser,
  insertDeviceLink,
  takeDeviceLink,
} from './device-links.queries.ts'

/** Milliseconds for which a link works. */
const lifetime = 60 * 60 * 1000

/** Links of one user that work at the same time; beyond that, no more are mailed. */
const most = 3

/**
 * Mails a user a link that makes the browser in which it is opened a known device of theirs: to the address at which
 * they were last seen to read mail, which someone who only knows the password does not read. Of many requests only the
 * first few send one, and none makes an earlier link useless.
 *
 * @param origin TMAS_URL's.
 */
export function mailDeviceLink(db: Db, userId: string, origin: string, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    const reader = await findReader(trx, userId)
    if (!reader || (await countDeviceLinks(trx, reader, now)) >= most) return
    const secret = newSecret()
    const secretHash = hashSecret(secret)
    const { customerId, emailFolded, language, name } = reader
    const expiresAt = new Date(now.getTime() + lifetime)
    await insertDeviceLink(trx, {
      customerId,
      userId,
      secretHash,
      emailFolded,
      expiresAt,
    })
    const { subject, text, button } = messages[language].secondFactor.letters.device
    const letter = writeLetter(language, name, {
      subject,
      paragraphs: [text],
      action: { label: button, url: `${origin}/sign-in/device?token=${secret}` },
      after: [messages[language].secondFactor.letters.trace],
    })
    const about = { kind: 'device_link', linkDigest: secretHash.toString('hex') } as const
    await queueMail(trx, whereTheyRead(reader), letter, about, 'notice', now)
  })
}

/** Whose device a link would make known; undefined if it has expired, was used, or is none. */
export async function findDeviceLink(db: Db, token: string | undefined, now: Date) {
  return isSecret(token) ? findDeviceLinkUser(db, hashSecret(token), now) : undefined
}

/** Uses up a link. @returns its user, whose device this browser is now to become. */
export async function useDeviceLink(db: Db, token: string | undefined, now: Date) {
  return isSecret(token) ? takeDeviceLink(db, hashSecret(token), now) : undefined
}

/** Deletes links that have expired. */
export function deleteExpiredDeviceLinks(db: Db, now: Date): Promise<void> {
  return deleteDeviceLinksUntil(db, now)
}
