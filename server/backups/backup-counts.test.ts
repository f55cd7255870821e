import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConnection } from '#server/platform/tables.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { backUp, restore } from './backup.ts'
import { writeSealed } from './backup-file.ts'

type Database = Awaited<ReturnType<typeof testDatabase>>

let source: Database
let folder: string
const opened: Database[] = []

beforeAll(async () => {
  source = await testDatabase()
  opened.push(source)
  folder = await mkdtemp(join(tmpdir(), 'tmas-counts-'))
  for (let n = 0; n < 3; n++) await source.asOwner('insert into customer values (gen_random_uuid(), now())')
})
afterAll(async () => {
  for (const database of opened) await database.close()
  await rm(folder, { recursive: true })
})

test('a backup counts its rows, also where PostgreSQL’s count comes later than the last row', async () => {
  const proxy = await startProxyThatDelaysCounts(new URL(source.ownerUrl))
  try {
    const slow = new URL(source.ownerUrl)
    slow.port = String(proxy.port)
    const file = join(folder, 'counted.backup')
    const { rows } = await backUp(slow.href, file)
    expect(rows.customer).toBe(3)
    expect((await restore(await emptyDatabase(), file)).rows).toEqual(rows)
  } finally {
    proxy.close()
  }
})

test('a backup of an earlier version, which may have noted 0 rows for any table, is restored with all of them', async () => {
  const file = join(folder, 'right.backup')
  await backUp(source.ownerUrl, file)
  const noted = join(folder, 'noted.backup')
  await writeSealed(noted, Readable.from([await withCount(file, 0)]))
  expect((await restore(await emptyDatabase(), noted)).rows.customer).toBe(3)
})

test('a backup with another number of rows than it says is refused', async () => {
  const file = join(folder, 'whole.backup')
  await backUp(source.ownerUrl, file)
  const wrong = join(folder, 'wrong.backup')
  await writeSealed(wrong, Readable.from([await withCount(file, 4)]))
  await expect(restore(await emptyDatabase(), wrong)).rejects.toThrow('as many rows as it says')
})

test('a restored database has the constraints and indexes of a migrated one, all in force', async () => {
  const file = join(folder, 'form.backup')
  await backUp(source.ownerUrl, file)
  const target = await emptyDatabase()
  const before = await formOf(target)
  await restore(target, file)
  expect(await formOf(target)).toEqual(before)
  expect(before.length).toBeGreaterThan(100)
})

async function formOf(url: string): Promise<unknown[]> {
  const client = await openConnection(url)
  try {
    const { rows } = await client.query(`
      select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) as form, convalidated as holds
      from pg_constraint where connamespace = current_schema()::regnamespace
      union all
      select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid
      from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = current_schema()::regnamespace
      order by 1, 2, 3`)
    return rows
  } finally {
    await client.end()
  }
}

async function emptyDatabase(): Promise<string> {
  const database = await testDatabase()
  opened.push(database)
  return database.ownerUrl
}

/** The content without its seal, with another number of customers in its last line. */
async function withCount(file: string, count: number): Promise<Buffer> {
  const lines = gunzipSync(await readFile(file))
    .toString('latin1')
    .split('\n')
    .slice(0, -2)
  const end = lines.pop()?.replace(/("customer":)\d+/, `$1${count}`) ?? ''
  return Buffer.from([...lines, end, ''].join('\n'), 'latin1')
}

/** Sends what follows the last row of a COPY in a packet of its own, a moment later. */
async function startProxyThatDelaysCounts({ hostname, port }: URL) {
  const lastRowSent = Buffer.from([0x63, 0, 0, 0, 4])
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    client.pipe(upstream)
    let sent = Promise.resolve()
    upstream.on('data', (data: Buffer) => {
      const end = data.indexOf(lastRowSent) + lastRowSent.length
      const parts = data.includes(lastRowSent) ? [data.subarray(0, end), data.subarray(end)] : [data]
      for (const part of parts)
        sent = sent.then(async () => {
          client.write(part)
          await sleep(parts.length > 1 ? 30 : 0)
        })
    })
    const ends = [
      [client, upstream],
      [upstream, client],
    ] as const
    for (const [one, other] of ends) one.on('error', () => {}).on('close', () => other.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' ? address?.port : undefined, close: () => server.close() }
}
