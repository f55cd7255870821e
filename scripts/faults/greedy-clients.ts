import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, tryFault } from './fault.ts'
import { openCluster, openStage } from './stage.ts'

/** Connections of each kind. */
const each = 100
/** Idle ones, which keep nothing but themselves. */
const idle = 2_000

/** Kinds of clients that take their time, and the milliseconds after which they are ended (docs/operating.md). */
const slow: readonly [name: string, limit: number, opening: string, drop: string][] = [
  ['headers, a byte in a second', 10_000, 'GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX: ', 'x'],
  [
    'a body, a byte in a second',
    30_000,
    'POST /api/v1/session HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
    ' ',
  ],
  // It owes the headers of a request.
  ['nothing at all', 10_000, '', ''],
]

/** The server looks once a second, and a busy machine is late. */
const slack = 5_000

/** Clients that want too much, and how they are answered. */
const greedy: readonly [name: string, status: number, request: string][] = [
  ['a header of 20 kB', 431, `GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  [
    'a body of 10 MB',
    413,
    'POST /api/v1/session HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n',
  ],
]

export const greedyClients: Fault = {
  name: 'greedy-clients',
  about: 'clients that send slowly, send too much, or hold connections',
  async run(options) {
    const { things } = options
    const stage = await openStage(things, await openCluster(things))
    const host = `localhost:${stage.port}`
    const open = new Set<Socket>()
    things.defer(() => {
      for (const socket of open) socket.destroy()
    })
    const dial = (text: string) => {
      const socket = connect(stage.port, '127.0.0.1')
      open.add(socket.on('error', () => {}))
      socket.on('close', () => open.delete(socket))
      socket.write(text.replaceAll('HOST', host))
      return socket
    }
    const allowed = {
      slowest: 5_000,
      back: 2_000,
      unhurt: ['password', 'microsoft', 'lookup', 'change'] as const,
    }
    const report = await tryFault(
      options,
      stage,
      'slow and greedy clients',
      allowed,
      async ({ claim, over }) => {
        const held = slow.map(async ([name, limit, opening, drop]) => {
          const took = await Promise.all(Array.from({ length: each }, () => holdOut(dial(opening), drop)))
          const longest = Math.max(...took)
          claim(longest <= limit + slack, `${name}: ended after ${Math.round(longest)} ms, not ${limit}`)
          claim(
            Math.min(...took) >= limit - slack,
            `${name}: ended after ${Math.round(Math.min(...took))} ms already`,
          )
          return `${name.split(',')[0]} ${Math.round(longest / 100) / 10} s`
        })
        for (let count = 0; count < idle; count++)
          dial('GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n').resume()
        for (const [name, status, request] of greedy) {
          const answers = await Promise.all(Array.from({ length: each }, () => statusOf(dial(request))))
          const others = answers.filter((answer) => answer !== status)
          claim(
            others.length === 0,
            `${name}: ${others.length} of ${each} were answered ${others[0]}, not ${status}`,
          )
        }
        const ended = await Promise.all(held)
        const { status } = await stage.ready()
        for (const socket of open) socket.destroy()
        await over()
        return { ready: String(status), alarm: ended.join(', ') }
      },
    )
    return [report]
  },
}

/** @returns milliseconds until the server ended it. */
async function holdOut(socket: Socket, drop: string): Promise<number> {
  let isOver = false
  socket.resume()
  socket.once('close', () => {
    isOver = true
  })
  await once(socket, 'connect')
  const began = performance.now()
  while (!isOver && performance.now() - began < 90_000) {
    if (drop && socket.writable) socket.write(drop)
    for (let part = 0; part < 10 && !isOver; part++) await sleep(100)
  }
  return performance.now() - began
}

function statusOf(socket: Socket): Promise<number> {
  return new Promise((resolve) => {
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes
    })
    const done = () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0))
    socket.on('close', done)
    setTimeout(done, 10_000).unref()
  })
}
