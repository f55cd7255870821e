/**
 * In a process of its own, so that what it does keeps no one waiting who is measured: what the noisy customers do. It is
 * told which noise to make and when to end, and says what came of it.
 */
import { Agent, type ClientRequest, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Customer, password } from './noisy-customers.ts'
import { sessionOf } from './session-of.ts'
import { tryPassword } from './try-password.ts'

/** What it is told. */
export type Order = { noise: Noise; server: string; databaseUrl: string; noisy: Customer[] } | 'end'
export type Noise = 'stranger' | 'import' | 'held row' | 'live lists' | 'wrong passwords'

/** For the live lists, too, which never end by themselves. */
const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

const makers: Record<Noise, (order: Exclude<Order, 'end'>) => Promise<() => Promise<string>>> = {
  stranger: takeProcessor,
  import: importUsers,
  'held row': holdRow,
  'live lists': watch,
  'wrong passwords': flood,
}
let end: (() => Promise<string>) | undefined
process.on('message', async (order: Order) => {
  if (order !== 'end') {
    end = await makers[order.noise](order)
    process.send?.({ begun: true })
    return
  }
  const said = await end?.()
  process.send?.({ said })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url: '' })

/** Asks nothing of the server, and takes a processor from it: what neighbours notice of that is no fault of TMAS. */
async function takeProcessor() {
  const timer = setInterval(() => {
    for (const until = performance.now() + 20; performance.now() < until; );
  }, 20)
  return async () => {
    clearInterval(timer)
    return 'asked nothing'
  }
}

/** One import after the other, of new names. */
async function importUsers({ server, noisy: [noisy] }: Exclude<Order, 'end'>) {
  const cookies = await sessionOf(server, noisy?.managers[0] ?? '', password)
  let isOver = false
  let done = 0
  const importing = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const rows = Array.from(
        { length: 20_000 },
        (_, row) => `in${n}-${row},in${n}-${row}@noisy0.example,viewer,${noisy?.chainId}`,
      )
      const body = ['username,email,role,location', ...rows].join('\n')
      const status = await post(`${server}/api/v1/users/import`, cookies, body)
      if (status === 201) done += 1
    }
  })()
  return async () => {
    isOver = true
    await importing
    return `${done} imported`
  }
}

/** Someone holds the customer's row, as a change of its policy does, for eight seconds at a time. */
async function holdRow({ server, databaseUrl, noisy: [noisy] }: Exclude<Order, 'end'>) {
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  let isOver = false
  const holding = (async () => {
    while (!isOver) {
      await holder.query(`begin; select from customer where id = '${noisy?.chainId}' for no key update`)
      await sleep(8000)
      await holder.query('rollback')
      await sleep(200)
    }
  })()
  const answers = signInsAt(server, noisy?.people ?? [], 60)
  return async () => {
    isOver = true
    const told = await answers.stop()
    await holding
    await holder.end()
    return told
  }
}

/** A hundred live lists at each of five customers, at which people sign in. */
async function watch({ server, noisy }: Exclude<Order, 'end'>) {
  const streams: ClientRequest[] = []
  let told = 0
  for (const { managers } of noisy)
    for (const manager of managers) {
      const cookies = await sessionOf(server, manager, password)
      for (let window = 0; window < 4; window += 1)
        await new Promise<void>((resolve, reject) => {
          const stream = request(
            `${server}/api/v1/sign-ins/stream`,
            { agent, headers: { cookie: cookies } },
            (response) => {
              if (response.statusCode === 200) resolve()
              else reject(new Error(`a live list was answered with ${response.statusCode}`))
              response.on('data', (text: Buffer) => {
                told += text.toString().split('event: attempt').length - 1
              })
              response.on('error', () => {})
            },
          )
          stream.on('error', () => {})
          stream.end()
          streams.push(stream)
        })
    }
  const answers = signInsAt(
    server,
    noisy.flatMap(({ people }) => people),
    10,
  )
  return async () => {
    const said = await answers.stop()
    for (const stream of streams) stream.destroy()
    return `${said}; ${streams.length} lists were told ${told} times`
  }
}

/** Wrong passwords of the people of one customer, from everywhere. */
async function flood({ server, noisy: [noisy] }: Exclude<Order, 'end'>) {
  let turn = 0
  const answers = atRate(100, () => {
    turn += 1
    const username = noisy?.people[turn % 60] ?? ''
    const ip = `10.${turn % 200}.${(turn * 7) % 250}.${turn % 199}`
    return tryPassword(server, agent, { username, password: `Wrong-pass-${turn}`, ip })
  })
  return answers.stop
}

/** People sign in with their passwords, one after the other. */
function signInsAt(server: string, people: string[], perSecond: number) {
  let turn = 0
  return atRate(perSecond, () => {
    turn += 1
    const ip = `10.1.${turn % 250}.${(turn * 7) % 250}`
    return tryPassword(server, agent, { username: people[turn % people.length] ?? '', password, ip })
  })
}

/** @returns what stops it, and says how often it was answered with which status. */
function atRate(perSecond: number, ask: () => Promise<{ status: number }>) {
  const answers = new Map<number, number>()
  const asked: Promise<void>[] = []
  const timer = setInterval(
    () => asked.push(ask().then(({ status }) => void answers.set(status, (answers.get(status) ?? 0) + 1))),
    1000 / perSecond,
  )
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(asked)
      return [...answers].map(([status, count]) => `${count} × ${status}`).join(', ')
    },
  }
}

function post(url: string, cookie: string, body: string): Promise<number> {
  const headers = {
    cookie,
    origin: new URL(url).origin,
    'content-type': 'text/csv',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
