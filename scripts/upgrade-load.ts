import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { steadily } from './steadily.ts'

export type Person = { username: string; password: string }

/** Milliseconds from the moment at which a request was due. */
export type Figures = { sent: number; failed: string[]; p50: number; p99: number; slowest: number }

/** One of so many requests signs in, the others ask who is signed in. */
const signsIn = 25

/** How often a proxy asks an instance whether it is ready, in milliseconds. */
const probePause = 250

/**
 * Sends requests to two instances at a steady rate, whether earlier ones were answered or not, in turn to those that
 * say that they are ready. No request is sent twice.
 */
export async function startLoad({
  ports,
  host,
  people,
  perSecond,
}: {
  ports: readonly number[]
  host: string
  people: readonly Person[]
  perSecond: number
}): Promise<{ take(): Figures; stop(): Promise<void> }> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set(ports)
  const cookies = new Map<Person, string>()
  let isOver = false
  let taken: { milliseconds: number; fault?: string }[] = []

  const send = async (turn: number, due: number) => {
    const person = people[turn % people.length] as Person
    const choice = [...ready]
    const port = choice[turn % choice.length] ?? ports[0] ?? 0
    const cookie = turn % signsIn === 0 ? undefined : cookies.get(person)
    const answer = await ask(agent, { port, host, cookie, person })
    if (answer.cookie) cookies.set(person, answer.cookie)
    taken.push({ milliseconds: performance.now() - due, fault: answer.fault })
  }

  for (const person of people) {
    const { cookie, fault } = await ask(agent, { port: ports[0] ?? 0, host, cookie: undefined, person })
    if (!cookie) throw new Error(`no one can sign in: ${fault}`)
    cookies.set(person, cookie)
  }

  const end = steadily(perSecond, send)
  const probing = (async () => {
    while (!isOver) {
      for (const port of ports) {
        const isReady = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { host } }).then(
          async (answer) => (await answer.text()) !== undefined && answer.status === 200,
          () => false,
        )
        if (isReady) ready.add(port)
        else ready.delete(port)
      }
      await sleep(probePause)
    }
  })()

  return {
    take() {
      const milliseconds = taken.map((one) => one.milliseconds).sort((one, other) => one - other)
      const failed = taken.flatMap(({ fault }) => fault ?? [])
      taken = []
      const at = (share: number) => Math.round(milliseconds[Math.floor(share * milliseconds.length)] ?? 0)
      const slowest = Math.round(milliseconds.at(-1) ?? 0)
      return { sent: milliseconds.length, failed, p50: at(0.5), p99: at(0.99), slowest }
    },
    async stop() {
      isOver = true
      await Promise.all([end(), probing])
      agent.destroy()
    },
  }
}

type Answer = { fault?: string; cookie?: string }

/** Asks who is signed in; without a cookie, signs in. */
function ask(
  agent: Agent,
  { port, host, cookie, person }: { port: number; host: string; cookie: string | undefined; person: Person },
): Promise<Answer> {
  const method = cookie ? 'GET' : 'POST'
  const headers = {
    host,
    ...(cookie ? { cookie } : { 'content-type': 'application/json', origin: `https://${host}` }),
  }
  return new Promise((resolve) => {
    const fail = (why: string) => resolve({ fault: `${method} at ${new Date().toISOString()}: ${why}` })
    const asked = request(
      { agent, port, host: '127.0.0.1', path: '/api/v1/session', method, headers },
      (answer) => {
        answer.resume()
        answer.on('error', (error) => fail(error.message))
        answer.on('end', () => {
          if (answer.statusCode !== (cookie ? 200 : 201)) fail(String(answer.statusCode))
          else resolve({ cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] })
        })
      },
    )
    asked.on('error', (error) => fail(error.message))
    asked.end(cookie ? undefined : JSON.stringify(person))
  })
}
