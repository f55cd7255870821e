import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { signInAddressOf } from '#server/passwords/password-links.ts'
import { sendMails } from './mail/outbox.ts'
import type { Mailer } from './mail/smtp.ts'
import { mailRules } from './mail-rules.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'

/** Milliseconds between two looks into the outbox. A mail may take seconds; no page waits for it. */
const pause = 2_000

/**
 * Answers forgotten passwords and sends what is in the outbox, while the server runs. Many instances may do so at
 * once: each request and each mail is taken by one. Stopping first finishes a mail in progress.
 */
export function startMailing(
  deps: { db: Db; mailer: Mailer | undefined; log: Log },
  origin: string,
  now: () => Date,
): Scheduler {
  const sending = {
    ...deps,
    signInAddressOf: (userId: string) => signInAddressOf(deps.db, userId, origin),
    rules: mailRules(origin),
  }
  return startScheduler(deps.log, [
    { name: 'answer forgotten passwords', pause, work: () => answerForgottenPasswords(deps.db, origin, now) },
    { name: 'send mails', pause, work: (stopping) => sendMails(sending, now, () => stopping.aborted) },
  ])
}
