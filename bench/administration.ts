/**
 * How long a very large customer's managers wait: prints the time to answer and the memory of the server, for
 * information. One request at a time, so that what is measured is the work and not a queue.
 */

import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { type BigCustomer, fillWithBigCustomer, managers, password } from './big-customer.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { visit } from './load.ts'
import { quantile } from './statistics.ts'

type Manager = keyof typeof managers

const times = 20

/** The first one warms up; the last one is what is printed. */
const rounds = 4

/** The aim for everything that a manager waits for, in milliseconds. */
const aim = 50

const day = 24 * 60 * 60 * 1000
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString()

/** What is asked, and by which manager. */
function requestsOf({
  regionId,
  storeId,
  userId,
}: BigCustomer): [what: string, who: Manager, path: string][] {
  return [
    ['users: first page, by name', 'whole', '/users?limit=25'],
    ['users: a name searched', 'whole', '/users?limit=25&search=ada'],
    ['users: two beginnings searched', 'whole', '/users?limit=25&search=ada%203f'],
    ['users: by last sign-in', 'whole', '/users?limit=25&sort=-lastSignInAt'],
    ['users: nearly all, by role', 'whole', '/users?limit=25&role=viewer'],
    ['users: with access in a branch', 'whole', `/users?limit=25&includeBelow=true&location=${regionId}`],
    ['users: of a branch, by its manager', 'branch', '/users?limit=25'],
    ['users: near misses', 'whole', '/users/near-misses'],
    ['users: near misses of a branch', 'branch', '/users/near-misses'],
    ['users: why one cannot sign in', 'whole', `/users/${userId}/explain`],
    ['locations: the whole tree', 'whole', '/locations/tree'],
    ['locations: first page', 'whole', '/locations?limit=50'],
    ['sign-ins: first page', 'whole', '/sign-ins?limit=50'],
    ['sign-ins: succeeded', 'whole', '/sign-ins?limit=50&outcome=succeeded'],
    ['sign-ins: refused', 'whole', '/sign-ins?limit=50&outcome=refused'],
    ['sign-ins: by password', 'whole', '/sign-ins?limit=50&door=password'],
    ['sign-ins: one reason', 'whole', '/sign-ins?limit=50&code=unknown_user'],
    ['sign-ins: of one user', 'whole', `/sign-ins?limit=50&user=${userId}`],
    ['sign-ins: of a month', 'whole', `/sign-ins?limit=50&from=${daysAgo(60)}&to=${daysAgo(30)}`],
    ['sign-ins: of nearly all time', 'whole', `/sign-ins?limit=50&from=${daysAgo(80)}`],
    ['sign-ins: of a region', 'whole', `/sign-ins?limit=50&location=${regionId}`],
    ['sign-ins: of a store', 'whole', `/sign-ins?limit=50&location=${storeId}`],
    ['sign-ins: of a branch, by its manager', 'branch', '/sign-ins?limit=50'],
    ['sign-ins: the same, succeeded', 'branch', '/sign-ins?limit=50&outcome=succeeded'],
    ['sign-ins: a first name searched', 'whole', '/sign-ins?limit=50&search=ada'],
    ['sign-ins: a rare name searched', 'whole', '/sign-ins?limit=50&search=ada%203f'],
    ['sign-ins: nobody found', 'whole', '/sign-ins?limit=50&search=nobody-at-all'],
    ['sign-ins: what looks alike', 'whole', '/sign-ins/patterns'],
  ]
}

const cluster = await startThrowAwayCluster()
const children: Child[] = []
try {
  await execute(cluster.url, 'create database big')
  const customer = await fillWithBigCustomer(urlOf(cluster.url, 'big'))
  const requests = requestsOf(customer)

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
  const cookies = {
    whole: await signInWithPassword(url, managers.whole),
    branch: await signInWithPassword(url, managers.branch),
  }

  const ask = async (who: Manager, path: string) => {
    const { status, milliseconds } = await visit(`${url}/api/v1${path}`, cookies[who])
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    return milliseconds
  }
  const askAll = async () => {
    const measured = new Map<string, number[]>()
    for (const [what, who, path] of requests) {
      const all: number[] = []
      for (let turn = 0; turn < times; turn++) all.push(await ask(who, path))
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
    `Time to answer of a customer with ${customer.users} users, ${customer.locations} locations and ${customer.attempts} sign-ins, in milliseconds\n`,
  )
  console.log('                                          min     p50     max   aim   p50/aim')
  for (const [what, all] of measured) {
    const [least, median] = [Math.min(...all), quantile(all, 0.5)]
    const ratio = `${(median / aim).toFixed(2).padStart(9)}${median > aim ? '  missed' : ''}`
    console.log(
      `${what.padEnd(38)}${number(least)} ${number(median)} ${number(Math.max(...all))} ${String(aim).padStart(5)} ${ratio}`,
    )
  }
  const inMebibytes = (bytes: number[]) =>
    bytes.map((count) => String(Math.round(count / 2 ** 20)).padStart(5)).join('')
  console.log(`\nMemory of TMAS after each of ${rounds} rounds, in MiB (aim: flat)\n`)
  console.log(`in all                ${inMebibytes(memory.map((usage) => usage.memory))}`)
  console.log(`still held            ${inMebibytes(memory.map((usage) => usage.live))}`)
} finally {
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

/** @returns the session's cookie. @throws {Error} if the sign-in fails. */
async function signInWithPassword(origin: string, username: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username, password }),
  })
  const [line] = answer.headers.getSetCookie()
  if (answer.status !== 201 || !line) throw new Error(`the sign-in was answered with ${answer.status}`)
  return line.split(';')[0] ?? ''
}

function number(value: number): string {
  return value.toFixed(1).padStart(7)
}
