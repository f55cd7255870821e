import { type Actor, record } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { messages } from '#shared/messages/messages.ts'
import { writeLetter } from './letter.ts'
import { queueMail } from './outbox.ts'
import type { Reader } from './readers.queries.ts'
import { traceOf } from './trace.ts'

/**
 * Tells a manager at their old address that it was changed: links to set a password go to the new one from now on, so
 * whoever changes it could take the account over. The new address is left out: the old one may have been somebody else's by
 * mistake.
 *
 * @param before the manager as they were before the change.
 */
export async function queueFormerAddressNotice(
  trx: Trx,
  before: Reader,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { customerId, userId, username, language, name, email } = before
  const { notices } = messages[language].letters
  const { subject, text } = notices.addressChanged(username)
  const trace = await traceOf(trx, actor, now)
  const letter = writeLetter(language, name, {
    subject,
    paragraphs: [text, trace(language)],
    after: [notices.notExpected],
  })
  await queueMail(trx, before, letter, now)
  await record(trx, actor, now, {
    customerId,
    action: 'former-address.mailed',
    detail: { userId, recipient: email },
  })
}
