import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader, whereTheyRead } from '#server/mail/readers.queries.ts'
import type { Trx } from '#server/platform/database.ts'
import { type Messages, messages } from '#shared/messages/messages.ts'

type Words = Messages['secondFactor']['letters']

/** Mails a user what has happened to their second factor, so that someone who did not do it finds out. */
export async function queueFactorLetter(
  trx: Trx,
  userId: string,
  choose: (words: Words) => { subject: string; text: string },
  now: Date,
): Promise<void> {
  const reader = await findReader(trx, userId)
  const there = reader && whereTheyRead(reader)
  if (!reader || !there) return
  const words = messages[reader.language].secondFactor.letters
  const { subject, text } = choose(words)
  const letter = writeLetter(reader.language, reader.name, {
    subject,
    paragraphs: [text],
    after: [words.trace],
  })
  await queueMail(trx, there, letter, { kind: 'notice' }, 'notice', now)
}
