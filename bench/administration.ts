/**
 * How long a very large customer's managers wait: prints the time to answer and the memory of the server, for
 * information. One request at a time, so that what is measured is the work and not a queue.
 */
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { bigManager, fillWithBigCustomer } from './big-customer.ts'
import { type Child, freePort, startChild, startFlags } from './child.ts'
import { visit } from './load.ts'
import { quantile } from './statistics.ts'

const times = 30

/** The first one warms up; the last one is what is printed. */
const rounds = 6

/** What issue 3 aims at, in milliseconds. */
const aim = 50

const requests = {
  'users: first page, by name': '/users?limit=25',
  'users: a name searched': '/users?limit=25&search=ada',
  'users: two beginnings searched': '/users?limit=25&search=ada%203f',
  'users: by last sign-in': '/users?limit=25&sort=-lastSignInAt',
  'users: nearly all, by role': '/users?limit=25&role=viewer',
  'users: with access in a branch': '/users?limit=25&includeBelow=true&location=',
  'locations: the whole tree': '/locations/tree',
  'locations: first page': '/locations?limit=50',
}

const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database big')
  const { users, locations, regionId } = await fillWithBigCustomer(urlOf(cluster.url, 'big'))

  const url = `http://127.0.0.1:${await freePort()}`
  const emulator = await startChild('emulator.ts', { ORIGINS: url })
  children.push(emulator)
  const settings = {
    DATABASE_URL: urlOf(cluster.url, 'big'),
    TMAS_URL: url,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  const tmas = await startChild('tmas.ts', settings, [...startFlags(), '--expose-gc'])
  children.push(tmas)
  const cookie = await signInWithPassword(url)

  const ask = async (path: string) => {
    const target = path.endsWith('location=') ? `${path}${regionId}` : path
    const { status, milliseconds } = await visit(`${url}/api/v1${target}`, cookie)
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    return milliseconds
  }
  const askAll = async () => {
    const measured = new Map<string, number[]>()
    for (const [what, path] of Object.entries(requests)) {
      const all: number[] = []
      for (let turn = 0; turn < times; turn++) all.push(await ask(path))
      measured.set(what, all)
    }
    return measured
  }

  let measured = await askAll()
  const memory = [await tmas.usage()]
  while (memory.length < rounds) {
    measured = await askAll()
    memory.push(await tmas.usage())
  }

  console.log(
    `Time to answer of a customer with ${users} users and ${locations} locations, in milliseconds\n`,
  )
  console.log('                                   p50     max   aim')
  for (const [what, all] of measured)
    console.log(
      `${what.padEnd(30)} ${number(quantile(all, 0.5))} ${number(Math.max(...all))} ${String(aim).padStart(5)}`,
    )
  const inMebibytes = (bytes: number[]) =>
    bytes.map((count) => String(Math.round(count / 2 ** 20)).padStart(5)).join('')
  console.log(`\nMemory of TMAS after each of ${rounds} rounds, in MiB (aim: flat)\n`)
  console.log(`in all                ${inMebibytes(memory.map((usage) => usage.memory))}`)
  console.log(`still held            ${inMebibytes(memory.map((usage) => usage.live))}`)
} finally {
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

/** @returns the session's cookie. @throws {Error} when the door does not open. */
async function signInWithPassword(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(bigManager),
  })
  const [line] = answer.headers.getSetCookie()
  if (answer.status !== 201 || !line) throw new Error(`the sign-in was answered with ${answer.status}`)
  return line.split(';')[0] ?? ''
}

function number(value: number): string {
  return value.toFixed(1).padStart(7)
}
