import type { Config } from '#server/config.ts'
import { openMailer } from '#server/mail/smtp.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

/** The mail server: connected and signed in to, without a mail. */
export async function lookAtMail({ mail }: Config): Promise<Finding> {
  if (!mail)
    return warning(
      'mail',
      'no mail server is set: mails stay in the outbox, readable for who reads the database',
      'Set SMTP_URL and MAIL_FROM',
    )
  const { host } = new URL(mail.url)
  const mailer = openMailer(mail)
  try {
    await mailer.verify()
    return fine('mail', `${host} takes mail from ${mail.from}`)
  } catch (error) {
    return failed(
      'mail',
      `${host}: ${reasonOf(error)}`,
      'Check SMTP_URL: host, port, username and password, smtp or smtps',
    )
  } finally {
    mailer.close()
  }
}
