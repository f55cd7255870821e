/**
 * How long a very large customer's managers wait: prints the time to answer and the memory of the server, for
 * information. One request at a time, so that what is measured is the work and not a queue.
 */

import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { fillWithBigCustomer, managers, password } from './big-customer.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { type Manager, requestsOf } from './list-requests.ts'
import { visit } from './load.ts'
import { signInWithPassword } from './password-session.ts'
import { quantile } from './statistics.ts'

const times = 20

/** The first one warms up; the last one is what is printed. */
const rounds = 4

/** The aim for everything that a manager waits for, in milliseconds. */
const aim = 50

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
    whole: await signInWithPassword(url, managers.whole, password),
    branch: await signInWithPassword(url, managers.branch, password),
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

function number(value: number): string {
  return value.toFixed(1).padStart(7)
}
