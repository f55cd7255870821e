import { Agent } from 'node:http'
import { tryPassword } from './try-password.ts'

/** Half of them /64s of 100 organizations at 20 providers, half addresses all over IPv4. */
export const floodAddresses = Array.from({ length: 10_000 }, (_, n) =>
  n % 2 === 0
    ? `2001:${(0xdb8 + (n % 20)).toString(16)}:${(n % 100).toString(16)}:${n.toString(16)}::1`
    : `10.${n % 250}.${(n * 7) % 250}.${n % 199}`,
)

/**
 * Sends tries of a wrong password at a steady rate, each from the next address, until told to stop.
 *
 * @returns how they were answered: how many with which status.
 */
export async function sendFlood(
  server: string,
  { username, perSecond }: { username: string; perSecond: number },
  signal: AbortSignal,
): Promise<Map<number, number>> {
  const answers = new Map<number, number>()
  const agent = new Agent({ keepAlive: true, maxSockets: 150 })
  const asked: Promise<void>[] = []
  let n = 0
  const perTick = Math.max(1, Math.round(perSecond / 50))
  const timer = setInterval(() => {
    for (let count = 0; count < perTick; count += 1) {
      const ip = floodAddresses[n++ % floodAddresses.length] ?? ''
      asked.push(
        tryPassword(server, agent, { username, password: `Wrong-pass-${n}`, ip }).then(({ status }) => {
          answers.set(status, (answers.get(status) ?? 0) + 1)
        }),
      )
    }
  }, 1000 / 50)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(timer)
  await Promise.all(asked)
  agent.destroy()
  return answers
}
