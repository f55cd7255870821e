import { record } from '#server/audit/audit.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findKeyName, findReader } from '#server/mail/readers.queries.ts'
import { findWaysToSignIn, queueReset, queueWelcome } from '#server/passwords/password-links.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Acting } from './acting.ts'
import { takeUserWithinReach } from './reach.ts'

/**
 * Mails a user a link to set a new password. The old one works until then.
 *
 * @throws {Problem} `not_found`, `forbidden`; `account_disabled`, `microsoft_required` if the user may not have a
 *   password.
 */
export function resetPassword(
  db: Db,
  manager: Acting,
  userId: string,
  origin: string,
  now: Date,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const reader = await takeUserWithinReach(trx, manager, userId)
    const doors = await findWaysToSignIn(trx, userId, now)
    if (!doors.password && doors.microsoft)
      throw new Problem('microsoft_required', 'This user signs in with Microsoft only.')
    if (!doors.password) throw disabled()
    await queueReset(trx, reader, origin, 'customer', now)
    await record(trx, manager.actor, now, {
      customerId: reader.customerId,
      action: 'password-link.made',
      detail: { userId, kind: 'reset' },
    })
  })
}

/**
 * Sends the welcome e-mail again (R25).
 *
 * @throws {Problem} `not_found`, `forbidden`; `account_disabled`.
 */
export function mailWelcome(
  db: Db,
  manager: Acting,
  userId: string,
  origin: string,
  now: Date,
): Promise<void> {
  return db.transaction().execute((trx) => welcomePerson(trx, manager, userId, origin, now))
}

/** The same within a transaction. */
export async function welcomePerson(
  trx: Trx,
  manager: Acting,
  userId: string,
  origin: string,
  now: Date,
): Promise<void> {
  const { customerId } = await takeUserWithinReach(trx, manager, userId)
  const door = await queueWelcome(trx, userId, origin, now)
  if (!door) throw disabled()
  await record(trx, manager.actor, now, { customerId, action: 'welcome.mailed', detail: { userId, door } })
}

/**
 * Mails a user what a manager has written, after a line that says so. Links in it are refused where it is read
 * (`mail.routes.ts`). The first mail that someone gets is one of TMAS's own, which says why they get any (R35).
 *
 * @throws {Problem} `not_found`, `forbidden`; `not_welcomed` if TMAS has not written to this address before.
 */
export function mailUser(
  db: Db,
  manager: Acting,
  userId: string,
  { subject, message }: { subject: string; message: string },
  now: Date,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const reader = await takeUserWithinReach(trx, manager, userId)
    const known = [reader.shownEmail, reader.welcomedEmail].map((email) => foldAddress(email ?? ''))
    if (!known.includes(reader.emailFolded))
      throw new Problem('not_welcomed', messages.en.users.mailing.failed.not_welcomed)
    const { actor } = manager
    const sender = actor.kind === 'user' ? await findReader(trx, actor.userId) : undefined
    const words = messages[reader.language].letters
    const keyName = await findKeyName(trx, actor)
    const key = keyName && words.notices.apiKey(keyName)
    const from = sender ? `${sender.name} <${sender.email}>` : (key ?? words.notices.operator)
    // Whose words they are comes first, so that no one takes them for TMAS's.
    const letter = writeLetter(reader.language, reader.name, {
      subject: words.managersSubject(subject),
      paragraphs: [words.fromManager(from), ...message.split(/\n{2,}/)],
    })
    await queueMail(trx, reader, letter, { kind: 'manager_message' }, 'customer', now)
    await record(trx, actor, now, {
      customerId: reader.customerId,
      action: 'user.mailed',
      detail: { userId, subject },
    })
  })
}

function disabled() {
  return new Problem(
    'account_disabled',
    'This user is disabled, or their account has ended. Enable the user or change the date first.',
  )
}
