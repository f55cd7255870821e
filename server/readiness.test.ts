import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
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
