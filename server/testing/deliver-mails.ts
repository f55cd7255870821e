import { sendMails } from '#server/mail/outbox.ts'
import { openMailer } from '#server/mail/smtp.ts'
import { mailRules } from '#server/mail-rules.ts'
import { signInAddressOf } from '#server/passwords/password-links.ts'
import { type FrontDoor, tmasUrl } from './front-door.ts'
import { decodeQuotedPrintable, smtpServer } from './smtp-server.ts'

const silent = { info() {}, warn() {}, error() {} }

/** A mail as it has arrived: to whom, and its source with headers and both forms of the letter. */
export type Delivered = { recipient: string; text: string }

/** Sends what is due in the outbox over a mail server, as a running server does, to each customer in its turn. */
export async function deliverMails(door: FrontDoor, now: () => Date = door.now): Promise<Delivered[]> {
  const server = await smtpServer()
  await sendTo(door, server, now)
  await server.close()
  return server.mails.map(({ recipients, text }) => ({
    recipient: (recipients[0] ?? '').replaceAll(/[<>]/g, ''),
    text: Buffer.from(decodeQuotedPrintable(text), 'latin1').toString('utf8'),
  }))
}

/** Has this mail server asked to take what is due in the outbox. */
export async function sendTo(
  door: Pick<FrontDoor, 'db' | 'now'>,
  { host, port }: { host: string; port: number },
  now: () => Date = door.now,
): Promise<void> {
  const mailer = openMailer({ url: `smtp://${host}:${port}`, from: 'TMAS <tmas@tmas.example>' })
  try {
    const address = (userId: string) => signInAddressOf(door.db, userId, tmasUrl)
    const deps = { db: door.db, mailer, log: silent, signInAddressOf: address, rules: mailRules(tmasUrl) }
    await sendMails(deps, now)
  } finally {
    mailer.close()
  }
}
