import nodemailer from 'nodemailer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

type Options = ConstructorParameters<typeof SMTPConnection>[0] & {
  auth?: Parameters<SMTPConnection['login']>[0]
}

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
   * Connects, signs in, and asks whether the server would take a mail from us, without sending one.
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
    verify: () => askForMail(transport.options, addressOf(from)),
    close: () => transport.close(),
  }
}

/** The address in `TMAS <noreply@tmas.example>`. */
function addressOf(from: string): string {
  return /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from.trim()
}

/** What the connection does beneath its public functions: none of them stops after MAIL FROM. */
type Dialogue = {
  _sendCommand(line: string): void
  _responseActions: ((response: string) => void)[]
}

/** MAIL FROM, and RSET once it is granted: the server checks whether it would take a mail, and gets none. */
function askForMail(options: Options, from: string): Promise<void> {
  const connection = new SMTPConnection(options)
  return new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('the mail server has closed the connection')))
    const ask = () => {
      const dialogue = connection as unknown as Dialogue
      dialogue._responseActions.push((answer) => {
        if (answer.startsWith('2')) connection.reset((error) => (error ? reject(error) : resolve()))
        else reject(new RefusedSender(from, answer))
      })
      dialogue._sendCommand(`MAIL FROM:<${from}>`)
    }
    connection.connect((error) => {
      if (error) return reject(error)
      const { auth } = options
      if (!auth) return ask()
      connection.login(auth, (refused) => (refused ? reject(refused) : ask()))
    })
  }).finally(() => connection.close())
}

/** The server takes our login, and no mail from this address. */
export class RefusedSender extends Error {
  override name = 'RefusedSender'

  constructor(from: string, answer: string) {
    super(`it takes no mail from ${from}: ${answer.split('\n')[0]}`)
  }
}

/** Enhanced codes (RFC 3463) that speak of the recipient: no such mailbox or domain, moved away, or disabled. */
const recipientCodes = /^5\.(?:1\.(?:[0-6]|10)|2\.[01])$/

const recipientWords =
  /user (?:is )?unknown|unknown (?:user|recipient|mailbox)|no such (?:user|recipient|mailbox|person|account)|(?:user|mailbox|recipient|account|address)\b.{0,40}?(?:not found|disabled|unknown|invalid)|invalid (?:recipient|mailbox)|does(?: not|n't) exist|recipient address rejected(?!.*(?:relay|policy))/i

/**
 * Whether the mail server has refused the recipient for good: then no other attempt can help. Everything else that it
 * refuses, such as our login, our sender or our network, is ours to repair, and the mail waits.
 */
export function isPermanent(error: unknown): boolean {
  const { rejectedErrors, ...whole } = error as SmtpError & { rejectedErrors?: SmtpError[] }
  const { command, responseCode = 0, response = '' } = rejectedErrors?.[0] ?? whole
  if (command !== 'RCPT TO' || responseCode < 500 || responseCode > 599) return false
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? []
  if (enhanced === undefined) return recipientWords.test(response)
  // Exchange Online says 5.4.1 of an address that a company does not have.
  return (
    recipientCodes.test(enhanced) || (enhanced === '5.4.1' && /recipient address rejected/i.test(response))
  )
}

type SmtpError = { command?: string; responseCode?: number; response?: string }
