import { Agent, type ClientRequest, request } from 'node:http'

/** A live list that someone watches. */
export type LiveList = { told(): number; resets(): number; leave(): void }

const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

/**
 * Opens the live list of sign-ins.
 *
 * @throws {Error} if it is refused.
 */
export function watchSignIns(server: string, cookies: string): Promise<LiveList> {
  return new Promise((resolve, reject) => {
    let [told, resets] = [0, 0]
    // A line may come in two pieces.
    let rest = ''
    const asked: ClientRequest = request(
      `${server}/api/v1/sign-ins/stream`,
      { agent, headers: { cookie: cookies } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`a live list was answered with ${response.statusCode}`))
          return
        }
        response.setEncoding('latin1')
        response.on('data', (text: string) => {
          const lines = (rest + text).split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines)
            if (line === 'event: attempt') told += 1
            else if (line === 'event: reset') resets += 1
        })
        response.on('error', () => {})
        resolve({ told: () => told, resets: () => resets, leave: () => asked.destroy() })
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}
