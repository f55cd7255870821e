import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cannotConnect, openDatabase } from './platform/database.ts'
import { freePort } from './platform/free-port.ts'
import { openReadiness } from './readiness.ts'
import { testDatabase } from './testing/test-database.ts'

test('an instance is ready once the database answers, and asks it once for however many want to know', async () => {
  const database = await testDatabase()
  const readiness = openReadiness(database.url, () => new Date(), { info() {}, error() {} })
  expect(await Promise.all(Array.from({ length: 50 }, () => readiness.ask()))).toEqual(
    Array(50).fill(undefined),
  )
  await readiness.close()
  await database.close()
})

test('a database that is silent makes an instance unready, however many ask, over one connection', async () => {
  let connections = 0
  const silent = createServer((socket) => {
    connections += 1
    socket.on('error', () => {})
  })
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const readiness = openReadiness(`postgres://tmas@127.0.0.1:${port}/tmas`, () => new Date(), {
    info() {},
    error() {},
  })
  const said = await Promise.all(Array.from({ length: 20 }, () => readiness.ask()))
  expect(said).toEqual(Array(20).fill('the database does not answer'))
  expect(connections).toBe(1)
  await readiness.close()
  silent.close()
})

/** A PostgreSQL that answers only while it is let. */
async function haltable(url: string) {
  const { hostname, port } = new URL(url)
  let isHalted = false
  const held = new Set<Socket>()
  const between = createServer((socket) => {
    const postgres = connect(Number(port), hostname)
    for (const one of [socket, postgres]) one.on('error', () => {}).on('close', () => held.delete(one))
    held.add(socket).add(postgres)
    socket.pipe(postgres)
    postgres.pipe(socket)
    if (isHalted) postgres.pause()
  })
  between.listen(0, '127.0.0.1')
  await once(between, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(between.address() as AddressInfo).port}`
  return {
    url: through.href,
    halt(halted: boolean) {
      isHalted = halted
      for (const one of held) if (halted) one.pause()
      if (!halted) for (const one of held) one.resume()
    },
    close() {
      for (const one of held) one.destroy()
      between.close()
    },
  }
}

test('a single slow answer of the database takes no instance out, and one that stays silent does', async () => {
  const database = await testDatabase()
  const line = await haltable(database.url)
  const readiness = openReadiness(line.url, () => new Date(), { info() {}, error() {} })
  expect(await readiness.ask()).toBeUndefined()
  line.halt(true)
  expect(await readiness.ask()).toBeUndefined()
  await expect.poll(() => readiness.ask(), { timeout: 20_000 }).toBe('the database does not answer')
  // It was not ready, so it is no more until it has answered.
  expect(await readiness.ask()).toBe('the database does not answer')
  line.halt(false)
  await expect.poll(() => readiness.ask(), { timeout: 20_000 }).toBeUndefined()
  await readiness.close()
  line.close()
  await database.close()
})

test('an instance that can have no connections to serve with is not ready, although readiness has one', async () => {
  const database = await testDatabase()
  const shares = { lookups: 1, signIns: 1, administration: 1, background: 1 }
  const away = new URL(database.url)
  away.port = String(await freePort())
  const serving = openDatabase({ url: away.href, shares })
  const readiness = openReadiness(
    database.url,
    () => new Date(),
    { info() {}, error() {} },
    () => cannotConnect(serving),
  )
  const tried = () => sql`select 1`.execute(serving).catch((error: Error) => error)
  expect(await tried()).toBeInstanceOf(Error)
  expect(await readiness.ask()).toBeUndefined()
  for (let count = 0; count < 2; count += 1) await tried()
  expect(await readiness.ask()).toBe('the database gives no connections to serve with')
  await readiness.close()
  await serving.destroy()
  await database.close()
})
