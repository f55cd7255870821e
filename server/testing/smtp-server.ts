import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A mail server that understands just enough of RFC 5321, and keeps what it is given. */
export async function smtpServer({
  answerToData = '250 taken',
  answers = {},
  host = '127.0.0.1',
}: {
  answerToData?: string
  /** What it says instead to a command that begins so. */
  answers?: Record<string, string>
  host?: string
} = {}) {
  const commands: string[] = []
  const mails: { recipients: string[]; text: string }[] = []
  const sockets = new Set<Socket>()
  const listener = createServer((socket) => {
    sockets.add(socket.setEncoding('utf8'))
    let recipients: string[] = []
    let data: string | undefined
    let rest = ''
    const answer = (line: string) => void socket.write(`${line}\r\n`)
    answer('220 mail.example')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (data !== undefined && line !== '.') data += `${line}\n`
        else if (data !== undefined) {
          mails.push({ recipients, text: data })
          data = undefined
          recipients = []
          if (server.answerToData === 'hang up') socket.destroy()
          else answer(server.answerToData)
        } else if (commands.push(line) && answers[line.slice(0, 4)]) answer(answers[line.slice(0, 4)] ?? '')
        else if (/^STARTTLS/i.test(line)) answer('502 not here')
        else if (/^RCPT TO:/i.test(line)) {
          recipients.push(line.slice(8).trim())
          answer('250 ok')
        } else if (/^DATA/i.test(line)) {
          data = ''
          answer('354 go on')
        } else answer('250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, host, resolve))
  const server = {
    host,
    commands,
    answerToData,
    mails,
    attempts: () => mails.length,
    port: (listener.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
  return server
}

/** RFC 2045 section 6.7. */
export function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
