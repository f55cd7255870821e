import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { createDatabase, dropDatabase, urlOf } from '#server/testing/cluster.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { startPgBouncer } from '#server/testing/pgbouncer.ts'
import { addCustomer } from '#server/users/users.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'

const instances = 15
const password = 'Harbour-7-lanterns'
const closing: (() => Promise<unknown>)[] = []

test('fifteen instances that start at once on an empty database, through one pooler that keeps prepared statements, are all ready and know each other’s sessions', async () => {
  const { url: cluster, applicationUrl } = inject('cluster')
  const name = `tmas_test_${randomBytes(6).toString('hex')}`
  await createDatabase(cluster, name)
  closing.push(() => dropDatabase(cluster, name))
  const pooler = await startPgBouncer(urlOf(applicationUrl, name), { keepsPrepared: true, size: 10 })
  closing.push(pooler.stop)
  const folder = await mkdtemp(join(tmpdir(), 'tmas-instances-'))
  closing.push(() => rm(folder, { recursive: true }))
  try {
    const ports = await Promise.all(Array.from({ length: instances }, freePort))
    const servers = await Promise.all(
      ports.map((port, nth) =>
        startServer(
          readConfig({
            TMAS_URL: 'http://tmas.localhost',
            HOST: '127.0.0.1',
            PORT: String(port),
            DATABASE_URL: pooler.url,
            MIGRATION_DATABASE_URL: urlOf(cluster, name),
            TMAS_DATA_DIR: join(folder, String(nth)),
            ENTRA_CLIENT_ID: tmasClientId,
            ENTRA_CLIENT_SECRET: tmasClientSecret,
            ENTRA_AUTHORITY: 'http://127.0.0.1:9',
            LOG_LEVEL: 'silent',
          }),
        ),
      ),
    )
    closing.push(...servers.map((server) => server.stop))
    const soon = { timeout: 30_000, interval: 200 }
    const ready = () => Promise.all(ports.map(async (port) => (await ask(port, '/readyz')).status))
    await expect.poll(ready, soon).toEqual(ports.map(() => 200))

    await addBoss(urlOf(cluster, name))
    const signIns = await Promise.all(
      ports.map((port) => ask(port, '/api/v1/session', { body: credentials })),
    )
    expect(signIns.map(({ status }) => status)).toEqual(ports.map(() => 201))
    // Each session is looked up at another instance, often enough for each to use each connection of the pooler.
    const lookUps = signIns.flatMap(({ cookie }, nth) =>
      Array.from({ length: instances }, (_, turn) =>
        ask(ports[(nth + turn) % instances] ?? 0, '/api/v1/session', { cookie }),
      ),
    )
    expect(new Set((await Promise.all(lookUps)).map(({ status }) => status))).toEqual(new Set([200]))
  } finally {
    for (const close of closing.reverse()) await close()
  }
})

const credentials = JSON.stringify({ username: 'boss', password })

async function addBoss(url: string): Promise<void> {
  const db = openDatabase({ url, poolSize: 1 })
  const boss = { username: 'boss', email: 'boss@north.example', passwordHash: await leastHash(password) }
  await addCustomer(db, { kind: 'operator' }, { name: 'North Stores' }, boss, new Date())
  await db.destroy()
}

/** One request, as it comes from a proxy in front of all instances. */
function ask(port: number, path: string, { body, cookie }: { body?: string; cookie?: string } = {}) {
  return new Promise<{ status: number; cookie: string }>((resolve, reject) => {
    const headers = {
      host: 'tmas.localhost',
      origin: 'http://tmas.localhost',
      'content-type': 'application/json',
      ...(cookie && { cookie }),
    }
    const asked = request(
      { port, path, method: body ? 'POST' : 'GET', headers, host: '127.0.0.1' },
      (answer) => {
        const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
        answer.resume()
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, cookie: cookies }))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
