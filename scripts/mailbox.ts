import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { html, raw } from 'hono/html'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type Mailbox = {
  /** Where TMAS sends its mails, for `SMTP_URL`. */
  smtpUrl: string
  /** The page that shows them. */
  url: string
  close(): Promise<void>
}

/** How many of the newest mails the page shows. */
const shown = 100

/**
 * The demo's mailbox: a mail server that takes every mail, whomever it is for, and a page that shows them. It is not
 * part of the server, because anyone who can read it can set anyone's password.
 *
 * @param folder where the mails stay, one file each (RFC 5322), so that they are still there after the next start.
 * @param port of the page. The mail server takes a free one.
 * @throws if the port is taken.
 */
export async function openMailbox(folder: string, port: number): Promise<Mailbox> {
  await mkdir(folder, { recursive: true })
  const smtp = new SMTPServer({
    authOptional: true,
    // Both ends are on this machine.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, _session, done) {
      buffer(stream)
        .then((mail) => keep(folder, mail))
        .then(() => done(), done)
    },
  })
  const page = createServer(async (request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    // Another name that someone points here (DNS rebinding) is not answered.
    if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(request.headers.host ?? '')) {
      response.writeHead(421).end()
      return
    }
    try {
      const name = /^\/(\d+-\d+)$/.exec(request.url ?? '')?.[1]
      const content = name ? await letter(folder, name) : String(await list(folder))
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.setHeader(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
      )
      response.writeHead(content === undefined ? 404 : 200).end(content ?? '')
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : 'failed')
    }
  })
  await listen(page, port)
  await listen(smtp.server, 0)
  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    url: `http://127.0.0.1:${port}`,
    async close() {
      page.closeAllConnections()
      await Promise.all([
        new Promise((resolve) => page.close(resolve)),
        new Promise<void>((resolve) => smtp.close(resolve)),
      ])
    },
  }
}

let kept = 0

/** Named by the time it came, so that the names sort as the mails came. */
function keep(folder: string, mail: Buffer) {
  return writeFile(join(folder, `${Date.now()}-${String(kept++).padStart(6, '0')}.eml`), mail)
}

async function read(folder: string, name: string): Promise<Email> {
  return PostalMime.parse(await readFile(join(folder, `${name}.eml`)))
}

async function list(folder: string) {
  const names = (await readdir(folder))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => file.slice(0, -'.eml'.length))
    .sort()
    .reverse()
    .slice(0, shown)
  const mails = await Promise.all(names.map(async (name) => ({ name, ...(await read(folder, name)) })))
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mailbox of the TMAS demo</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;margin:0 auto;max-width:60rem;padding:1rem}time{color:GrayText}summary{cursor:pointer;padding:.5rem 0}iframe{width:100%;height:26rem;border:1px solid;background:#fff}</style>
</head><body>
<h1>Mailbox of the demo</h1>
<p>What TMAS has mailed, the newest first. Load the page again for more; a mail takes some seconds.</p>
${mails.map(
  ({
    name,
    subject,
    to,
    date,
  }) => html`<details><summary><strong>${subject}</strong><br>to ${to?.map(({ address }) => address).join(', ')} <time>${new Date(date ?? 0).toLocaleString('en')}</time></summary>
<iframe title="${subject}" src="/${name}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></details>`,
)}
${mails.length === 0 ? html`<p>No mail yet.</p>` : ''}
</body></html>`
}

/** Links leave the frame: they lead to TMAS, which no one can frame. */
async function letter(folder: string, name: string): Promise<string | undefined> {
  const mail = await read(folder, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  return mail && String(html`<base target="_blank">${raw(mail.html ?? mail.text ?? '')}`)
}

function listen(server: Server, port: number) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}
