import nodemailer from 'nodemailer'

/** A mail as it is handed to a mail server. Plain values only: nothing in it is ever read as a header. */
export type Envelope = {
  id: string
  recipient: string
  subject: string
  textBody: string
  htmlBody: string
  createdAt: Date
}

export type Mailer = {
  /** @throws {Error} `isPermanent` tells whether another attempt can help. */
  send(mail: Envelope): Promise<void>
  /** Connects and signs in, without a mail. @throws {Error} when the server is not there, or refuses us. */
  verify(): Promise<void>
  close(): void
}

/** Milliseconds. Together shorter than the lease of a mail, so that no other instance sends it meanwhile. */
const limits = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/** Opens the way to a mail server; nothing is connected before the first mail. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url,
    ...limits,
    // Nothing of ours is read from files or addresses; a body that named one must stay a body.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'tmas.invalid'
  return {
    async send({ id, recipient, subject, textBody, htmlBody, createdAt }) {
      await transport.sendMail({
        from,
        // As an object the address is taken as it stands, and not parsed into several.
        to: { name: '', address: recipient },
        subject,
        text: textBody,
        html: htmlBody,
        date: createdAt,
        // The same at each attempt: a mail that was sent twice after a crash is shown once.
        messageId: `<${id}@${domain}>`,
        // A machine that answers machines would begin a conversation (RFC 3834 section 5).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    async verify() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/** Whether the mail server has refused this mail for good (RFC 5321 section 4.2.1). A refused login is ours to repair, and passes. */
export function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code } = error as Error & { responseCode?: number; code?: string }
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500 && responseCode < 600
}
