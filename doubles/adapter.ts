import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the double answered, on its way to TMAS or to the browser. A header that is undefined is left out. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** What is changed between TMAS and a double, and nothing else is. */
export type Changes = {
  /** The double's path for one of Entra's. The search is kept. */
  path?: (path: string) => string
  answer?: (path: string, answer: Answer) => Answer | Promise<Answer>
  /** Seconds that an answer on this path waits. */
  wait?: (path: string) => number
}

export type Adapter = {
  /** The authority that TMAS is given. */
  url: string
  /** Takes effect at once; what came before is forgotten. */
  change(changes: Changes): void
  /** The double's own address; it may be known only after the adapter's. */
  leadTo(double: string): void
  close(): Promise<void>
}

/** A small reverse proxy before a double. It keeps the host, so that the double's own addresses are the adapter's. */
export async function startAdapter(): Promise<Adapter> {
  let changes: Changes = {}
  let double = ''
  const server = createServer((incoming, outgoing) => {
    const asked = new URL(incoming.url ?? '/', 'http://adapter')
    const target = new URL((changes.path?.(asked.pathname) ?? asked.pathname) + asked.search, double)
    const onward = request(
      target,
      { method: incoming.method, headers: incoming.headers },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const original = {
          status: response.statusCode ?? 502,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }
        const answer = (await changes.answer?.(asked.pathname, original)) ?? original
        const { 'content-length': _, 'transfer-encoding': _chunked, ...headers } = answer.headers
        const seconds = changes.wait?.(asked.pathname) ?? 0
        if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())
        outgoing.writeHead(answer.status, headers)
        outgoing.end(answer.body)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  const url = await listen(server)
  return {
    url,
    change(wanted) {
      changes = wanted
    },
    leadTo(address) {
      double = address
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Changes the JSON of the documents whose path ends so; anything else passes as it is. */
export function inJson<T>(end: string, change: (body: T) => unknown): NonNullable<Changes['answer']> {
  return (path, answer) =>
    path.endsWith(end) && answer.status === 200
      ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) }
      : answer
}

export const discoveryEnd = '/.well-known/openid-configuration'
export const keysEnd = '/discovery/v2.0/keys'
export const tokenEnd = '/oauth2/v2.0/token'

/** One change after the other. */
export function all(...steps: (Changes['answer'] | undefined)[]): NonNullable<Changes['answer']> {
  return async (path, answer) => {
    let changed = answer
    for (const step of steps) changed = (await step?.(path, changed)) ?? changed
    return changed
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
