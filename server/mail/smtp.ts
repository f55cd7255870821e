import nodemailer from 'nodemailer'

/** A mail for a mail server. It has plain values only, so nothing in it is ever read as a header. */
export type Envelope = {
  id: string
  recipient: string
  subject: string
  textBody: string
  htmlBody: string
  createdAt: Date
}

export type Mailer = {
  /** @throws {Error} `isPermanent` says whether another attempt can help. */
  send(mail: Envelope): Promise<void>
  /**
   * Connects and signs in, without sending a mail.
   * @throws {Error} if the server does not answer, or refuses us.
   */
  verify(): Promise<void>
  close(): void
}

/** Milliseconds. Together they are shorter than the lease of a mail, so that no other instance sends it meanwhile. */
const limits = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

function isOnThisMachine(url: string): boolean {
  return loopback.has(new URL(url).hostname)
}

/** Prepares a connection to a mail server. Nothing connects before the first mail. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url,
    ...limits,
    // Mails hold links that set passwords. Over a network they travel encrypted, or not at all.
    requireTLS: !isOnThisMachine(url),
    // No content is read from files or addresses: a body that names one has to stay a body.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'tmas.invalid'
  return {
    async send({ id, recipient, subject, textBody, htmlBody, createdAt }) {
      await transport.sendMail({
        from,
        // As an object, the address is used as it is and not parsed into several.
        to: { name: '', address: recipient },
        subject,
        text: textBody,
        html: htmlBody,
        date: createdAt,
        // The same in each attempt, so that a mail that was sent twice after a crash is shown once.
        messageId: `<${id}@${domain}>`,
        // An automatic reply to an automatic mail would start a conversation (RFC 3834 section 5).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    async verify() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/**
 * Whether the mail server has refused this mail for good (RFC 5321 section 4.2.1). A refused login is not permanent,
 * because we can fix it.
 */
export function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code } = error as Error & { responseCode?: number; code?: string }
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500 && responseCode < 600
}
