/**
 * Mail: how letters are written, queued, sent and tried again, and the notices to managers.
 * Not here: the occasions, for each room writes its own letters.
 */
import type { Db, Trx } from '#server/platform/database.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import type { Log } from '#server/platform/log.ts'
import type { About } from './about.ts'
import { type MailCause, spendMailBudget } from './budget.ts'
import { judgeMail, type MailRules } from './judge.ts'
import { type Letter, withSignInPage } from './letter.ts'
import {
  holdMails,
  insertMails,
  setMailError,
  setMailSent,
  type TakenMail,
  takeMail,
} from './outbox.queries.ts'
import { type Envelope, isPermanent, type Mailer } from './smtp.ts'

/** In seconds. The first is also the lease, so it has to be longer than a mail server may take (`smtp.ts`). */
const pauses = { firstPause: 2 * 60, longestPause: 60 * 60 }

/** Milliseconds after which a mail that no server accepts is given up. It stays in the outbox, with the reason. */
const longestRetry = 3 * 24 * 60 * 60 * 1000

/**
 * Puts a mail into the outbox, in the transaction that causes it. It is sent only if that transaction succeeds, and if
 * what it speaks of is still so when its turn comes (`mail-rules.ts`).
 *
 * @throws {Problem} `too_many_mails` for what a customer wants to say, beyond its budget (R35).
 */
export async function queueMail(
  trx: Trx,
  to: { customerId: string; userId: string; email: string },
  letter: Letter,
  about: About,
  cause: MailCause,
  now: Date,
): Promise<void> {
  await queueMails(trx, [{ to, letter, about }], cause, now)
}

/** A mail to a user. Its ID is given where something else has to know it. */
type ToUser = {
  id?: string | undefined
  to: { customerId: string; userId: string; email: string }
  letter: Letter
  about: About
}

/** The same for many mails, in few statements. */
export async function queueMails(
  trx: Trx,
  mails: readonly ToUser[],
  cause: MailCause,
  now: Date,
): Promise<void> {
  const due = await spendMailBudget(trx, mails, cause, now)
  await insertMails(
    trx,
    mails.map(({ id = newOrderedId(), to, letter, about: { kind, ...about } }, index) => ({
      id,
      customerId: to.customerId,
      userId: to.userId,
      recipient: to.email,
      subject: letter.subject,
      textBody: letter.text,
      htmlBody: letter.html,
      kind,
      about: JSON.stringify(about),
      createdAt: now,
      nextAttemptAt: due[index] ?? now,
      // Its three days begin when it may be sent.
      retriedAt: due[index] ?? now,
    })),
  )
}

/**
 * Sends what is due in the outbox, one mail after the other. Many instances may do so at once. Without a mail server
 * the mails stay, and the log says so once for each.
 *
 * @param deps.signInAddressOf a user's own sign-in page, which every mail to them names.
 * @param deps.rules by which each kind of mail is judged before it is sent.
 * @returns how many were sent.
 */
export async function sendMails(
  deps: {
    db: Db
    mailer: Mailer | undefined
    log: Pick<Log, 'info' | 'warn' | 'error'>
    signInAddressOf: (userId: string) => Promise<string>
    rules: MailRules
  },
  now: () => Date,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const { db, mailer, log } = deps
  if (!mailer) {
    for (const { id, recipient } of await holdMails(db, now()))
      log.warn({ mail: id, recipient }, 'no mail server (SMTP_URL): this mail stays in the outbox')
    return 0
  }
  let sent = 0
  while (!isStopping()) {
    const mail = await takeMail(db, now(), pauses)
    if (!mail) break
    if (!(await judgeMail(db, deps.rules, mail, now()))) continue
    try {
      await mailer.send(await envelopeOf(mail, deps.signInAddressOf))
    } catch (error) {
      const since = mail.retriedAt ?? mail.createdAt
      const hasGivenUp = isPermanent(error) || now().getTime() - since.getTime() > longestRetry
      await setMailError(
        db,
        mail.id,
        error instanceof Error ? error.message : 'unknown',
        hasGivenUp ? now() : null,
      )
      const detail = { err: error, mail: mail.id, attempts: mail.attempts }
      if (hasGivenUp) log.error(detail, 'a mail was given up; it stays in the outbox')
      else log.warn(detail, 'a mail was not taken; it will be tried again')
      continue
    }
    await setMailSent(db, mail.id, now())
    sent += 1
  }
  return sent
}

async function envelopeOf(
  mail: TakenMail,
  signInAddressOf: (userId: string) => Promise<string>,
): Promise<Envelope> {
  if (mail.readerLanguage === null) return mail
  const letter = { text: mail.textBody, html: mail.htmlBody }
  const { text, html } = withSignInPage(letter, mail.readerLanguage, await signInAddressOf(mail.userId))
  return { ...mail, textBody: text, htmlBody: html }
}
