import { createServer, type Server } from 'node:http'
import { html, raw } from 'hono/html'
import { openDatabase } from '#server/platform/database.ts'

/**
 * The demo's mailbox: every mail in the outbox, read from the database, on a port of its own. It is not part of the
 * server, because anyone who can read it can set anyone's password.
 *
 * @returns its address, and a function that closes it.
 */
export async function openMailbox(
  databaseUrl: string,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2 })
  const server = createServer(async (request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    // Another name that someone points here (DNS rebinding) is not answered.
    if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(request.headers.host ?? '')) {
      response.writeHead(421).end()
      return
    }
    try {
      const id = /^\/([0-9a-f-]{36})$/.exec(request.url ?? '')?.[1]
      const page = id ? await letter(id) : String(await list())
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.setHeader(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
      )
      response.writeHead(page === undefined ? 404 : 200).end(page ?? '')
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : 'failed')
    }
  })
  await listen(server, port)

  async function list() {
    const mails = await db.selectFrom('mail').selectAll().orderBy('id', 'desc').limit(100).execute()
    return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mailbox of the TMAS demo</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;margin:0 auto;max-width:60rem;padding:1rem}time{color:GrayText}summary{cursor:pointer;padding:.5rem 0}iframe{width:100%;height:26rem;border:1px solid;background:#fff}</style>
</head><body>
<h1>Mailbox of the demo</h1>
<p>What TMAS has mailed, the newest first. Load the page again for more; a mail takes some seconds.</p>
${mails.map(
  (
    mail,
  ) => html`<details><summary><strong>${mail.subject}</strong><br>to ${mail.recipient} <time>${mail.createdAt.toLocaleString('en')}</time></summary>
<iframe title="${mail.subject}" src="/${mail.id}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></details>`,
)}
${mails.length === 0 ? html`<p>No mail yet.</p>` : ''}
</body></html>`
  }

  async function letter(id: string): Promise<string | undefined> {
    const mail = await db.selectFrom('mail').select('htmlBody').where('id', '=', id).executeTakeFirst()
    // Links leave the frame: they lead to TMAS, which no one can frame.
    return (
      mail &&
      String(html`<base target="_blank">${raw(mail.htmlBody ?? 'It was sent; its text is forgotten.')}`)
    )
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.destroy()
    },
  }
}

function listen(server: Server, port: number) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}
