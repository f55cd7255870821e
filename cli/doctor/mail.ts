import type { Config } from '#server/config.ts'
import { openMailer } from '#server/mail/smtp.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

/** Connects to the mail server and signs in, without sending a mail. */
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
    return fine('mail', `${host} accepts mail from ${mail.from}`)
  } catch (error) {
    return failed(
      'mail',
      `${host}: ${reasonOf(error)}`,
      'Check SMTP_URL: host, port, username, password, and whether it is smtp or smtps',
    )
  } finally {
    mailer.close()
  }
}
