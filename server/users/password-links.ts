import { randomUUIDv7 } from 'node:crypto'
import type { PasswordLinkKind } from '#server/audit/audit.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader, type Reader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, newSecret } from '#server/platform/secret.ts'
import { refusalAtDoor, tenantOf } from '#server/policy/doors.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { messages } from '#shared/messages/messages.ts'
import { deletePasswordLinks, insertPasswordLink } from './password-links.queries.ts'

/** How long a link lives (contract). In milliseconds. */
const lifetimes: Record<PasswordLinkKind, number> = {
  reset: 60 * 60 * 1000,
  welcome: 7 * 24 * 60 * 60 * 1000,
  recovery: 15 * 60 * 1000,
}

/**
 * Makes a link with which a user can set their password, once. Only its hash is kept. Whether it opens anything is
 * decided when it is used: it is dead while the password door is closed to the user.
 *
 * A newer link ends the older ones. Only a reset, which any stranger can ask for, leaves those alone that somebody in
 * charge has sent: otherwise a stranger could spoil them.
 *
 * @param origin TMAS_URL's: a link is never built from what a request says.
 */
export async function makePasswordLink(
  trx: Trx,
  reader: Reader,
  kind: PasswordLinkKind,
  origin: string,
  now: Date,
): Promise<{ link: string; expiresAt: Date }> {
  await deletePasswordLinks(trx, reader.userId, kind === 'reset' ? kind : undefined)
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + lifetimes[kind])
  await insertPasswordLink(trx, {
    id: randomUUIDv7(),
    secretHash: hashSecret(secret),
    customerId: reader.customerId,
    userId: reader.userId,
    kind,
    emailFolded: reader.emailFolded,
    createdAt: now,
    expiresAt,
  })
  return { link: `${origin}/set-password?token=${secret}`, expiresAt }
}

/** The doors that are open to a user now, for what a mail tells them to do. */
export async function openDoors(
  db: Db | Trx,
  userId: string,
): Promise<{ password: boolean; microsoft: boolean }> {
  const [standing] = await listStandings(db, [userId])
  if (!standing?.enabled) return { password: false, microsoft: false }
  return {
    password: refusalAtDoor({ door: 'password' }, standing) === null,
    microsoft: tenantOf(standing) !== null,
  }
}

/**
 * Queues the welcome e-mail (R25): a link to set the password for who has that door; for who has only Microsoft, to use
 * it and with which address; nothing for who has neither, being disabled.
 *
 * @returns the door that the mail leads to, or null where none was queued.
 */
export async function queueWelcome(
  trx: Trx,
  userId: string,
  origin: string,
  now: Date,
): Promise<'password' | 'microsoft' | null> {
  const reader = await findReader(trx, userId)
  const doors = await openDoors(trx, userId)
  if (!reader || !(doors.password || doors.microsoft)) return null
  const words = messages[reader.language].letters
  const { subject, withPassword, alsoMicrosoft, withMicrosoft } = words.welcome
  if (!doors.password) {
    const action = { label: words.goToSignIn, url: `${origin}/sign-in` }
    const letter = writeLetter(reader.language, reader.name, {
      subject,
      paragraphs: [withMicrosoft(reader.email)],
      action,
    })
    await queueMail(trx, reader, letter, now)
    return 'microsoft'
  }
  const { link } = await makePasswordLink(trx, reader, 'welcome', origin, now)
  const letter = writeLetter(reader.language, reader.name, {
    subject,
    paragraphs: [withPassword(reader.username), ...(doors.microsoft ? [alsoMicrosoft(reader.email)] : [])],
    action: { label: words.setPassword, url: link },
    after: [words.linkLasts.welcome],
  })
  await queueMail(trx, reader, letter, now)
  return 'password'
}

/** Queues a link to set a new password. Ask `openDoors` first: who has only Microsoft is to be told so instead. */
export async function queueReset(trx: Trx, reader: Reader, origin: string, now: Date): Promise<void> {
  const words = messages[reader.language].letters
  const { link } = await makePasswordLink(trx, reader, 'reset', origin, now)
  const letter = writeLetter(reader.language, reader.name, {
    subject: words.reset.subject,
    paragraphs: [words.reset.text(reader.username)],
    action: { label: words.setPassword, url: link },
    after: [words.linkLasts.reset, words.reset.notAsked],
  })
  await queueMail(trx, reader, letter, now)
}
