import { randomUUIDv7 } from 'node:crypto'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { storable } from '#server/platform/storable.ts'
import { foldAddress } from '#server/policy/address.ts'
import { isWithin } from '#server/policy/time.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  insertForgottenPassword,
  listUsersNamed,
  takeForgottenPassword,
} from './forgotten-passwords.queries.ts'
import { findWaysToSignIn, queueReset, signInAddressOf } from './password-links.ts'
import { mayAskForLink, mayMailLink } from './password-tries.ts'

/** Milliseconds. A request that has waited longer is dropped, because the person has asked again since. */
const answerLimit = 60 * 60 * 1000

/**
 * Notes that someone has forgotten the password of this name, which is a username or an e-mail address. It does not
 * look up whether such a user exists, so neither the answer nor its time can reveal it (R29).
 */
export async function askForPasswordLink(db: Db, name: string, client: Client, now: Date): Promise<void> {
  if (!(await mayAskForLink(db, client.ip, now))) return
  await insertForgottenPassword(db, {
    id: randomUUIDv7(),
    // PostgreSQL allows no NUL in a text. A name with a blank instead is no user's either.
    name: storable(foldAddress(name)).slice(0, 320),
    requestedAt: now,
    ...client,
  })
}

/**
 * Answers by mail what `askForPasswordLink` has noted. Many instances may do so at once.
 *
 * @returns how many requests were handled.
 */
export async function answerForgottenPasswords(db: Db, origin: string, now: () => Date): Promise<number> {
  for (let count = 0; ; count += 1) {
    const found = await db.transaction().execute(async (trx) => {
      const request = await takeForgottenPassword(trx)
      if (!request) return false
      if (!isWithin(answerLimit, request.requestedAt, now())) return true
      const userIds = await listUsersNamed(trx, request.name)
      await lockUsers(trx, userIds)
      for (const userId of userIds) await mailWayIn(trx, userId, origin, now())
      return true
    })
    if (!found) return count
  }
}

/**
 * A link for a user who may have a password; a mail that says to use Microsoft for one who may not; nothing for the
 * disabled. Anyone can ask for it, so the audit trail has nothing before the link is used (R34).
 */
async function mailWayIn(trx: Trx, userId: string, origin: string, now: Date): Promise<void> {
  const reader = await findReader(trx, userId)
  const doors = await findWaysToSignIn(trx, userId, now)
  if (!reader || !(doors.password || doors.microsoft)) return
  if (!(await mayMailLink(trx, userId, now))) return
  if (doors.password) {
    await queueReset(trx, reader, origin, 'bounded', now)
    return
  }
  const words = messages[reader.language].letters
  const letter = writeLetter(reader.language, reader.name, {
    subject: words.useMicrosoft.subject,
    paragraphs: [words.useMicrosoft.text(reader.email)],
    action: { label: words.goToSignIn, url: await signInAddressOf(trx, userId, origin) },
  })
  await queueMail(trx, reader, letter, { kind: 'use_microsoft' }, 'bounded', now)
}
