import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { benchDirectory } from '../../bench/people.ts'
import { startEmulator } from '../../emulator/emulator.ts'
import { northTenantId, tmasClientId } from '../../emulator/sample.ts'
import type { People } from './people.ts'

/** How Microsoft answers TMAS. `dripping` is a byte in two seconds; `down` refuses connections. */
export type Mood =
  | 'well'
  | 'silent'
  | 'reset'
  | 'dripping'
  | 'down'
  | { slow: number }
  | { status: 429 | 500 }

/**
 * The emulator, and before it, at the authority's own address, a wire that can be broken. People's browsers reach
 * Microsoft directly, so that only what TMAS asks is in trouble.
 */
export async function openMicrosoft(origin: string, people: People) {
  const directory = benchDirectory([origin])
  for (const { loginId, oid } of people) {
    directory.people.push({ loginId, oid, name: loginId, tenantId: northTenantId, mail: loginId })
    directory.consents.push({ oid, tenantId: northTenantId, clientId: tmasClientId, at: new Date() })
  }
  let mood: Mood = 'well'
  let only: RegExp = /^/
  const wire = createServer((incoming, answer) => {
    const path = incoming.url ?? ''
    pass(only.test(path) ? mood : 'well', incoming, answer).catch(() => answer.destroy())
  })
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      wire.once('error', reject)
      wire.listen(port, '127.0.0.1', () => resolve((wire.address() as AddressInfo).port))
    })
  const port = await listen(0)
  const authority = `http://127.0.0.1:${port}`
  const emulator = await startEmulator({ directory, authority })

  async function pass(how: Mood, incoming: IncomingMessage, answer: ServerResponse) {
    if (how === 'silent') return
    if (how === 'reset') return void incoming.socket.resetAndDestroy()
    if (typeof how === 'object' && 'status' in how) {
      answer.writeHead(how.status, { 'content-type': 'text/plain' }).end('No.')
      return
    }
    if (typeof how === 'object') await sleep(how.slow)
    const { method, url, headers } = incoming
    const asked = request(new URL(url ?? '', emulator.url), { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      if (how === 'dripping') drip(reply, answer).catch(() => answer.destroy())
      else reply.pipe(answer)
    })
    asked.on('error', () => answer.destroy())
    incoming.pipe(asked)
  }

  return {
    authority,
    emulator,
    /** From now on, for the addresses that match. */
    async play(next: Mood, where: RegExp = /^/) {
      if (mood === 'down' && next !== 'down') await listen(port)
      if (next === 'down' && mood !== 'down') {
        wire.close()
        wire.closeAllConnections()
      }
      // What was silent stays so for those who asked then, as it would be.
      mood = next
      only = where
    },
    async close() {
      wire.closeAllConnections()
      wire.close()
      await emulator.close()
    },
  }
}

export type Microsoft = Awaited<ReturnType<typeof openMicrosoft>>

async function drip(reply: IncomingMessage, answer: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of reply) chunks.push(chunk)
  for (const byte of Buffer.concat(chunks)) {
    if (answer.destroyed) return
    answer.write(Buffer.of(byte))
    await sleep(2_000)
  }
  answer.end()
}
