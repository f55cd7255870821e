import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { startPgBouncer } from '#server/testing/pgbouncer.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { cuttableWire } from './http/testing/cuttable.ts'

test('a server whose port is taken says which setting to change', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const database = await testDatabase()
  const config = readConfig({
    TMAS_URL: `http://localhost:${port}`,
    DATABASE_URL: database.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    LOG_LEVEL: 'silent',
  })
  await expect(startServer(config)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another port.`,
  )
  other.close()
  await database.close()
})

test('a server does not start behind a pooler that refuses its settings, and is not ready if it meets one later', async () => {
  const database = await testDatabase()
  const pooler = await startPgBouncer(database.url, { ignored: '' })
  const folder = await mkdtemp(join(tmpdir(), 'tmas-pooler-'))
  const port = await freePort()
  const through = (url: string) =>
    startServer(
      readConfig({
        TMAS_URL: `http://localhost:${port}`,
        HOST: '127.0.0.1',
        DATABASE_URL: url,
        TMAS_DATA_DIR: folder,
        ENTRA_CLIENT_ID: tmasClientId,
        ENTRA_CLIENT_SECRET: tmasClientSecret,
        ENTRA_AUTHORITY: 'http://127.0.0.1:9',
        LOG_LEVEL: 'silent',
      }),
    )
  await expect(through(pooler.url)).rejects.toThrow('In pgbouncer.ini, set ignore_startup_parameters = ')

  // The pooler was away when the server started, so it is up already.
  const wire = await cuttableWire(pooler.url)
  await wire.cut()
  const server = await through(wire.url)
  try {
    await wire.mend()
    const ready = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
        headers: { host: `localhost:${port}` },
      })
      return [answer.status, await answer.text()]
    }
    const why = 'The pooler in front of PostgreSQL refuses the connection settings of TMAS'
    await expect.poll(ready, { timeout: 20_000, interval: 200 }).toEqual([503, why])
  } finally {
    await server.stop()
    await wire.cut()
    await pooler.stop()
    await database.close()
    await rm(folder, { recursive: true })
  }
})

test('a server whose database is away stays up, says that it is not ready, and is ready by itself once it answers', async () => {
  const database = await testDatabase()
  const wire = await cuttableWire(database.url)
  await wire.cut()
  const folder = await mkdtemp(join(tmpdir(), 'tmas-start-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = await startServer(
    readConfig({
      TMAS_URL: url,
      HOST: '127.0.0.1',
      DATABASE_URL: wire.url,
      TMAS_DATA_DIR: folder,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    }),
  )
  try {
    const at = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { host: `localhost:${port}` } })
    expect((await at('/healthz')).status).toBe(200)
    const early = await at('/readyz')
    expect([early.status, await early.text()]).toEqual([503, 'the database has not answered since the start'])
    await wire.mend()
    await expect.poll(async () => (await at('/readyz')).status, { timeout: 20_000, interval: 200 }).toBe(200)
  } finally {
    await server.stop()
    await wire.cut()
    await database.close()
    await rm(folder, { recursive: true })
  }
})

test('a server that is told to stop still answers for a while, is not ready, and keeps no connection open', async () => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tmas-stop-'))
  const port = await freePort()
  const server = await startServer(
    readConfig({
      TMAS_URL: `http://localhost:${port}`,
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      TMAS_DATA_DIR: folder,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    }),
  )
  const at = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { host: `localhost:${port}` } })
    await answer.text()
    return [answer.status, answer.headers.get('connection')]
  }
  expect(await at('/readyz')).toEqual([200, 'keep-alive'])
  const stopped = server.stop({ servingFor: 2_000 })
  expect(await at('/readyz')).toEqual([503, 'close'])
  expect(await at('/sign-in')).toEqual([200, 'close'])
  expect(await at('/healthz')).toEqual([200, 'close'])
  await stopped
  await expect(at('/sign-in')).rejects.toThrow()
  await database.close()
  await rm(folder, { recursive: true })
})

test('a server goes on while a newer version migrates its database, until something is taken away that it needs', async () => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tmas-newer-'))
  const port = await freePort()
  const config = readConfig({
    TMAS_URL: `http://localhost:${port}`,
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    TMAS_DATA_DIR: folder,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    ENTRA_AUTHORITY: 'http://127.0.0.1:9',
    LOG_LEVEL: 'silent',
  })
  const readiness = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { host: `localhost:${port}` } })
    return [answer.status, await answer.text()]
  }
  const server = await startServer(config)
  try {
    await database.asOwner("insert into schema_migration (name, sha256) values ('9998_of_tomorrow.sql', '')")
    expect((await readiness())[0]).toBe(200)
    await database.asOwner("update schema_migration set needs = '9997' where name like '9998%'")
    expect(await readiness()).toEqual([503, 'the database is of another version'])
  } finally {
    await server.stop()
  }
  await expect(startServer(config)).rejects.toThrow(
    'which needs a version of TMAS that includes migration 9997',
  )
  await database.asOwner("update schema_migration set needs = null where name like '9998%'")
  const again = await startServer(config)
  expect((await readiness())[0]).toBe(200)
  await again.stop()
  await database.close()
  await rm(folder, { recursive: true })
})
