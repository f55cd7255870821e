import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openConnection } from '#server/platform/tables.ts'
import { createDatabase, dropDatabase, execute, urlOf } from '#server/testing/cluster.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { backUp, restore } from './backup.ts'
import { makeIdentity, readIdentities } from './backup-encryption.ts'
import { isRecipient } from './backup-recipient.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let sourceUrl: string
let folder: string
const [first, second, other] = [identity(), identity(), identity()]
let file: string

beforeAll(async () => {
  database = await testDatabase()
  sourceUrl = database.ownerUrl
  folder = await mkdtemp(join(tmpdir(), 'tmas-encrypted-'))
  for (const one of [first, second, other]) {
    one.file = join(folder, `${randomBytes(4).toString('hex')}.key`)
    one.recipient = await makeIdentity(one.file, new Date())
  }
  await execute(sourceUrl, `insert into customer values ('${crypto.randomUUID()}', now())`)
  file = join(folder, 'tmas.backup.age')
  const made = await backUp(sourceUrl, file, { recipients: [first.recipient, second.recipient] })
  expect(made.encrypted).toBe(true)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('a backup that is encrypted is read with the private key of any recipient, and with nothing else', async () => {
  for (const one of [first, second])
    await inEmptyDatabase(async (url, countTables) => {
      const { rows } = await restore(url, file, { identities: await readIdentities(one.file) })
      expect(rows.customer).toBe(1)
      expect(await countTables()).toBeGreaterThan(20)
    })
  await inEmptyDatabase(async (url, countTables) => {
    await expect(restore(url, file)).rejects.toThrow('--identity')
    const identities = await readIdentities(other.file)
    await expect(restore(url, file, { identities })).rejects.toThrow('encrypted to other recipients')
    expect(await countTables()).toBe(0)
  })
})

test('an encrypted backup is a file of age around the same gzip, so other programs decrypt it, too', async () => {
  const content = await readFile(file)
  expect(content.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  expect(content.includes('schema_migration')).toBe(false)
  const decrypter = new Decrypter()
  for (const one of await readIdentities(first.file)) decrypter.addIdentity(one)
  expect(gunzipSync(await decrypter.decrypt(content)).toString()).toMatch(/^TMAS backup 1\n/)
})

const notWhole = 'not a complete backup of TMAS'
test.each<[string, (content: Buffer) => Buffer, string?]>([
  ['cut short', (content) => content.subarray(0, content.length - 20)],
  ['cut in its head', (content) => content.subarray(0, 100)],
  ['altered in one byte', (content) => changed(content, content.length - 300)],
  ['altered in its head', (content) => replaced(content, 60, ['A', 'B']), 'or was altered'],
  ['altered in its head to what is no base64', (content) => replaced(content, 60, ['@'])],
  ['altered where its head is proved', (content) => changed(content, content.indexOf('\n---') + 10)],
  ['longer than it was', (content) => Buffer.concat([content, Buffer.alloc(10)])],
])(
  'an encrypted backup that is %s is refused, and nothing is written',
  async (_what, spoil, reason = notWhole) => {
    const spoiled = join(folder, `${randomBytes(4).toString('hex')}.backup`)
    await writeFile(spoiled, spoil(await readFile(file)))
    await inEmptyDatabase(async (url, countTables) => {
      const identities = await readIdentities(first.file)
      await expect(restore(url, spoiled, { identities })).rejects.toThrow(reason)
      expect(await countTables()).toBe(0)
    })
  },
)

test('a file that is not encrypted is no encrypted backup: someone may have put it there', async () => {
  const plain = join(folder, 'plain.backup')
  await backUp(sourceUrl, plain)
  await inEmptyDatabase(async (url, countTables) => {
    const identities = await readIdentities(first.file)
    await expect(restore(url, plain, { identities })).rejects.toThrow('is not encrypted')
    expect(await countTables()).toBe(0)
  })
})

test('the private key is for its owner’s eyes, never written over another, and never printed', async () => {
  expect((await stat(first.file)).mode & 0o077).toBe(0)
  await expect(makeIdentity(first.file, new Date())).rejects.toThrow('already')
  const [secret = ''] = await readIdentities(first.file)
  for (const [content, reason] of [
    [`${secret.slice(0, -3)}\n`, 'not an identity file'],
    ['', 'not an identity file'],
    ['age-encryption.org/v1\n-> scrypt', 'with a passphrase'],
  ] as const) {
    const wrong = join(folder, 'wrong.key')
    await writeFile(wrong, content)
    const failure = await readIdentities(wrong).catch((error: Error) => error)
    expect(failure).toMatchObject({ message: expect.stringContaining(reason) })
    expect(String(failure)).not.toContain(secret.slice(20, -3))
  }
})

test('a private key in place of its file is refused without being shown, and without a look for such a file', async () => {
  const [secret = ''] = await readIdentities(first.file)
  for (const given of [secret, secret.toLowerCase(), secret.slice('AGE-SECRET-KEY-'.length), `./${secret}`]) {
    const failure = await readIdentities(given).catch((error: Error) => error)
    expect(failure).toMatchObject({ message: expect.stringContaining('the private key itself') })
    expect(inspect(failure).toUpperCase()).not.toContain(secret.slice(20, 40))
  }
  await expect(readIdentities(join(folder, 'none.key'))).rejects.toThrow('none.key cannot be read (ENOENT)')
})

test('a recipient with a typing error is none, and neither is a private key', async () => {
  expect(isRecipient(first.recipient)).toBe(true)
  const [secret = ''] = await readIdentities(first.file)
  for (const wrong of ['', 'age1', `${first.recipient.slice(0, -1)}q`, first.recipient.slice(0, -1), secret])
    expect(isRecipient(wrong)).toBe(false)
})

test('time limits of the role, which are for requests, do not cut a backup short', async () => {
  const limited = new URL(sourceUrl)
  limited.searchParams.set('options', '-c statement_timeout=100ms')
  const blocker = await openConnection(sourceUrl)
  try {
    await blocker.query('begin')
    await blocker.query('lock table user_account in access exclusive mode')
    const slow = join(folder, 'slow.backup')
    const making = backUp(limited.href, slow)
    making.catch(() => {})
    await blocker.query('select pg_sleep(0.4)')
    await blocker.query('commit')
    expect((await making).rows.customer).toBe(1)
  } finally {
    await blocker.end()
  }
})

function identity() {
  return { file: '', recipient: '' }
}

function changed(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** With one of these letters there instead: the first, or the second where the first is there already. */
function replaced(content: Buffer, at: number, letters: readonly [string, string?]): Buffer {
  const copy = Buffer.from(content)
  const [first, second = first] = letters
  copy.write(copy.toString('latin1', at, at + 1) === first ? second : first, at, 'latin1')
  return copy
}

async function inEmptyDatabase(
  work: (url: string, countTables: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const { url: cluster } = inject('cluster')
  const name = `tmas_restore_${randomBytes(6).toString('hex')}`
  await createDatabase(cluster, name)
  const url = urlOf(cluster, name)
  try {
    await work(url, async () => {
      const client = await openConnection(url)
      const { rows } = await client.query('select from pg_tables where schemaname = current_schema()')
      await client.end()
      return rows.length
    })
  } finally {
    await dropDatabase(cluster, name)
  }
}
