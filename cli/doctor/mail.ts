import type { Config } from '#server/config.ts'
import { openMailer, RefusedSender } from '#server/mail/smtp.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

/** Connects to the mail server, signs in, and asks whether it would take a mail from MAIL_FROM, without sending one. */
export async function lookAtMail({ mail }: Config): Promise<Finding> {
  if (!mail)
    return warning(
      'mail',
      'no mail server is set, so mails stay in the outbox, where anyone who can read the database can read them',
      'Set SMTP_URL and MAIL_FROM',
    )
  const { host } = new URL(mail.url)
  const mailer = openMailer(mail)
  try {
    await mailer.verify()
    return fine('mail', `${host} takes mail from ${mail.from}`)
  } catch (error) {
    if (error instanceof RefusedSender)
      return failed(
        'mail',
        `${host}: ${reasonOf(error)}`,
        'Set MAIL_FROM to an address that this server lets the login of SMTP_URL send from',
      )
    return failed(
      'mail',
      `${host}: ${reasonOf(error)}`,
      'Check SMTP_URL: host, port, username, password, and whether it is smtp or smtps',
    )
  } finally {
    mailer.close()
  }
}
