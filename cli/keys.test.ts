import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSealer } from '#server/platform/sealing.ts'
import { customerWithTenant, userIn } from '#server/testing/front-door.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { runTmasHere } from './testing/program.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let people: { id: string; customerId: string }[]
const folders: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  const door = { db: database.db, now: () => new Date() }
  const { chainId } = await customerWithTenant(door, 'North', null)
  const users = await Promise.all([1, 2, 3].map((n) => userIn(door, chainId, `user${n}@north.example`)))
  // In the order of their IDs, in which what they have is read below.
  people = users.map(({ id }) => ({ id, customerId: chainId })).sort((a, b) => (a.id < b.id ? -1 : 1))
})
afterAll(async () => {
  await database.close()
  for (const folder of folders) await rm(folder, { recursive: true })
})

/** An instance with a data folder of its own. */
async function instance() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-keys-'))
  folders.push(dataDir)
  const sealer = openSealer(dataDir)
  const environment = { DATABASE_URL: database.url, TMAS_DATA_DIR: dataDir }
  const keys = async (...args: string[]) =>
    (await runTmasHere(['keys', ...args, '--json'], environment)).json as Record<string, unknown>
  return { dataDir, sealer, keys }
}

/** Someone sets up an app at an instance. */
async function setUp({ sealer }: Awaited<ReturnType<typeof instance>>, n: number, secret: string) {
  const { id: userId, customerId } = people[n] as (typeof people)[0]
  const app = { userId, customerId, lastStep: 0, addedAt: new Date() }
  const sealedSecret = await sealer.seal(Buffer.from(secret), userId)
  await database.db.deleteFrom('authenticatorApp').where('userId', '=', userId).execute()
  await database.db
    .insertInto('authenticatorApp')
    .values({ ...app, sealedSecret })
    .execute()
}

/** What an instance reads of everyone's app. */
async function readAll({ sealer }: Awaited<ReturnType<typeof instance>>) {
  const apps = await database.db.selectFrom('authenticatorApp').selectAll().orderBy('userId').execute()
  return Promise.all(
    apps.map(async ({ sealedSecret, userId }) => `${await sealer.open(sealedSecret, userId)}`),
  )
}

const idOf = (answer: Record<string, unknown>) => String(answer.id)

test('a key is replaced while two instances run, and neither meets a secret that it cannot open (R34)', async () => {
  const [one, other] = [await instance(), await instance()]
  await setUp(one, 0, 'first')
  await mkdir(join(other.dataDir, 'keys'))
  await copyFile(join(one.dataDir, 'keys/second-factor.key'), join(other.dataDir, 'keys/second-factor.key'))
  expect(await readAll(other)).toEqual(['first'])
  const [old] = await one.sealer.keyIds()

  const made = await one.keys('make')
  const id = idOf(made)
  await copyFile(String(made.file), join(other.dataDir, `keys/second-factor.${id}.key`))
  await setUp(one, 1, 'second')
  expect(await one.keys('list')).toEqual({
    keys: [
      { id: old, encrypts: true, secrets: 2 },
      { id, encrypts: false, secrets: 0 },
    ],
    missing: [],
    faults: [],
  })
  expect(await one.keys('reencrypt', id)).toMatchObject({ error: { code: 'invalid_request' } })
  await one.keys('use', id)
  await setUp(one, 2, 'third')
  expect(await readAll(other)).toEqual(['first', 'second', 'third'])
  await other.keys('use', id)
  expect(await one.keys('remove', String(old))).toMatchObject({
    error: { code: 'not_empty', detail: expect.stringContaining('2 secrets') },
  })
  expect(await one.keys('reencrypt', id)).toEqual({ reencrypted: 2, left: 0, damaged: [] })
  expect(await one.keys('reencrypt', id)).toEqual({ reencrypted: 0, left: 0, damaged: [] })
  for (const each of [one, other]) {
    const file = join(each.dataDir, `keys/second-factor.${old}.removed`)
    expect(await each.keys('remove', String(old))).toEqual({ id: old, file })
    expect(await readAll({ ...each, sealer: openSealer(each.dataDir) })).toEqual(['first', 'second', 'third'])
    expect(await each.keys('list')).toEqual({
      keys: [{ id, encrypts: true, secrets: 3 }],
      missing: [],
      faults: [],
    })
    expect((await readdir(join(each.dataDir, 'keys'))).sort()).toEqual(
      [`second-factor.${id}.key`, `second-factor.${old}.removed`, 'second-factor.key'].sort(),
    )
  }
  expect(await one.keys('remove', id)).toMatchObject({ error: { code: 'invalid_request' } })
  expect(await one.keys('use', 'ffff')).toMatchObject({ error: { code: 'not_found' } })
})

test('a secret whose key is missing is left unchanged, and reported (R34)', async () => {
  const [lost, here] = [await instance(), await instance()]
  await database.db.deleteFrom('authenticatorApp').execute()
  await setUp(lost, 0, 'lost')
  await setUp(here, 1, 'here')
  const [lostKey] = await lost.sealer.keyIds()
  const [hereKey] = await here.sealer.keyIds()
  expect(await here.keys('list')).toEqual({
    keys: [{ id: hereKey, encrypts: true, secrets: 1 }],
    missing: [{ id: lostKey, secrets: 1 }],
    faults: [],
  })
  const id = idOf(await here.keys('make'))
  await here.keys('use', id)
  expect(await here.keys('reencrypt', id)).toEqual({ reencrypted: 1, left: 1, damaged: [] })
  await mkdir(join(here.dataDir, 'keys'), { recursive: true })
  await copyFile(
    join(lost.dataDir, 'keys/second-factor.key'),
    join(here.dataDir, 'keys/second-factor.before.key'),
  )
  expect(await here.keys('reencrypt', id)).toEqual({ reencrypted: 1, left: 0, damaged: [] })
  expect(await readAll(here)).toEqual(['lost', 'here'])
})

test('a secret that was altered is named, and the others are encrypted again (R34)', async () => {
  const one = await instance()
  await database.db.deleteFrom('authenticatorApp').execute()
  for (const n of [0, 1, 2]) await setUp(one, n, `app ${n}`)
  const userId = people[1]?.id ?? ''
  const { sealedSecret } = await database.db
    .selectFrom('authenticatorApp')
    .select('sealedSecret')
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  sealedSecret[20] = (sealedSecret[20] ?? 0) ^ 1
  await database.db
    .updateTable('authenticatorApp')
    .set({ sealedSecret })
    .where('userId', '=', userId)
    .execute()
  const id = idOf(await one.keys('make'))
  await one.keys('use', id)
  expect(await one.keys('reencrypt', id)).toEqual({ reencrypted: 2, left: 0, damaged: [userId] })
})

test('a file that is no key closes only what that key would open, and is named (R34)', async () => {
  const one = await instance()
  await database.db.deleteFrom('authenticatorApp').execute()
  await setUp(one, 0, 'first')
  await writeFile(join(one.dataDir, 'keys/second-factor.copied.key'), 'thirty-two bytes and a line feed\n')
  await mkdir(join(one.dataDir, 'keys/second-factor.folder.key'))
  expect(await readAll({ ...one, sealer: openSealer(one.dataDir) })).toEqual(['first'])
  await setUp(one, 1, 'second')
  expect((await one.keys('list')).faults).toHaveLength(2)
})

test('what root makes belongs to the account of the data folder (R34)', async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('only root can give a file away')
  const one = await instance()
  await chown(one.dataDir, 4321, 4321)
  const { file } = await one.keys('make')
  for (const path of [String(file), join(one.dataDir, 'keys')]) {
    const { uid, gid } = await stat(path)
    expect({ uid, gid }).toEqual({ uid: 4321, gid: 4321 })
  }
})

test('the doctor says that a key is not here, and that a replaced one is still needed (R34)', async () => {
  const [one, other] = [await instance(), await instance()]
  await database.db.deleteFrom('authenticatorApp').execute()
  const line = async ({ dataDir }: { dataDir: string }) => {
    await chmod(dataDir, 0o755)
    const environment = {
      DATABASE_URL: database.url,
      TMAS_DATA_DIR: dataDir,
      ENTRA_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    }
    const { json } = await runTmasHere(['doctor', '--json'], environment)
    return json.checks.find(({ name }: { name: string }) => name === 'keys')
  }
  expect(await line(one)).toMatchObject({ status: 'ok', detail: 'nothing is encrypted yet' })
  await setUp(one, 0, 'first')
  expect(await line(one)).toMatchObject({ status: 'ok', detail: 'the key for 1 secret is here' })
  expect(await line(other)).toMatchObject({ status: 'failed' })
  await one.keys('use', idOf(await one.keys('make')))
  expect(await line(one)).toMatchObject({
    status: 'warning',
    remedy: expect.stringContaining('tmas keys reencrypt'),
  })
})
